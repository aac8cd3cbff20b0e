import type { Deadline } from './assignment.ts'
import { type DateMention, findDates } from './date-mention.ts'
import { parseDeadline } from './deadline.ts'
import { relationBefore, type RelationBefore } from './deadline-relation.ts'
import { findRecurrence } from './recurrence.ts'

export interface FoundDeadline {
  start: number
  end: number
  deadline: Deadline
}

const PROGRAMME = /(?:giai đoạn|nhiệm kỳ|định hướng(?: đến)?|tầm nhìn(?: đến)?)(?: đến)?(?: năm)?\s*$/i
const YEAR_AT = /(?:^|[,;:(]\s*|(?:phấn đấu|bảo đảm|đảm bảo|hoàn thành|xong|thực hiện|triển khai)(?: xong)? )$/i
/** Words before "từ ngày …" that speak of validity or of the past, not of work. */
const NO_WORK = /(?:hiệu lực|áp dụng|thành lập|ban hành|có hiệu lực thi hành)(?: thi hành)?(?: kể)? $/i
const EVENTS =
  /(?<!\p{L})(?:(?:ngay )?sau khi|trước khi|trong thời gian(?! (?:tới|qua|sớm|nhanh|\d|khoảng))|trong quá trình (?:triển khai|thực hiện)|trong (?:vòng |khoảng |thời gian |thời hạn )?(?:vòng |khoảng )?\d{1,3}(?: \(\p{L}+(?: \p{L}+)?\))? (?:ngày|tuần|tháng|giờ)|(?:chậm nhất|sau) (?:là |không quá )?\d{1,3} (?:ngày|tuần|tháng)|ngay sau|trước (?:kỳ họp|phiên họp|dịp|mùa|Tết|giờ G|năm học)|trong suốt (?:thời gian|quá trình))[^,;.()]{0,300}/giu
const REFERENCE = /(?<!\p{L})(?:căn cứ vào|theo)(?: đúng)? (?:tiến độ|lộ trình|thời gian|thời hạn)[^,;.]{0,60}(?:phụ lục|biểu|kế hoạch)(?: (?:số )?[IVX\d]{1,4})?(?: kèm theo)?/iu
const WITHOUT_YEAR =
  /(?<!\p{L})(?:(?:chậm nhất|muộn nhất)(?: là)?(?: vào| đến| trước)?|trước|đến hết|hết|trong|vào|đến)(?: (?:\d{1,2}\s?(?:giờ|h)\s?\d{0,2}(?: phút)?,?))? (?:ngày \d{1,2}(?:\/\d{1,2}| tháng \d{1,2})?|\d{1,2}\/\d{1,2}|tháng \d{1,2}|quý (?:IV|I{1,3}|[1-4]))(?![\p{L}\d/%]|[.,]\d)(?! (?:năm|tuổi|huyện|xã|hộ|tỉnh))/iu

/** Finds the deadline inside a clause of prose; dates of cited documents and names of programmes are none. */
export function findDeadline(text: string): FoundDeadline | null {
  return datedDeadline(text) ?? findRecurrence(text) ?? yearlessDeadline(text) ?? eventDeadline(text) ?? referenceDeadline(text)
}

function datedDeadline(text: string): FoundDeadline | null {
  let best: FoundDeadline | null = null
  const quotes = quotedRanges(text)
  for (const date of findDates(text)) {
    if (quotes.some(([from, to]) => date.index >= from && date.index < to)) continue
    const before = relationBefore(text, date.index)
    let start = before?.at ?? (date.precision === 'day' && text.slice(date.index - 5, date.index) === 'ngày ' ? date.index - 5 : date.index)
    if (!isDeadline(text, date, before, start)) continue
    // "từ tháng 1/2024 đến tháng 6/2024" is one range.
    if (best !== null && before?.relation === 'by' && best.deadline.relation === 'from' && date.index - best.end < 40) start = best.start
    const opening = /(?<!\p{L})(?:kể )?từ (?:nay|(?:(?:tháng|quý|ngày|năm) )?(?:\d{1,2}(?:\/\d{1,4})?|(?:19|20)\d{2}|[IV]{1,3})) $/iu.exec(text.slice(Math.max(0, start - 24), start))
    if (opening !== null) start -= opening[0].length
    const tail = /^(?: (?:và|trong|trong khoảng|và trong khoảng|khoảng)){1,2} \d{1,3} (?:tuần|tháng|năm|ngày)/i.exec(text.slice(date.end, date.end + 60))
    const open = /^ trở đi/i.exec(text.slice(date.end, date.end + 9))
    const end = date.end + (tail?.[0].length ?? open?.[0].length ?? 0)
    const deadline = parseDeadline(text.slice(start, end))
    if (best === null || (deadline.due !== null && (best.deadline.due === null || deadline.due >= best.deadline.due))) best = { start, end, deadline }
  }
  return best
}

function isDeadline(text: string, date: DateMention, before: RelationBefore | null, start: number): boolean {
  const lead = text.slice(Math.max(0, start - 24), start)
  if (PROGRAMME.test(text.slice(Math.max(0, date.index - 30), date.index)) || (before?.relation === 'from' && NO_WORK.test(lead))) return false
  if (before === null && date.precision === 'day') return isReportDay(text, date)
  if (before === null && !(date.precision !== 'day' && /(?:^|[(,;]\s*)$/.test(lead) && date.end - date.index > 7)) return false
  if (date.precision !== 'year') return true
  // "Kế hoạch … đến năm 2025" names a programme; only set apart, or after a word of limit or completion, is it a deadline.
  const isLimit = before !== null && /hết|cuối|trong|trước|chậm|muộn|vào/iu.test(text.slice(before.at, date.end)) && !/(?:dự toán|kế hoạch|quy hoạch|chương trình)[^,;]{0,30}$/iu.test(lead)
  // "từ năm 2022 đến năm 2025", not "giai đoạn từ năm …".
  const isRange = before?.relation === 'by' && /(?<!giai đoạn )từ năm (?:19|20)\d{2} $/iu.test(text.slice(Math.max(0, start - 30), start))
  return isLimit || isRange || YEAR_AT.test(lead) || isAtEnd(text, date.end, before)
}

/** "báo cáo Chủ tịch UBND tỉnh ngày 01/10/2025": the day of the report, at the end; the day of a cited paper or meeting is none. */
function isReportDay(text: string, date: DateMention): boolean {
  const before = text.slice(Math.max(0, date.index - 90), date.index)
  const isReport = /(?:báo cáo|trình|gửi|nộp|hoàn thành|khai trương|khánh thành|bàn giao|tổ chức|xong)[^.;()]{0,80} ngày $/iu.test(before)
  return isReport && !CITED.test(before) && /^[\s.,;/)]*$/.test(text.slice(date.end, date.end + 12))
}

const CITED = /(?:số \d|\d\/\p{L}|cuộc họp|hội nghị|phiên họp|buổi làm việc|kỳ họp|văn bản|công văn|tờ trình|thông báo|kết luận|quyết định|nghị quyết|chỉ thị|hợp đồng)[^,;]{0,60}ngày $/iu

function isAtEnd(text: string, end: number, before: RelationBefore | null): boolean {
  return before !== null && before.relation !== 'by' && /^[\s.,;/)]*$/.test(text.slice(end, end + 12))
}

function yearlessDeadline(text: string): FoundDeadline | null {
  const found = WITHOUT_YEAR.exec(text)
  if (found === null) return null
  return { start: found.index, end: found.index + found[0].length, deadline: parseDeadline(found[0]) }
}

function eventDeadline(text: string): FoundDeadline | null {
  EVENTS.lastIndex = 0
  const event = EVENTS.exec(text)
  if (event === null) return null
  // Late in the clause an event may hold commas of its own: "trước khi trình UBND tỉnh xem xét, quyết định".
  const isLast = event.index > 3 && /^(?:trước khi|trong)/i.test(event[0]) && !/^trong (?:vòng|khoảng|\d)/i.test(event[0])
  const raw = (isLast ? text.slice(event.index, event.index + 400) : event[0]).replace(/[\s.,;/]+$/, '')
  return { start: event.index, end: event.index + raw.length, deadline: parseDeadline(raw) }
}

function referenceDeadline(text: string): FoundDeadline | null {
  const found = REFERENCE.exec(text)
  return found === null ? null : { start: found.index, end: found.index + found[0].length, deadline: parseDeadline(found[0]) }
}

function quotedRanges(text: string): [number, number][] {
  return [...text.matchAll(/[“"][^”"]{0,400}[”"]/g)].map((quote) => [quote.index, quote.index + quote[0].length])
}
