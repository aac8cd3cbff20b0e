import { namedAt } from './agency.ts'
import { abbreviationEnd, afterSeparator, capitalsEnd, placeEnd, portfolioEnd } from './agency-name.ts'
import { DUTY_VERBS, FUNCTION_WORDS } from './duty-words.ts'
import { GENERIC_NOUNS, NAME_PHRASES } from './agency-words.ts'
import { isJoinedName } from './free-name.ts'
import { type Found, partyOf, wordsOf } from './party.ts'
import { longestAt, standsAt, type Token } from './tokens.ts'

/** A head word that a text says once for a whole list: "Các sở: Tài chính, Y tế", "UBND các huyện: …". */
export interface ListHead {
  /** What each item is given: "Sở", "Giám đốc Sở", "UBND huyện", "UBND" when several levels are listed. */
  words: string
  kind: 'portfolio' | 'place'
  /** The first item. */
  next: number
  /** "các tỉnh, thành phố: …": every name is one of the two. */
  isOfProvinces?: boolean
}

/** The cities that stand under no province (Luật Tổ chức chính quyền địa phương 2025). */
const CENTRAL_CITIES: ReadonlySet<string> = new Set(['Hà Nội', 'Huế', 'Hải Phòng', 'Đà Nẵng', 'Hồ Chí Minh', 'Cần Thơ'])

const POSTS = ['giám đốc', 'phó giám đốc', 'thủ trưởng', 'lãnh đạo', 'chủ tịch', 'bộ trưởng', 'trưởng']
const COUNCILS = ['ubnd', 'ủy ban nhân dân', 'hđnd', 'hội đồng nhân dân', 'đảng ủy', 'công an']

/** The head of a list at `at`, when what follows is a list of names under it. */
export function listHeadAt(tokens: readonly Token[], at: number): ListHead | null {
  const post = POSTS.find((words) => standsAt(tokens, at, words))
  let cursor = at + lengthOf(post)
  const council = COUNCILS.find((words) => standsAt(tokens, cursor, words))
  cursor += lengthOf(council)
  if (!['các', 'những'].includes(tokens[cursor]?.lower ?? '')) return null
  const before = wordsOf(tokens.slice(at, cursor))
  const nounAt = cursor + 1
  // "Các Sở Giáo dục và Đào tạo: Hà Nội, Hải Dương": one department of several provinces.
  const named = tokens[nounAt]?.lower === 'sở' ? portfolioEnd(tokens, nounAt + 1) : nounAt + 1
  if (named > nounAt + 1 && tokens[named]?.text === ':' && placeItemEnd(tokens, named + 1) > named + 1) return { words: joined(before, wordsOf(tokens.slice(nounAt, named))), kind: 'place', next: named + 1 }
  const nouns = nounsAt(tokens, nounAt)
  if (nouns.count === 0) return null
  // "các tỉnh, thành phố trực thuộc Trung ương: Hà Tĩnh, …".
  const central = standsAt(tokens, nouns.next, 'trực thuộc trung ương') ? nouns.next + 4 : nouns.next
  const isMarked = tokens[central]?.text === ':'
  nouns.next = central
  const item = isMarked ? nouns.next + 1 : nouns.next
  const noun = tokens[nounAt]?.lower ?? ''
  // "các cơ quan, đơn vị: Sở A, Công an tỉnh", "các Vụ, Cục: Vụ A, Cục B": every item has its own head.
  if (isMarked && before === '' && !['tỉnh', 'huyện', 'xã', 'phường'].includes(noun) && hasOwnName(tokens, item)) return { words: nouns.count === 1 && UNITS.has(noun) ? capitalised(noun) : '', kind: 'portfolio', next: item }
  if (noun === 'sở' || noun === 'bộ') return isPortfolioList(tokens, item, isMarked, nouns.count) ? { words: joined(before, noun === 'sở' ? 'Sở' : 'Bộ'), kind: 'portfolio', next: item } : null
  if (UNITS.has(noun) && nouns.count === 1) {
    const isListed = isMarked ? unknownPortfolioEnd(tokens, item) > item : isUnmarkedList(tokens, item)
    if (isListed) return { words: joined(before, capitalised(wordsOf(tokens.slice(nounAt, nouns.next)))), kind: 'portfolio', next: item }
  }
  if (!isLevel(noun) && !(isMarked && ['phòng', 'chi'].includes(noun))) return null
  const isItem = placeItemEnd(tokens, item) > item
  const isOfProvinces = nouns.count === 2 && standsAt(tokens, nounAt, 'tỉnh , thành phố')
  if (!isItem || (!isMarked && ((nouns.count > 1 && !isOfProvinces) || namedAt(tokens, item) !== null || !continues(tokens, placeItemEnd(tokens, item))))) return null
  if (isOfProvinces) return { words: before, kind: 'place', next: item, isOfProvinces }
  const written = wordsOf(tokens.slice(nounAt, nouns.next))
  const level = nouns.count > 1 ? '' : noun === 'phòng' && before === '' ? 'Phòng' : written
  return { words: joined(before, level), kind: 'place', next: item }
}

/** Units of one house that a text lists under their common head: "các Cục: Hạ tầng kỹ thuật, Kinh tế xây dựng". */
const UNITS: ReadonlySet<string> = new Set(['cục', 'vụ', 'viện', 'phòng', 'chi', 'trung', 'trường', 'bệnh', 'hội', 'công', 'tổng'])

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function hasOwnName(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.isCapital === true && !tokens[at]?.text.startsWith('Các') && (namedAt(tokens, at)?.next ?? at) > at + 1 && !standsAt(tokens, at, 'tổ chức')
}

/** Without a colon the second member shows the list: "các phòng Nội vụ, Tư pháp". */
function isUnmarkedList(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.isCapital !== true || namedAt(tokens, at) !== null) return false
  const end = Math.max(portfolioEnd(tokens, at), unknownPortfolioEnd(tokens, at))
  return end > at && tokens[end]?.text === ',' && tokens[end + 1]?.isCapital === true && namedAt(tokens, end + 1) === null
}

/** One name of the list; a level of its own replaces the list's: "Các huyện: A, B và thị xã C". */
export function distributedItem(tokens: readonly Token[], at: number, head: ListHead): Found | null {
  const first = tokens[at]
  if (first === undefined) return null
  if (head.kind === 'place') {
    const end = placeItemEnd(tokens, at)
    if (end === at) return null
    const isOwnLevel = !first.isCapital || longestAt(tokens, at, LEVEL_WORDS) > 0
    if (head.isOfProvinces === true && !isOwnLevel) return partyOf(tokens, at, end, { head: `${head.words} ${CENTRAL_CITIES.has(wordsOf(tokens.slice(at, end))) ? 'thành phố' : 'tỉnh'}` })
    return partyOf(tokens, at, end, { head: isOwnLevel ? withoutLevel(head.words) : head.words })
  }
  if (!first.isCapital || head.words === '') return null
  const known = Math.max(portfolioEnd(tokens, at), head.words === 'Sở' ? at : at + longestAt(tokens, at, NAME_PHRASES))
  if (known > at) return partyOf(tokens, at, placeEnd(tokens, known), { head: head.words })
  const short = abbreviationEnd(tokens, at)
  if (short > at) return partyOf(tokens, at, short, { head: head.words })
  const end = unknownPortfolioEnd(tokens, at)
  return end > at && namedAt(tokens, at) === null ? partyOf(tokens, at, end, { head: head.words }) : null
}

const LEVEL_WORDS = new Map([['thành', [['thành', 'phố']]], ['thị', [['thị', 'xã'], ['thị', 'trấn']]], ['đặc', [['đặc', 'khu']]], ...['tỉnh', 'huyện', 'xã', 'phường', 'quận', 'tp', 'tx'].map((word): [string, string[][]] => [word, [[word]]])])

function isLevel(noun: string): boolean {
  return LEVEL_WORDS.has(noun)
}

function lengthOf(words: string | undefined): number {
  return words === undefined ? 0 : words.split(' ').length
}

function joined(before: string, noun: string): string {
  return [before, noun].filter((part) => part !== '').join(' ')
}

function withoutLevel(words: string): string {
  return words.replace(/ ?(?:tỉnh|huyện|xã|phường|quận|thị xã|thành phố|đặc khu|thị trấn)$/iu, '') || words
}

function nounsAt(tokens: readonly Token[], at: number): { count: number; next: number } {
  let next = at
  let count = 0
  for (;;) {
    const length = Math.max(longestAt(tokens, next, GENERIC_NOUNS), longestAt(tokens, next, LEVEL_WORDS), standsAt(tokens, next, 'chi cục') ? 2 : 0)
    if (length === 0) return { count, next }
    next += length
    count++
    const joint = [',', 'và', '/'].includes(tokens[next]?.lower ?? '') ? next + 1 : next
    if (joint === next || Math.max(longestAt(tokens, joint, GENERIC_NOUNS), longestAt(tokens, joint, LEVEL_WORDS)) === 0 || tokens[joint]?.isCapital !== tokens[at]?.isCapital) return { count, next }
    next = joint
  }
}

function isPortfolioList(tokens: readonly Token[], item: number, isMarked: boolean, nounCount: number): boolean {
  const first = tokens[item]
  if (first === undefined || !first.isCapital || (!isMarked && nounCount > 1)) return false
  if (isMarked) return portfolioEnd(tokens, item) > item || abbreviationEnd(tokens, item) > item || unknownPortfolioEnd(tokens, item) > item
  // "các Sở Xây dựng" alone are the departments of all provinces; a list has a second member.
  const end = Math.max(portfolioEnd(tokens, item), abbreviationEnd(tokens, item))
  const next = afterSeparator(tokens, end)
  return end > item && next !== -1 && tokens[next]?.isCapital === true
}

/** "Nam Đàn", "thành phố Vinh", "Tân Lập": a name, its level before it or not. */
function placeItemEnd(tokens: readonly Token[], at: number): number {
  const level = longestAt(tokens, at, LEVEL_WORDS)
  const end = capitalsEnd(tokens, at + level)
  if (end > at + level) return end
  return level > 0 && /^\d{1,2}$/.test(tokens[at + level]?.text ?? '') ? at + level + 1 : at
}

/** Without a colon a list shows itself by its second member: "UBND các huyện Cầu Kè, Trà Ôn". */
function continues(tokens: readonly Token[], at: number): boolean {
  return [',', 'và', ';'].includes(tokens[at]?.lower ?? '') && placeItemEnd(tokens, at + 1) > at + 1
}

/** What begins another agency, or the time behind the list: "(Sở Nội vụ; Quý III/2026)". */
const NO_PORTFOLIO: ReadonlySet<string> = new Set(['sở', 'bộ', 'ubnd', 'các', 'chủ', 'quý', 'tháng', 'năm', 'ngày', 'trước', 'trong', 'từ', 'đến', 'thời', 'hoàn', 'hằng', 'hàng'])
const LISTED_WORDS_MAX = 14

/** A portfolio that the word list lacks: to the next separator. */
function unknownPortfolioEnd(tokens: readonly Token[], at: number): number {
  // "HueCIT" is a name of its own.
  if (NO_PORTFOLIO.has(tokens[at]?.lower ?? '') || /\p{Ll}\p{Lu}/u.test(tokens[at]?.text ?? '')) return at
  let end = at
  while (end < at + LISTED_WORDS_MAX) {
    const token = tokens[end]
    if (token === undefined) return end
    const isJoint = ['-', '–', '&'].includes(token.text) && tokens[end + 1]?.isCapital === true
    if (!token.isWord && !isJoint) return end
    if (token.lower === 'và' && isJoinedName(tokens, end, at)) {
      end++
      continue
    }
    if (token.lower === 'và' || (!token.isCapital && (longestAt(tokens, end, DUTY_VERBS) > 0 || longestAt(tokens, end, FUNCTION_WORDS) > 0))) return end
    end++
  }
  return at
}
