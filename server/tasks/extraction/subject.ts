import { skipParenthesis } from './agency-name.ts'
import { GENERIC_NOUNS } from './agency-words.ts'
import { ADVERBIALS, DUTY_VERBS, FUNCTION_WORDS, MODIFIERS, ORDERS } from './duty-words.ts'
import { bareGenericAt } from './agency.ts'
import { unknownAt } from './free-name.ts'
import { parseParties, type PartyList } from './parse-parties.ts'
import type { Party } from './party.ts'
import { longestAt, standsAt, type Token } from './tokens.ts'

/** Who a clause gives a duty to, and where the duty begins. */
export interface Subject {
  parties: Party[]
  /** First token of the predicate. */
  next: number
  /** First token of the clause proper; what stands before is adverbial. */
  at: number
  rule: string
}

export interface Owners {
  /** The agencies a heading or label names for everything under it. */
  owner: Party[] | null
  /** The agencies of the sentence before, which an elided subject continues. */
  previous: Party[] | null
}

/** The issuer decides; it assigns nothing to itself by being the subject of a sentence. */
const ISSUER = /^(?:(?:UBND|[ỦU]y ban [Nn]hân dân|Uỷ ban [Nn]hân dân|HĐND|Hội đồng [Nn]hân dân|Chủ tịch UBND|Chủ tịch Ủy ban [Nn]hân dân|Thường trực(?: HĐND| Tỉnh ủy)?) ?(?:tỉnh|thành phố|Tỉnh|Thành phố)?(?: \p{Lu}\p{L}*){0,4}|Tỉnh ủy|Chính phủ|Thủ tướng Chính phủ|(?:[Đđ]ồng chí|[Đđ]\/c) .*|Phó Thủ tướng.*|Phó Chủ tịch.*)$/u
const SUBJECT_WORDS_MAX = 70
const LABEL_WORDS_MAX = 8

export function isIssuer(party: Party): boolean {
  return party.isPerson || ISSUER.test(party.name)
}

/** The subject of a clause: named, ordered, or carried over from the heading or the sentence before. */
export function findSubject(tokens: readonly Token[], owners: Owners): Subject | null {
  const start = afterConnector(tokens, 0)
  // Under a heading "Chỉ đạo Sở A xây dựng …" is the heading's own duty; without one it is an order.
  const isDirecting = standsAt(tokens, start, 'chỉ đạo') && (owners.owner ?? owners.previous) !== null
  // "Yêu cầu các đơn vị lắp đặt trạm cân" is what the heading's agency does; a named agency is told itself.
  const ordered = owners.owner === null ? null : orderAt(tokens, start)
  const isOwnDuty = ordered !== null && standsAt(tokens, start, 'yêu cầu') && ordered.parties.every((party) => party.isGeneric)
  if (isOwnDuty && owners.owner !== null) return { parties: owners.owner, next: start, at: start, rule: 'heading' }
  const direct = isDirecting ? null : subjectAt(tokens, start)
  if (direct !== null) return direct
  // "Nhiệm vụ chung: Các sở, ban, ngành rà soát …": a heading in the same line.
  const colon = tokens.slice(start, start + LABEL_WORDS_MAX).findIndex((token) => token.text === ':')
  const labelled = colon > 0 ? subjectAt(tokens, start + colon + 1) : null
  if (labelled !== null) return { ...labelled, at: start + colon + 1 }
  const implied = owners.owner ?? owners.previous
  const impliedRule = owners.owner === null ? 'subject of the sentence before' : 'heading'
  if (owners.owner !== null && isVerbAt(tokens, start)) return { parties: owners.owner, next: afterModifiers(tokens, start), at: start, rule: impliedRule }
  const based = basisEnd(tokens, start)
  if (owners.owner !== null && based > start) return { parties: owners.owner, next: based, at: based, rule: 'heading' }
  const isAdverbial = longestAt(tokens, start, ADVERBIALS) > 0
  let isAdvice = false
  let depth = 0
  for (let at = start + 1; at < tokens.length; at++) {
    const before = tokens[at - 1]?.text ?? ''
    if (before === '(') depth++
    if (before === ')') depth--
    if (standsAt(tokens, at - 1, 'tham mưu') || standsAt(tokens, at - 1, 'phối hợp với')) isAdvice = true
    const isBoundary = depth <= 0 && [',', ';', ':', ')', 'thì'].includes(before)
    const order = isBoundary || isIssuerBefore(tokens, at) ? orderAt(tokens, at) : null
    // "…, chỉ đạo các trường học …" is how the heading's agency does it.
    const isManner = implied !== null && order !== null && standsAt(tokens, at, 'chỉ đạo') && order.parties.every((party) => party.isGeneric)
    if (order !== null && !isAdvice && !isManner) return { ...order, at }
    const last = isAdverbial && !isBoundary && tokens[at]?.lower === 'các' ? lastOfList(tokens, at) : null
    if (last !== null) return { ...last, at }
    // "… đề xuất của các sở, ban, ngành, tổng hợp …": the commas inside the list part nothing.
    const inside = isAdverbial && !isBoundary && tokens[at]?.lower === 'các' ? parseParties(tokens, at) : null
    if (inside !== null && implied !== null) {
      at = Math.max(at, inside.next - 1)
      continue
    }
    if (!isBoundary || !isAdverbial) continue
    const found = subjectAt(tokens, at)
    if (found !== null) return { ...found, at }
    if (implied !== null && isVerbAt(tokens, at) && !['hằng', 'hàng', 'định'].includes(tokens[at]?.lower ?? '') && !isInEnumeration(tokens, start, at)) return { parties: implied, next: at, at, rule: impliedRule }
    // A list that is no subject is passed as one, so that long lists cost their length once.
    const list = parseParties(tokens, at)
    if (list !== null) {
      if (list.parties.every(isIssuer) && standsAt(tokens, list.next, 'đồng ý')) return null
      at = Math.max(at, list.next - 1)
    }
  }
  if (owners.owner !== null) return { parties: owners.owner, next: start, at: start, rule: 'heading' }
  return owners.previous !== null && isVerbAt(tokens, start) ? { parties: owners.previous, next: start, at: start, rule: 'subject of the sentence before' } : null
}

/** "Trên cơ sở đề xuất của các sở, ban, ngành, Sở Tài chính thẩm định …": the last of what looks like one list does the work. */
function lastOfList(tokens: readonly Token[], at: number): Omit<Subject, 'at'> | null {
  const list = parseParties(tokens, at)
  const last = list?.parties.at(-1)
  if (list === null || last === undefined || list.parties.length < 2 || last.isGeneric || last.isWeak) return null
  const first = tokens.findIndex((token) => token.start === last.start)
  const next = afterSubject(tokens, list)
  return tokens[first - 1]?.text === ',' && isVerbAt(tokens, next) && tokens[next] !== undefined ? { parties: [last], next, rule: 'subject of the sentence' } : null
}

/** "Căn cứ Kế hoạch này xây dựng …": a basis without its comma; `at` when none stands there. */
function basisEnd(tokens: readonly Token[], at: number): number {
  if (!['căn cứ', 'trên cơ sở', 'theo'].some((words) => standsAt(tokens, at, words))) return at
  const capacity = capacityEnd(tokens, at)
  if (capacity > at) return capacity
  for (let end = at + 2; end < at + 10; end++) {
    if (tokens[end]?.text === ',') return at
    if (tokens[end]?.lower === 'này' && isVerbAt(tokens, end + 1)) return end + 1
  }
  return at
}

/** "Đồng thời,", "Bên cạnh đó": joints between sentences. */
export function afterConnector(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.lower === 'riêng' && tokens[at + 1]?.isCapital === true) return at + 1
  for (const words of ['đồng thời', 'bên cạnh đó', 'ngoài ra', 'trong đó', 'cùng với đó', 'mặt khác', 'song song', 'trước mắt', 'và']) {
    if (!standsAt(tokens, at, words)) continue
    const next = at + words.split(' ').length
    return tokens[next]?.text === ',' || tokens[next]?.text === ':' ? next + 1 : next
  }
  return at
}

const ADVERBS: ReadonlySet<string> = new Set(['theo', 'căn', 'trên', 'trong', 'với', 'khi', 'sau', 'trước', 'định', 'hằng', 'hàng', 'từ', 'chậm'])

/** "Để quản lý, vận hành …, giao": of the verbs between commas the last may be the duty, the others are a purpose. */
function isInEnumeration(tokens: readonly Token[], start: number, at: number): boolean {
  if (!standsAt(tokens, start, 'để') && !standsAt(tokens, start, 'theo')) return false
  for (let ahead = at; ahead < Math.min(tokens.length, at + 30); ahead++) {
    if (tokens[ahead]?.text !== ',') continue
    const next = ahead + 1
    if (['chủ trì', 'phối hợp với', 'tham mưu', 'có trách nhiệm'].some((words) => standsAt(tokens, next, words))) return true
    if (standsAt(tokens, start, 'để') && isVerbAt(tokens, next)) return true
  }
  return false
}

function isIssuerBefore(tokens: readonly Token[], at: number): boolean {
  return ['tỉnh', 'ubnd', 'phố', 'nhất', 'ý', 'phủ', 'trương'].includes(tokens[at - 1]?.lower ?? '') && ['giao', 'yêu'].includes(tokens[at]?.lower ?? '')
}

function orderAt(tokens: readonly Token[], at: number): Omit<Subject, 'at'> | null {
  const order = standsAt(tokens, at, 'chỉ đạo') ? 2 : longestAt(tokens, at, ORDERS)
  if (order === 0) return null
  const list = parseParties(tokens, at + order) ?? orderedAt(tokens, at + order)
  if (list === null) return null
  // "Khuyến khích doanh nghiệp đầu tư" is a policy; a named agency that is encouraged is asked.
  if (tokens[at]?.lower === 'khuyến' && !list.parties.some((party) => !party.isGeneric && !party.isWeak)) return null
  const next = afterSubject(tokens, list)
  return next >= tokens.length ? null : { parties: list.parties, next, rule: `order: ${tokens[at]?.text ?? ''}` }
}

/** "Giao nhà thầu thi công …", "Đề nghị Nhà máy giấy Bãi Bằng …": an order vouches for whom it names, when a duty follows. */
function orderedAt(tokens: readonly Token[], at: number): PartyList | null {
  const found = bareGenericAt(tokens, at) ?? unknownAt(tokens, at)
  return found !== null && isVerbAt(tokens, found.next) ? { parties: [found.party], next: found.next } : null
}

function subjectAt(tokens: readonly Token[], at: number): Subject | null {
  const order = orderAt(tokens, at)
  if (order !== null) return { ...order, at }
  const list = parseParties(tokens, at)
  if (list === null) return null
  if (list.parties.every(isIssuer)) {
    const issued = orderAt(tokens, list.next)
    // "Ủy ban nhân dân tỉnh Đồng Nai chỉ đạo đơn vị liên quan …": told by somebody above it to see to that.
    const isTold = standsAt(tokens, list.next, 'chỉ đạo') && list.parties.every(isPlaced)
    if (issued !== null && !isTold) return { ...issued, at }
  }
  const next = afterSubject(tokens, list)
  const token = tokens[next]
  if (token === undefined) return null
  if (JUDGING.some((words) => standsAt(tokens, next, words))) return null
  const isLabel = tokens[next - 1]?.text === ':'
  const isMarked = ['chủ trì', 'phối hợp', 'chịu trách nhiệm'].some((words) => standsAt(tokens, next, words))
  const isClear = isMarked || isLabel || next - list.next >= 3 || isAccompanied(tokens, next)
  if (list.parties.every((party) => party.isWeak) && !isClear && !isVerbAt(tokens, next)) return null
  // "Hội nghị", "Hệ thống": things carry on by verbs, too; a weak head alone needs its duty marked.
  if (list.parties.every((party) => party.isWeak && !party.isGeneric && !ACTORS.test(party.name)) && !isClear && (!hasPlace(list) || isDone(tokens, next))) return null
  if (list.parties.length === 1 && list.parties.some(isIssuer) && !isMarked && !hasDuty(tokens, list.next) && !isAddressed(tokens, list, next)) return null
  const isNamed = list.parties.some((party) => !party.isWeak && !party.isGeneric)
  if (!isClear && !isVerbAt(tokens, next) && !(isNamed && isOpenVerb(tokens, next))) return null
  return { parties: list.parties, next, at, rule: isLabel ? 'agency before a colon' : 'subject of the sentence' }
}

/** Weak heads that name people, not things. */
const ACTORS = /^(?:doanh nghiệp|nhà thầu|chủ đầu tư|nhà đầu tư)(?!\p{L})/iu

/** "Sở Du lịch cùng với Hiệp hội Du lịch có phương án …". */
function isAccompanied(tokens: readonly Token[], at: number): boolean {
  const list = tokens[at]?.lower === 'cùng' ? parseParties(tokens, tokens[at + 1]?.lower === 'với' ? at + 2 : at + 1) : null
  return list !== null && isVerbAt(tokens, list.next)
}

/** After the full name of an agency a word in lower case that is no function word can only be a verb. */
function isOpenVerb(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return token !== undefined && token.isWord && !token.isCapital && !/^\d/.test(token.text) && longestAt(tokens, at, FUNCTION_WORDS) === 0 && longestAt(tokens, at, GENERIC_NOUNS) === 0 && !['và', 'hoặc', 'đạt', 'gồm', 'bao', 'thuộc', 'không'].includes(token.lower)
}

/** "Trung tâm Khuyến nông tỉnh" is an agency, "Trung tâm dữ liệu" may be a thing. */
function hasPlace(list: PartyList): boolean {
  return list.parties.some((party) => /(?: tỉnh| huyện| xã| phường| thành phố| \p{Lu}\p{Ll}+)$/u.test(party.name) || SERVICES.test(party.name))
}

/** What a centre of an office is for; systems and buildings are for something else. */
const SERVICES = /hành chính công|bệnh tật|khuyến nông|quỹ đất|xúc tiến|y tế|văn hóa|việc làm|nước sạch|đăng kiểm|dịch vụ|CNTT|công nghệ thông tin và|cảnh sát|quản lý trật tự|quản lý thị trường/iu

/** "Trung tâm … triển khai từ tháng 11/2019": the thing is carried out, it carries out nothing. */
function isDone(tokens: readonly Token[], verb: number): boolean {
  return ['từ', 'trong', 'vào', 'trước', 'theo', 'đến'].includes(tokens[verb + longestAt(tokens, verb, DUTY_VERBS)]?.lower ?? '')
}

/** What a meeting thinks of the past; nobody is told to do it. */
const JUDGING = ['đánh giá cao', 'thống nhất với', 'cơ bản thống nhất', 'ghi nhận', 'biểu dương', 'hoan nghênh', 'cơ bản đồng ý', 'thống nhất đánh giá']

/** What an issuer does by a conclusion; whoever else bears such a title is told to do something else. */
const ISSUING = ['đồng ý', 'thống nhất', 'giao', 'yêu cầu', 'đề nghị', 'ghi nhận', 'đánh giá', 'biểu dương', 'phê bình', 'hoan nghênh', 'kết luận', 'chấp thuận', 'cho phép', 'xem xét', 'thông báo', 'ban hành', 'quyết định', 'phê duyệt', 'chủ trì họp', 'tổ chức', 'cảm ơn', 'lưu ý', 'nhấn mạnh']

/** "UBND thành phố Vinh", not "UBND tỉnh". */
function isPlaced(party: Party): boolean {
  return /(?:[Tt]ỉnh|[Tt]hành phố|[Pp]hường|[Xx]ã) \p{Lu}/u.test(party.name)
}

/** "UBND thành phố Vinh bố trí …", "Phó Chủ tịch UBND tỉnh Lê Văn A trực tiếp chỉ đạo …": named, and told to work. */
function isAddressed(tokens: readonly Token[], list: PartyList, verb: number): boolean {
  const isNamed = list.parties.every((party) => isPlaced(party) || /(?:Thủ tướng|Phó Chủ tịch) \p{Lu}/u.test(party.name) || (party.isPerson && !/^Chủ tịch/u.test(party.name)))
  return isNamed && isVerbAt(tokens, verb) && !ISSUING.some((words) => standsAt(tokens, verb, words)) && tokens[verb - 1]?.lower !== 'đã' && tokens[verb]?.lower !== 'đã'
}

function hasDuty(tokens: readonly Token[], at: number): boolean {
  return standsAt(tokens, at, 'có trách nhiệm') || standsAt(tokens, at, 'có nhiệm vụ')
}

/** Passes what may stand between subject and verb: "theo chức năng …,", "có trách nhiệm". */
export function afterSubject(tokens: readonly Token[], list: PartyList): number {
  let next = skipParenthesis(tokens, list.next)
  if (tokens[next]?.text === ':') return next + 1
  // "Sở A - Cơ quan thường trực Ban Chỉ đạo": an apposition.
  if (['-', '–'].includes(tokens[next]?.text ?? '') || tokens[next]?.text === ',') {
    const isApposition = ['cơ quan', 'là cơ quan', 'đơn vị', 'thường trực'].some((words) => standsAt(tokens, next + 1, words)) && tokens[next]?.text !== ','
    if (isApposition) for (let at = next + 1; at < next + 20; at++) if (isVerbAt(tokens, at) && ['chủ', 'phối', 'có'].includes(tokens[at]?.lower ?? '')) next = at
    if (tokens[next]?.text === ',') next++
  }
  const based = basisEnd(tokens, next)
  if (based > next) return afterModifiers(tokens, based)
  const afterCapacity = capacityEnd(tokens, next)
  if (afterCapacity > next) return afterModifiers(tokens, afterCapacity)
  if (ADVERBS.has(tokens[next]?.lower ?? '') && !standsAt(tokens, next, 'theo dõi')) {
    for (let at = next; at < Math.min(tokens.length, next + SUBJECT_WORDS_MAX); at++) {
      if (tokens[at]?.text === ',' && isVerbAt(tokens, at + 1) && !isInEnumeration(tokens, next, at + 1)) return afterModifiers(tokens, at + 1)
      if (standsAt(tokens, at, 'có trách nhiệm')) return afterModifiers(tokens, at)
      if (standsAt(tokens, at, 'chủ trì') || standsAt(tokens, at, 'phối hợp với') || standsAt(tokens, at, 'phối hợp chặt')) return at
    }
  }
  return afterModifiers(tokens, next)
}

const CAPACITY = new Set('theo căn cứ chức năng nhiệm vụ được giao của mình quyền hạn thẩm quản lý nhà nước và , đơn vị ngành lĩnh vực cấp tại địa phương phân công phụ trách'.split(' '))

/** "theo chức năng, nhiệm vụ được giao tổ chức thực hiện …": where the capacity ends and a verb begins; `at` when it does not. */
function capacityEnd(tokens: readonly Token[], at: number): number {
  if (!['theo chức năng', 'căn cứ chức năng', 'theo thẩm quyền', 'theo nhiệm vụ', 'theo lĩnh vực', 'theo phạm vi'].some((words) => standsAt(tokens, at, words))) return at
  let end = at
  while (CAPACITY.has(tokens[end]?.lower ?? '')) end++
  return isVerbAt(tokens, end) ? end : at
}

function afterModifiers(tokens: readonly Token[], at: number): number {
  let next = at
  for (let length = longestAt(tokens, next, MODIFIERS); length > 0; length = longestAt(tokens, next, MODIFIERS)) {
    if (standsAt(tokens, next, 'tiếp tục')) break
    // "định kỳ hằng tháng báo cáo": words of time are the deadline's.
    if (['định', 'hằng', 'hàng'].includes(tokens[next]?.lower ?? '')) break
    next += length
    if (tokens[next]?.text === ':' || tokens[next]?.text === ',') next++
  }
  return next
}

export function isVerbAt(tokens: readonly Token[], at: number): boolean {
  // "Quyết định số 46/2022/QĐ-UBND": the paper, not the act.
  if (['quyết định', 'kế hoạch', 'thông báo', 'báo cáo'].some((words) => standsAt(tokens, at, words)) && tokens[at + 2]?.lower === 'số') return false
  return longestAt(tokens, at, DUTY_VERBS) > 0 || longestAt(tokens, at, MODIFIERS) > 0
}
