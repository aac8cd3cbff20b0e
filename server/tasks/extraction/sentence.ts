import { ADVERBIALS, DUTY_VERBS, MODIFIERS, ORDERS } from './duty-words.ts'
import { findDeadline } from './find-deadline.ts'
import { parseParties } from './parse-parties.ts'
import { afterConnector, afterSubject, isVerbAt } from './subject.ts'
import { longestAt, phraseIndex, standsAt, type Token } from './tokens.ts'

/** Parts a paragraph into clauses that may each bear a duty. */
export function splitClauses(text: string, tokens: readonly Token[]): Token[][] {
  const clauses: Token[][] = []
  let from = 0
  for (let at = 1; at + 1 < tokens.length; at++) {
    if (!endsClause(text, tokens, from, at)) continue
    clauses.push(tokens.slice(from, at))
    from = at + 1
  }
  clauses.push(tokens.slice(from))
  return clauses.filter((clause) => clause.length > 1)
}

function endsClause(text: string, tokens: readonly Token[], from: number, at: number): boolean {
  const mark = tokens[at]
  const next = tokens[at + 1]
  const previous = tokens[at - 1]
  if (mark === undefined || next === undefined || previous === undefined) return false
  if (mark.text === '.') return next.start > mark.end && next.isCapital && !/^(?:TP|TX|TS|ThS|PGS|GS|Ông|Bà|[A-ZĐ])$/.test(previous.text) && !isTimeOnly(tokens, at + 1)
  if (mark.text === ',') return isOwnerChange(tokens, from, at)
  if (mark.text !== ';') return false
  const start = afterConnector(tokens, at + 1)
  if (isTimeOnly(tokens, start) || isOnlyDeadline(text, tokens, start) || isInsideFirstList(tokens, from, at)) return false
  if (longestAt(tokens, start, ORDERS) > 0 && parseParties(tokens, start + longestAt(tokens, start, ORDERS)) !== null) return true
  if (isVerbAt(tokens, start) || longestAt(tokens, start, ADVERBIALS) > 0) {
    return tokens[start]?.isCapital === true || startsAnew(text, tokens, start) || hasDeadline(text, tokens, from, at) || isFreshDuty(tokens, start, start > at + 1)
  }
  const list = parseParties(tokens.slice(start, start + 120), 0)
  if (list === null) return false
  const verb = afterSubject(tokens.slice(start, start + 200), list)
  return isVerbAt(tokens, start + verb) && !isListBefore(tokens, from, at)
}

/** "Trung tâm Lưu trữ hướng dẫn nghiệp vụ, UBND các xã bố trí kho tạm": behind the comma another agency does something else. */
function isOwnerChange(tokens: readonly Token[], from: number, at: number): boolean {
  // ", đồng thời xây dựng …": another duty of the same agency.
  if (standsAt(tokens, at + 1, 'đồng thời')) return isFreshDuty(tokens, afterConnector(tokens, at + 1), false) && hasOwnVerb(tokens, from, at)
  if (tokens[at + 1]?.isCapital !== true || endsWithParty(tokens, from, at) || !hasOwnVerb(tokens, from, at)) return false
  const list = parseParties(tokens.slice(at + 1, at + 60), 0)
  if (list === null || list.parties.every((party) => party.isWeak || (party.isGeneric && !/^(?:UBND|Ủy ban) /u.test(party.name)))) return false
  const next = at + 1 + list.next
  return longestAt(tokens, next, DUTY_VERBS) > 0 && !['xem xét', 'quyết định', 'phê duyệt', 'cho ý kiến', 'thẩm định', 'chấp thuận', 'ban hành', 'phối hợp', 'chủ trì', 'tổ chức', 'giao'].some((words) => standsAt(tokens, next, words))
}

/** "chỉ đạo Chi cục Thủy sản, …": the comma stands in a list of agencies. */
function endsWithParty(tokens: readonly Token[], from: number, at: number): boolean {
  for (let start = at - 1; start >= Math.max(from, at - 14); start--) {
    const first = tokens[start]
    if ((first?.isCapital === true || first?.lower === 'các') && parseParties(tokens.slice(start, at), 0)?.next === at - start) return true
  }
  return false
}

/** Whether the words before `at` name an agency and what it does; then a comma can end its duty. */
function hasOwnVerb(tokens: readonly Token[], from: number, at: number): boolean {
  const colon = tokens.slice(from, Math.min(at, from + LABEL_WORDS_MAX)).findIndex((token) => token.text === ':')
  let start = afterConnector(tokens, from + colon + 1)
  if (longestAt(tokens, start, ADVERBIALS) > 0) return false
  start += longestAt(tokens, start, ORDERS)
  const list = parseParties(tokens.slice(start, at), 0)
  if (list === null || tokens.slice(start, at).some((token, offset) => token.lower === 'phối' && tokens[start + offset + 1]?.lower === 'hợp' && at - start - offset < COMPANY_WORDS_MAX)) return false
  const verb = afterSubject(tokens.slice(start, at), list)
  return start + verb < at - 1 && isVerbAt(tokens, start + verb)
}

/** "Về lưu trữ hồ sơ: …". */
const LABEL_WORDS_MAX = 8
/** How far behind "phối hợp với" the list of helpers may reach. */
const COMPANY_WORDS_MAX = 30

/** "; hoàn thành trước ngày …", "; thời hạn hoàn thành: …" belongs to the duty before it. */
function isTimeOnly(tokens: readonly Token[], at: number): boolean {
  const named = ['thời gian', 'thời hạn', 'tiến độ', 'hạn'].find((words) => standsAt(tokens, at, words))
  // "Thời gian thi công dự kiến từ …" is a step of its own; "Thời gian thực hiện: …" is the time of the one before.
  if (named !== undefined) return !isStep(tokens, at + named.split(' ').length)
  const verb = ['hoàn thành', 'xong', 'thực hiện', 'thực hiện xong', 'hoàn tất'].findLast((words) => standsAt(tokens, at, words))
  const next = at + (verb === undefined ? 0 : verb.split(' ').length)
  if (verb === undefined) return false
  return ['trước', 'trong', 'chậm', 'vào', 'đến', 'muộn'].includes(tokens[next]?.lower ?? '')
}

function isStep(tokens: readonly Token[], at: number): boolean {
  const isPlain = [':', 'thực', 'hoàn', 'báo', 'trình', 'dự', 'là', 'trước', 'trong', 'từ', 'đến', 'xong', 'chót', 'gửi', 'chậm'].includes(tokens[at]?.lower ?? '') || /^\d/.test(tokens[at]?.text ?? '')
  return !isPlain && tokens.slice(at, at + STEP_WORDS_MAX).some((token, offset) => ['dự', 'từ', 'trong', 'khoảng'].includes(token.lower) && offset > 0)
}

const STEP_WORDS_MAX = 12

/** How far from a semicolon its deadline may stand; keeps long lists linear. */
const LOOK_CHARS = 400
const TIME_CHARS_MAX = 90
const LEADING_CHARS = 12

/** A duty of its own begins by chairing or co-operating, or with its own words of time; "; báo cáo UBND tỉnh trước ngày …" ends the one before. */
function startsAnew(text: string, tokens: readonly Token[], start: number): boolean {
  if (['chủ trì', 'phối hợp'].some((words) => standsAt(tokens, start, words))) return true
  const first = tokens[start]
  const own = first === undefined ? null : findDeadline(text.slice(first.start, endOfClause(tokens, start)))
  if (own === null) return false
  // What recurs is a duty beside the one that is done once.
  return own.deadline.relation === 'recurring' || (longestAt(tokens, start, ADVERBIALS) > 0 && own.start < 9)
}

/** "…; có giải pháp bình ổn giá": work of its own; "…; báo cáo UBND tỉnh" is the last step of the work before it. */
function isFreshDuty(tokens: readonly Token[], start: number, isBeside: boolean): boolean {
  // "…; trường hợp không chuyển biến thì đề xuất …".
  if (standsAt(tokens, start, 'trường hợp') || tokens[start]?.lower === 'nếu') return tokens.slice(start, start + CONDITION_WORDS_MAX).some((token, offset) => token.lower === 'thì' && isVerbAt(tokens, start + offset + 1))
  // "; giảm 50% số cặp tảo hôn": one more target of the same sentence.
  if (['giảm', 'tăng', 'đạt', 'nâng'].includes(tokens[start]?.lower ?? '') && tokens.slice(start, start + 5).some((token) => token.text === '%')) return false
  let verb = start
  for (let length = longestAt(tokens, verb, MODIFIERS); length > 0; length = longestAt(tokens, verb, MODIFIERS)) verb += length
  // "; tổng hợp, báo cáo UBND tỉnh trước ngày …" ends the work before it; without a day of its own it is work beside it.
  if (standsAt(tokens, verb, 'tổng hợp') && !isBeside && isDated(tokens, verb)) return false
  return longestAt(tokens, verb, DUTY_VERBS) > 0 && (longestAt(tokens, verb, LAST_STEPS) < longestAt(tokens, verb, DUTY_VERBS)) && (longestAt(tokens, start, ADVERBIALS) < longestAt(tokens, start, DUTY_VERBS) || standsAt(tokens, start, 'thực hiện'))
}

/** Whether a year stands before the end of the clause that begins at `at`. */
function isDated(tokens: readonly Token[], at: number): boolean {
  for (let next = at; next < at + CONDITION_WORDS_MAX * 2 && tokens[next] !== undefined && tokens[next]?.text !== ';'; next++) if (/^(?:19|20)\d\d$/.test(tokens[next]?.text ?? '')) return true
  return false
}

const CONDITION_WORDS_MAX = 30
/** How work is brought to its end and told of. */
const LAST_STEPS = phraseIndex('đề xuất tháo gỡ|kiến nghị tháo gỡ|đề xuất ubnd|đề xuất ủy ban nhân dân|đề xuất cấp có thẩm quyền|kiến nghị cấp có thẩm quyền|báo cáo|gửi|trình|hoàn thành|hoàn tất|nghiệm thu|kết thúc|đảm bảo|bảo đảm|chịu trách nhiệm|chốt|đưa|bàn giao|không để|cho|làm|có báo cáo|có văn bản|kết luận')

/** Whether the duty before the semicolon said by when: then the next one is another. */
function hasDeadline(text: string, tokens: readonly Token[], from: number, at: number): boolean {
  const left = tokens[from]
  const mark = tokens[at]?.start
  const found = left === undefined || mark === undefined ? null : findDeadline(text.slice(Math.max(left.start, mark - LOOK_CHARS), mark))
  // "Sau khi …," before the subject is the whole sentence's.
  return found !== null && (found.deadline.due !== null || found.deadline.duration !== null || found.start > LEADING_CHARS)
}

/** "…; từ tháng 9/2025 đến tháng 3/2026": nothing but words of time. */
function isOnlyDeadline(text: string, tokens: readonly Token[], start: number): boolean {
  const first = tokens[start]
  if (first === undefined) return false
  const end = endOfClause(tokens, start)
  const found = end - first.start > TIME_CHARS_MAX ? null : findDeadline(text.slice(first.start, end))
  return found !== null && found.start < 3 && end - first.start - found.end < 3
}

function endOfClause(tokens: readonly Token[], start: number): number {
  let end = start
  while (end < tokens.length && tokens[end]?.text !== ';' && tokens[end]?.text !== '.') end++
  return Math.min(tokens[end - 1]?.end ?? 0, (tokens[start]?.start ?? 0) + LOOK_CHARS)
}

/** "Các Sở: Y tế; Giáo dục và Đào tạo; Công an tỉnh phối hợp …": the semicolon parts the subject's list. */
function isInsideFirstList(tokens: readonly Token[], from: number, at: number): boolean {
  const start = afterConnector(tokens, from)
  const list = parseParties(tokens, start + longestAt(tokens, start, ORDERS))
  if (list === null || list.next > at) return list !== null
  // "Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở; Chủ tịch UBND các xã …": the list stands behind the order.
  const order = longestAt(tokens, list.next, ORDERS)
  const ordered = order === 0 ? null : parseParties(tokens, list.next + order)
  return ordered !== null && ordered.next > at
}

/** Whether the words before a semicolon end with an agency: then it parts a list, not two clauses. */
function isListBefore(tokens: readonly Token[], from: number, at: number): boolean {
  for (let start = at - 1; start >= Math.max(from, at - 16); start--) {
    const isOpening = (start === from || /^(?:[,;:]|với|do|và|hợp)$/.test(tokens[start - 1]?.lower ?? '')) && (tokens[start]?.isCapital === true || ['các', 'lực'].includes(tokens[start]?.lower ?? ''))
    if (isOpening && parseParties(tokens.slice(start, at), 0)?.next === at - start) return true
  }
  return false
}
