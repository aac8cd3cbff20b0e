import { GENERIC_QUALIFIERS, HEADS, LEVELS, PORTFOLIOS } from './agency-words.ts'
import { DUTY_VERBS, FUNCTION_WORDS } from './duty-words.ts'
import { longestAt, standsAt, type Token } from './tokens.ts'

/** Where the name of an agency ends. Every function answers with the token after it, `at` itself when nothing fits. */

/** Words for a level of government that a proper name follows; scans lose the mark of "tỉnh". */
export const PLACES: ReadonlySet<string> = new Set(['tỉnh', 'huyện', 'xã', 'phường', 'quận', 'tp', 'tx', 'tinh', 'tình'])
export const JOINTS: ReadonlySet<string> = new Set(['-', '–', '—', '&', '/'])

/** "Tài chính, Kế hoạch và Đầu tư": a comma before this word parts two departments. */
const LISTED_APART: ReadonlySet<string> = new Set(['kế'])

/** The end of the longest known portfolio at `at`, its joints written any way. */
export function portfolioEnd(tokens: readonly Token[], at: number): number {
  for (const words of PORTFOLIOS.get(tokens[at]?.lower ?? '') ?? []) {
    let cursor = at
    for (const [index, word] of words.entries()) {
      if (index > 0) while ((tokens[cursor]?.lower === ',' && !LISTED_APART.has(word)) || ['và', '-', '–', '&'].includes(tokens[cursor]?.lower ?? '')) cursor++
      if (tokens[cursor]?.lower !== word) {
        cursor = at
        break
      }
      cursor++
    }
    if (cursor > at) return cursor
  }
  return at
}

/** "TT&TT", "LĐTB&XH", "VH,TT&DL", "GD-ĐT", "Lao động - TB&XH". */
export function abbreviationEnd(tokens: readonly Token[], at: number): number {
  const first = tokens[at]
  if (first === undefined || !isAbbreviation(first)) return at
  let end = at + 1
  for (;;) {
    const joint = tokens[end]
    const next = tokens[end + 1]
    const isTight = joint !== undefined && next !== undefined && [',', '-', '&', '–'].includes(joint.text) && joint.start === (tokens[end - 1]?.end ?? 0) && next.start === joint.end
    if (!isTight || next === undefined || !isAbbreviation(next)) return end
    end += 2
  }
}

export function isAbbreviation(token: Token): boolean {
  return token.text.length >= 2 && /^[\p{Lu}&\d]+t?$/u.test(token.text) && /\p{Lu}/u.test(token.text) && (token.lower === 'ct' || !HEADS.has(token.lower))
}

/** After a complete name: "tỉnh Nghệ An", "tỉnh", "thành phố Vinh", "Nghệ An". */
export function placeEnd(tokens: readonly Token[], at: number): number {
  const first = tokens[at]
  if (first === undefined) return at
  const level = standsAt(tokens, at, 'thành phố') || standsAt(tokens, at, 'thị xã') || standsAt(tokens, at, 'chi nhánh') || standsAt(tokens, at, 'khu vực') || standsAt(tokens, at, 'đặc khu') ? 2 : PLACES.has(first.lower) ? 1 : 0
  if (level === 2 && first.lower === 'khu') return regionEnd(tokens, at + 2)
  if (level === 2 && first.lower === 'chi' && standsAt(tokens, at + 2, 'khu vực')) return regionEnd(tokens, at + 4)
  // "chi nhánh thành phố Cần Thơ".
  if (level === 2 && first.lower === 'chi' && tokens[at + 2]?.isCapital === false && placeEnd(tokens, at + 2) > at + 2) return placeEnd(tokens, at + 2)
  const end = level > 0 ? mergedPlaceEnd(tokens, at + level) : capitalsEnd(tokens, at)
  // "Công an phường 4": a number is the name.
  return end === at + level && level > 0 && /^\d{1,2}$/.test(tokens[end]?.text ?? '') ? end + 1 : end
}

/** "phường Xuân Hương - Đà Lạt": units made in 2025 bear the name of their town behind a dash. */
function mergedPlaceEnd(tokens: readonly Token[], at: number): number {
  const end = capitalsEnd(tokens, at)
  const isJoined = end > at && ['-', '–'].includes(tokens[end]?.text ?? '') && tokens[end + 1]?.isCapital === true && tokens[end + 2]?.isCapital === true
  if (!isJoined || hasOwnHead(tokens, end + 1) || longestAt(tokens, end + 1, DUTY_VERBS) > 0) return end
  return capitalsEnd(tokens, end + 1)
}

export function hasOwnHead(tokens: readonly Token[], at: number): boolean {
  return isNamedHead(tokens, at) || (HEADS.get(tokens[at]?.lower ?? '') ?? []).some((head) => head.words.every((word, offset) => tokens[at + offset]?.lower === word))
}

/** "khu vực IX", "khu vực Tây Bắc". */
function regionEnd(tokens: readonly Token[], at: number): number {
  return /^[IVX\d]+$/.test(tokens[at]?.text ?? '') ? at + 1 : capitalsEnd(tokens, at)
}

/** Capital words that begin a sentence or another agency, and no name. */
const NO_NAME: ReadonlySet<string> = new Set(['Các', 'Căn', 'Theo', 'Trên', 'Trong', 'Để', 'Khi', 'Từ'])

/** A proper name: at most five capital words, stopped by a head word or a verb that begins a duty. */
export function capitalsEnd(tokens: readonly Token[], at: number): number {
  let end = at
  while (end < at + 5 && tokens[end]?.isCapital === true && !NO_NAME.has(tokens[end]?.text ?? '') && (!isNamedHead(tokens, end) || isRegionWord(tokens, end)) && longestAt(tokens, end, DUTY_VERBS) < 2) {
    end++
    // "Vân - Thành", "Phan Rang-Tháp Chàm".
    if (['-', '–'].includes(tokens[end]?.text ?? '') && tokens[end]?.start === tokens[end - 1]?.end && tokens[end + 1]?.isCapital === true) end++
  }
  return end
}

/** "Bắc Trung Bộ", "Nam Bộ": here the word is no ministry. */
function isRegionWord(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'Bộ' && ['bắc', 'trung', 'nam'].includes(tokens[at - 1]?.lower ?? '') && tokens[at + 1]?.isCapital !== true
}

export function isNamedHead(tokens: readonly Token[], at: number): boolean {
  return (HEADS.get(tokens[at]?.lower ?? '') ?? []).some((head) => !head.isWeak && head.words.every((word, offset) => tokens[at + offset]?.lower === word))
}

/** After "UBND", "HĐND": "tỉnh", "các huyện, thị xã, thành phố", "xã Tân Lập", "cấp huyện". */
export function councilEnd(tokens: readonly Token[], at: number): number {
  let end = at
  if (['các', 'cấp', 'những'].includes(tokens[end]?.lower ?? '')) end++
  if (tokens[end]?.lower === 'cấp') end++
  for (;;) {
    const level = longestAt(tokens, end, LEVELS)
    if (level === 0) break
    end += level
    if (tokens[end]?.text === '.' && tokens[end + 1]?.isCapital === true && tokens[end - 1]?.lower === 'tp') end++
    const proper = mergedPlaceEnd(tokens, end)
    if (proper > end) return proper
    if (/^\d{1,2}$/.test(tokens[end]?.text ?? '') && level === 1) return end + 1
    const joint = listJoint(tokens, end)
    if (joint === -1 || longestAt(tokens, joint, LEVELS) === 0) break
    end = joint
  }
  return qualifiersEnd(tokens, capitalsEnd(tokens, end))
}

/** "," "và" "/" "-" between levels; a semicolon parts agencies. */
function listJoint(tokens: readonly Token[], at: number): number {
  if (JOINTS.has(tokens[at]?.text ?? '')) return at + 1
  return tokens[at]?.text === ';' ? -1 : afterSeparator(tokens, at)
}

export function brandEnd(tokens: readonly Token[], at: number): number {
  // "Thuế cơ sở 3", "Bưu điện trung tâm Ninh Kiều", "Thanh tra Bộ".
  if (standsAt(tokens, at, 'cơ sở') && /^\d{1,2}$/.test(tokens[at + 2]?.text ?? '')) return at + 3
  if (standsAt(tokens, at, 'trung tâm')) return placeEnd(tokens, at + 2)
  // "Công an phường, xã, đặc khu": one at every place.
  const level = longestAt(tokens, at, LEVELS)
  if (level > 0 && [',', 'và'].includes(tokens[at + level]?.lower ?? '') && longestAt(tokens, at + level + 1, LEVELS) > 0 && tokens[at + level + 1]?.isCapital === false) return councilEnd(tokens, at)
  if (isOwnHouse(tokens, at)) return at + 1
  const place = placeEnd(tokens, at)
  return standsAt(tokens, place, 'các') ? councilEnd(tokens, place) : place
}

/** "Thanh tra Bộ", "Văn phòng Sở": the house itself, no portfolio behind it. */
export function isOwnHouse(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.isCapital === true && ['bộ', 'sở', 'cục'].includes(tokens[at]?.lower ?? '') && tokens[at + 1]?.isCapital !== true && !standsAt(tokens, at, 'bộ đội') && !standsAt(tokens, at, 'bộ chỉ huy')
}

/** After a separator of a list ("," ";" "và" ", và"); -1 when none stands at `at`. */
export function afterSeparator(tokens: readonly Token[], at: number): number {
  let cursor = at
  if (tokens[cursor]?.text === ',' || tokens[cursor]?.text === ';') cursor++
  // Cells often list with bullets: "- Sở A; - Sở B".
  if (cursor > at && ['-', '–', '+'].includes(tokens[cursor]?.text ?? '')) cursor++
  if (tokens[cursor]?.lower === 'và' || standsAt(tokens, cursor, 'cùng với')) cursor += tokens[cursor]?.lower === 'và' ? 1 : 2
  return cursor === at ? -1 : cursor
}

export function qualifiersEnd(tokens: readonly Token[], at: number): number {
  let end = at
  for (let guard = 0; guard < 6; guard++) {
    // "các đơn vị của Bộ Nông nghiệp và Môi trường": the house by its whole name.
    const house = ['thuộc', 'của'].includes(tokens[end]?.lower ?? '') && isNamedHead(tokens, end + 1) ? portfolioEnd(tokens, end + 2) : 0
    if (house > end + 2) {
      end = placeEnd(tokens, house)
      continue
    }
    const length = longestAt(tokens, end, GENERIC_QUALIFIERS)
    const isDuty = length > 0 && longestAt(tokens, end, DUTY_VERBS) >= length && !standsAt(tokens, end, 'sử dụng ngân sách') && !standsAt(tokens, end - 2, 'chức năng')
    if (length > 0 && !isDuty) end += length
    else if (['thuộc', 'của'].includes(tokens[end]?.lower ?? '') && tokens[end + 1]?.isCapital === true && councilAfter(tokens, end + 1) > 0) end = councilEnd(tokens, councilAfter(tokens, end + 1))
    else if (['thuộc', 'của'].includes(tokens[end]?.lower ?? '') && isNamedHead(tokens, end + 1)) end = placeEnd(tokens, Math.max(portfolioEnd(tokens, end + 2), end + 2))
    else if (havingEnd(tokens, end) > end) return havingEnd(tokens, end)
    else break
    end = capitalsEnd(tokens, end)
  }
  return end
}

/** Behind "UBND", "Ủy ban nhân dân" and the like; 0 when none stands at `at`. */
function councilAfter(tokens: readonly Token[], at: number): number {
  const words = ['ủy ban nhân dân', 'hội đồng nhân dân', 'ubnd', 'hđnd'].find((council) => standsAt(tokens, at, council))
  return words === undefined ? 0 : at + words.split(' ').length
}

const FREE_WORDS_MAX = 8
const ASSIGNED_WORDS_MAX = 14

/**
 * What tells apart the bodies a noun gathers, in words that no list knows: "các chủ đầu tư hạ tầng cụm công nghiệp",
 * "các cơ quan được phân công chủ trì nhiệm vụ có trách nhiệm …". Only where the phrase shows its end.
 */
export function freeQualifierEnd(tokens: readonly Token[], noun: number, qualified: number): number {
  const first = tokens[qualified]
  if (first === undefined || !first.isWord || first.isCapital) return qualified
  if (first.lower === 'được') {
    for (let end = qualified + 1; end < qualified + ASSIGNED_WORDS_MAX && tokens[end]?.isWord === true; end++) if (standsAt(tokens, end, 'có trách nhiệm') || standsAt(tokens, end, 'có nhiệm vụ')) return end
    return qualified
  }
  let end = qualified
  while (end < qualified + FREE_WORDS_MAX) {
    const token = tokens[end]
    if (token === undefined || [',', ';', ')', '.'].includes(token.text)) break
    if (standsAt(tokens, end, 'có liên quan') || token.lower === 'liên') {
      const length = token.lower === 'liên' ? 2 : 3
      return tokens[end + length - 1]?.lower === 'quan' ? end + length : qualified
    }
    if (token.lower === 'và' || !token.isWord || token.isCapital || /^\d/.test(token.text)) return qualified
    if (longestAt(tokens, end, DUTY_VERBS) > 0) break
    if (longestAt(tokens, end, FUNCTION_WORDS) > 0) return qualified
    end++
  }
  return end < qualified + FREE_WORDS_MAX && qualified === noun && end > qualified + 1 ? end : qualified
}

/** "UBND các xã, phường có công trình": which of them, when nothing but the end follows. */
function havingEnd(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.lower !== 'có' || longestAt(tokens, at, DUTY_VERBS) > 0) return at
  if (standsAt(tokens, at, 'có trách nhiệm') || standsAt(tokens, at, 'có nhiệm vụ')) return at
  let end = at + 1
  while (end < at + 6 && tokens[end]?.isWord === true && tokens[end]?.isCapital === false && tokens[end]?.lower !== 'và' && longestAt(tokens, end, DUTY_VERBS) === 0) end++
  const isOver = [undefined, '.', ';', ')'].includes(tokens[end]?.text) || (end > at + 1 && (tokens[end]?.text === ',' || longestAt(tokens, end, DUTY_VERBS) > 1))
  return end > at + 1 && isOver ? end : at
}

/** Past a remark in brackets of at most two dozen words. */
export function skipParenthesis(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== '(') return at
  for (let end = at + 1; end < at + 24; end++) if (tokens[end]?.text === ')') return end + 1
  return at
}
