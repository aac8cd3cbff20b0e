import { PLACES, abbreviationEnd, afterSeparator, brandEnd, capitalsEnd, councilEnd, freeQualifierEnd, placeEnd, portfolioEnd, qualifiersEnd } from './agency-name.ts'
import { FORCES, GENERIC_NOUNS, HEADS, LEVELS, NAME_PHRASES } from './agency-words.ts'
import { DUTY_VERBS } from './duty-words.ts'
import { freeEnd } from './free-name.ts'
import { type Found, partyOf } from './party.ts'
import { longestAt, standsAt, type Token } from './tokens.ts'

/** What an order or "phối hợp với" calls without an article: "nhà thầu thi công", "chính quyền địa phương", "đơn vị tư vấn". */
export function bareGenericAt(tokens: readonly Token[], at: number): Found | null {
  const noun = longestAt(tokens, at, GENERIC_NOUNS)
  if (noun === 0 || standsAt(tokens, at, 'người dân')) return null
  const end = freeQualifierEnd(tokens, at + noun, qualifiersEnd(tokens, at + noun))
  const named = tokens[end]?.isCapital === true ? namedAt(tokens, end) : null
  // "cơ quan Thuế": a branch named by one word.
  const branch = named === null && end === at + noun && tokens[end]?.isCapital === true ? Math.max(end + 1, capitalsEnd(tokens, end)) : end
  return partyOf(tokens, at, named?.next ?? branch, { isGeneric: named === null && branch === end })
}

/** Reads one agency without a list. */
export function partyAt(tokens: readonly Token[], at: number): Found | null {
  return namedAt(tokens, at) ?? genericAt(tokens, at)
}

/** Heads that are no agency without a name after them. */
const BARE = /^(?:ban|báo|tạp chí|đài|phòng|tổ|hội|đoàn|viện|vụ|cục|vp|trưởng|chủ tịch|giám đốc|bch|liên minh|liên đoàn|thống kê|khu|trạm|đội|quỹ|trường|tổ chức|ngân hàng|tập đoàn|tổng giám đốc|liên hiệp|hiệp hội|đồng chí|đ \/ c|thường trực|thuế|công đoàn)$/u

export function namedAt(tokens: readonly Token[], at: number): Found | null {
  const first = tokens[at]
  if (first === undefined) return null
  if (standsAt(tokens, at, 'đầu mối') && !standsAt(tokens, at + 2, 'là')) return partyOf(tokens, at, freeEnd(tokens, at, at + 2), { isWeak: true })
  for (const head of HEADS.get(first.lower) ?? []) {
    if (!head.words.every((word, offset) => tokens[at + offset]?.lower === word)) continue
    const after = at + head.words.length
    // "Ban hành", "Báo cáo", "Thống kê số liệu": the verb, not the board or the paper.
    if (longestAt(tokens, at, DUTY_VERBS) > head.words.length) continue
    // "Trường hợp …" is no school, "Tổ chức xúc tiến …" no organisation.
    if (standsAt(tokens, at, 'trường hợp') || (standsAt(tokens, at, 'tổ chức') && first.isCapital && tokens[after]?.isCapital !== true && !standsAt(tokens, after, 'chính trị'))) continue
    // "Hội nghị", "Hội thảo", "Thống kê số hộ": neither society nor office.
    if (head.words.length === 1 && first.lower === 'hội' && ['nghị', 'thảo', 'thi', 'chợ', 'diễn'].includes(tokens[after]?.lower ?? '')) continue
    if (standsAt(tokens, at, 'thống kê') && tokens[after]?.isCapital !== true && !PLACES.has(tokens[after]?.lower ?? '') && !standsAt(tokens, after, 'thành phố')) continue
    if (!first.isCapital && !isCertainInLowerCase(tokens, at, after, head.isWeak)) continue
    if (head.style === 'portfolio') return portfolioParty(tokens, at, after)
    if (head.style === 'council') return partyOf(tokens, at, councilEnd(tokens, after), { isGeneric: ['các', 'cấp'].includes(tokens[after]?.lower ?? '') })
    if (head.style === 'brand') {
      const end = brandEnd(tokens, after)
      if (end === after && BARE.test(head.words.join(' '))) continue
      return partyOf(tokens, at, end)
    }
    if (ADDRESSES.has(head.words.join(' '))) return personAt(tokens, after)
    let end = isPost(head.words) ? postEnd(tokens, after) : freeEnd(tokens, at, after)
    // "Giám đốc Sở A - Phó Trưởng Ban Thường trực" is one person.
    if (isPost(head.words) && ['-', '–'].includes(tokens[end]?.text ?? '') && ['phó', 'trưởng'].includes(tokens[end + 1]?.lower ?? '') && tokens[end + 1]?.isCapital === true) end = secondPostEnd(tokens, end)
    // "Trưởng phòng Kinh tế, Hạ tầng và Đô thị": the office's name follows its head.
    if (isPost(head.words) && ['phòng', 'ban'].includes(head.words.at(-1) ?? '')) end = Math.max(end, freeEnd(tokens, after - 1, after))
    // A bureau of a ministry is one agency: "Cục Tin học hóa, Bộ Thông tin và Truyền thông".
    if (['cục', 'vụ', 'tổng', 'viện'].includes(first.lower) && tokens[end]?.text === ',' && tokens[end + 1]?.lower === 'bộ' && portfolioEnd(tokens, end + 2) > end + 2) {
      const ministry = namedAt(tokens, end + 1)
      if (ministry !== null) end = ministry.next
    }
    // "Phòng Cảnh sát giao thông - Công an tỉnh": the house behind the dash.
    if (first.lower === 'phòng' && ['-', '–', 'công'].includes(tokens[end]?.lower ?? '')) end = policeEnd(tokens, end)
    // "Giám đốc, Thủ trưởng các cơ quan": two posts share what follows.
    if (end === after && isPost(head.words) && [',', 'và'].includes(tokens[end]?.lower ?? '') && isPost([tokens[end + 1]?.lower ?? '']) && tokens[end + 1]?.isCapital === true) return partyOf(tokens, at, end, { isGeneric: true })
    if (end === after && BARE.test(head.words.join(' '))) continue
    // "Phòng Kinh tế" is an agency, "Phòng họp" a room.
    const isOffice = head.words.join(' ') === 'phòng' && tokens[after]?.isCapital === true
    return partyOf(tokens, at, end, { isWeak: head.isWeak && !isOffice })
  }
  return null
}

function secondPostEnd(tokens: readonly Token[], dash: number): number {
  let end = dash + 1
  while (tokens[end]?.isCapital === true || (end > dash + 1 && longestAt(tokens, end, NAME_PHRASES) > 0) || tokens[end]?.lower === 'trực') end++
  return end
}

function policeEnd(tokens: readonly Token[], at: number): number {
  const house = tokens[at]?.isWord === true ? at : at + 1
  return standsAt(tokens, house, 'công an') && tokens[house]?.isCapital === true ? brandEnd(tokens, house + 2) : at
}

const ADDRESSES: ReadonlySet<string> = new Set(['đồng chí', 'đ / c', 'ông', 'bà'])

/** "đồng chí Phó Chủ tịch UBND tỉnh Bùi Văn A": the address is no part of the name. */
function personAt(tokens: readonly Token[], after: number): Found | null {
  const end = tokens[after]?.isCapital === true ? postEnd(tokens, after) : after
  return end > after ? partyOf(tokens, after, end, { isPerson: true }) : null
}

/** OCR and haste drop capitals: "sở Tài chính", "công an tỉnh", "văn phòng UBND tỉnh" are still agencies. */
function isCertainInLowerCase(tokens: readonly Token[], at: number, after: number, isWeak: boolean): boolean {
  const next = tokens[after]
  if (next === undefined) return false
  const first = tokens[at]?.lower
  if (OFFICES.has(first ?? '')) return next.isCapital && (tokens[after + 1]?.isWord ?? false)
  if (isWeak) return false
  if (['đồng', 'đ', 'ông', 'bà'].includes(first ?? '')) return next.isCapital
  if (['sở', 'văn', 'ủy', 'thường'].includes(first ?? '')) return next.isCapital || (first === 'ủy' && ['tỉnh', 'các', 'huyện', 'xã', 'cấp'].includes(next.lower))
  return (first === 'công' || first === 'thanh') && ['tỉnh', 'huyện', 'xã', 'thành'].includes(next.lower)
}

/** Heads that stand in lower case before a name: "giao phòng Kinh tế", "đề nghị công ty Điện lực". */
const OFFICES: ReadonlySet<string> = new Set(['phòng', 'ban', 'trạm', 'chi', 'hội', 'bệnh', 'trung', 'kho', 'cục'])

function isPost(words: readonly string[]): boolean {
  return ['giám', 'tổng', 'chủ', 'thủ', 'chánh', 'người', 'trưởng', 'phó', 'thứ', 'bí', 'hiệu'].includes(words[0] ?? '') ? !['tổng công ty', 'tổng cục', 'chủ đầu tư'].includes(words.join(' ')) : words.length > 1 && words.at(-1) === 'trưởng'
}

/** "Giám đốc Sở Y tế", "Chánh Văn phòng UBND tỉnh", "Thủ trưởng các ban, ngành", "đồng chí Nguyễn Văn A". */
function postEnd(tokens: readonly Token[], after: number): number {
  const inner = partyAt(tokens, after)
  if (inner !== null) return inner.next
  const name = capitalsEnd(tokens, after)
  // "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND tỉnh" is one person.
  const post = name > after && [',', '-', '–'].includes(tokens[name]?.text ?? '') ? namedAt(tokens, tokens[name + 1]?.lower === 'phó' ? name + 2 : name + 1) : null
  if (post !== null && /^(?:Chủ tịch|Giám đốc|Chánh|Bí thư|Phó|Trưởng|Thứ trưởng|Bộ trưởng|Cục trưởng|Vụ trưởng|Viện trưởng|Chỉ huy|Hiệu trưởng|Thủ trưởng|Tổng)/u.test(post.party.name)) return post.next
  return qualifiersEnd(tokens, name)
}

function portfolioParty(tokens: readonly Token[], at: number, after: number): Found | null {
  const known = portfolioEnd(tokens, after)
  // "Sở Y tế các tỉnh, thành phố" is one party.
  if (known > after) return partyOf(tokens, at, isEveryPlace(tokens, known) ? councilEnd(tokens, known) : placeEnd(tokens, known))
  const next = tokens[after]
  // "Thanh tra Bộ", "Giám đốc Sở": the post or house without its portfolio.
  if (next === undefined || !next.isCapital) return after - at > 1 ? partyOf(tokens, at, after) : null
  const short = abbreviationEnd(tokens, after)
  if (short > after) return partyOf(tokens, at, placeEnd(tokens, short))
  return partyOf(tokens, at, freeEnd(tokens, at, after))
}

function isEveryPlace(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.lower === 'các' && ['tỉnh', 'huyện', 'xã', 'phường', 'thành phố', 'địa phương'].some((level) => standsAt(tokens, at + 1, level))
}

/** "lực lượng quân đội, công an trên địa bàn": a force without article. */
function forceAt(tokens: readonly Token[], at: number): Found | null {
  if (!standsAt(tokens, at, 'lực lượng') && !standsAt(tokens, at, 'các lực lượng')) return null
  let end = at + (tokens[at]?.lower === 'các' ? 3 : 2)
  for (let length = longestAt(tokens, end, FORCES); length > 0; length = longestAt(tokens, end, FORCES)) {
    end += length
    const joint = afterSeparator(tokens, end)
    if (joint !== -1 && tokens[end]?.text !== ';' && longestAt(tokens, joint, FORCES) > 0 && tokens[joint]?.isCapital !== true) end = joint
  }
  if (end > at + 2 && standsAt(tokens, end, 'địa phương')) end += 2
  end = qualifiersEnd(tokens, end)
  return end > at + 2 ? partyOf(tokens, at, end, { isGeneric: true }) : null
}

function genericAt(tokens: readonly Token[], at: number): Found | null {
  if (standsAt(tokens, at + 1, 'trường hợp')) return null
  // "Các đồng chí Phó Chủ tịch UBND tỉnh" are named by their post together.
  const posts = standsAt(tokens, at, 'các đồng chí') && tokens[at + 3]?.isCapital === true ? postEnd(tokens, at + 3) : 0
  if (posts > at + 3) return partyOf(tokens, at + 3, posts, { isGeneric: true })
  const force = forceAt(tokens, at)
  if (force !== null) return force
  // "Lãnh đạo các sở, ngành": their heads are meant.
  const heads = tokens[at]?.isCapital === true && standsAt(tokens, at, 'lãnh đạo các') ? genericAt(tokens, at + 2) : null
  if (heads !== null) return partyOf(tokens, at, heads.next, { isGeneric: true })
  const isDetermined = ['các', 'những', 'từng', 'mọi', 'một', 'toàn'].includes(tokens[at]?.lower ?? '') || (/^\d{1,3}$/.test(tokens[at]?.text ?? '') && tokens[at + 1]?.lower !== 'cấp' && longestAt(tokens, at + 1, LEVELS) > 0)
  let end = isDetermined ? at + 1 : at
  if (isDetermined && tokens[at]?.lower === 'một') end = tokens[end]?.lower === 'số' ? end + 1 : at
  let nouns = 0
  for (;;) {
    const noun = longestAt(tokens, end, GENERIC_NOUNS)
    if (noun === 0) break
    // "các Sở Xây dựng", "các Sở Y tế": the same department of every province.
    const portfolio = nouns === 0 && isDetermined && noun === 1 && tokens[end]?.lower === 'sở' ? portfolioEnd(tokens, end + 1) : 0
    end = portfolio > end + 1 ? qualifiersEnd(tokens, portfolio) : isDetermined ? freeQualifierEnd(tokens, end + noun, qualifiersEnd(tokens, end + noun)) : qualifiersEnd(tokens, end + noun)
    // "các Ban Xây dựng Đảng".
    if (nouns === 0 && standsAt(tokens, end - 1, 'ban') && tokens[end]?.isCapital === true && namedAt(tokens, end) === null) end = capitalised(tokens, end)
    // "Các Ban Quản lý dự án đầu tư xây dựng".
    if (nouns === 0 && standsAt(tokens, end - noun, 'ban quản lý')) end = afterNamePhrases(tokens, end)
    nouns++
    // "Các thành viên Ban Chỉ đạo", "các phòng, ban thuộc Sở".
    const owner = tokens[end]?.isCapital === true && tokens[end - 1]?.lower === 'viên' ? namedAt(tokens, end) : null
    if (owner !== null) end = owner.next
    let joint = afterSeparator(tokens, end)
    if (joint === -1 && ['/', '-', '–'].includes(tokens[end]?.text ?? '')) joint = end + 1
    if (joint === -1 || tokens[end]?.text === ';') break
    // "Các doanh nghiệp viễn thông, tổ chức, cá nhân có liên quan": the first has its own description.
    if (isDetermined && nouns === 1 && tokens[end]?.text === ',' && isDescribed(tokens, end)) break
    if (PUBLIC.some((words) => standsAt(tokens, joint, words))) break
    if (longestAt(tokens, joint, GENERIC_NOUNS) === 0 || (tokens[joint]?.isCapital === true && namedAt(tokens, joint) !== null) || tokens[joint]?.lower === 'ubnd') break
    end = joint
  }
  if (nouns === 0) return null
  if (!isDetermined && nouns < 2 && !isQualified(tokens, at, end) && !PUBLIC.some((words) => standsAt(tokens, at, words))) return null
  return partyOf(tokens, at, end, { isGeneric: true })
}

/** "Xây dựng Đảng", "Đảng": a name whose first word's second syllable is in lower case. */
function capitalised(tokens: readonly Token[], at: number): number {
  return standsAt(tokens, at, 'xây dựng đảng') ? at + 3 : capitalsEnd(tokens, at)
}

/** Past what a board is for, where its name says so: "dự án đầu tư xây dựng". */
function afterNamePhrases(tokens: readonly Token[], at: number): number {
  let end = at
  for (let length = longestAt(tokens, end, NAME_PHRASES); length > 1; length = longestAt(tokens, end, NAME_PHRASES)) end += length
  return end
}

/** Whether a word that names a trade ends the description before `end`. */
function isDescribed(tokens: readonly Token[], end: number): boolean {
  return TRADES.some((words) => standsAt(tokens, end - words.split(' ').length, words))
}

/** Bodies that everybody knows without "các". */
const PUBLIC = ['chính quyền địa phương', 'chính quyền cơ sở', 'chính quyền các cấp', 'cơ quan chức năng', 'đơn vị chức năng', 'lực lượng chức năng']

const TRADES = ['viễn thông', 'công nghệ số', 'công nghệ thông tin', 'bưu chính', 'hạ tầng']

function isQualified(tokens: readonly Token[], at: number, end: number): boolean {
  return tokens.slice(at, end).some((token) => token.lower === 'liên')
}
