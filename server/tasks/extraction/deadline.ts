import type { Deadline } from './assignment.ts'
import { addDays, addMonths, findDates, type DateMention } from './date-mention.ts'
import { relationBefore } from './deadline-relation.ts'
import { RECURRING, recurrenceRule } from './recurrence-rule.ts'

const NONE: Omit<Deadline, 'raw'> = {
  relation: 'none', precision: 'none', start: null, due: null, strictDue: null, duration: null, anchor: null, rrule: null, isApproximate: false,
}

const DURATION = /(?:trong|khoảng|thời gian|thời hạn|không quá|vòng|tối đa|sau|^)\s?(?:khoảng |vòng |thời gian |thời hạn |tối đa |không quá )?(\d{1,3})(?:\s?\([^)]{1,20}\))? (ngày làm việc|ngày|tuần|tháng|năm)(?! (?:đầu|cuối|\d))/i
const EVENT = /(sau khi|trước khi|kể từ khi|kể từ ngày|kể từ|ngay sau|trong (?:thời gian|quá trình)(?! (?:khoảng )?\d)|(?<!\p{L})khi)\s+([^;]{3,300})/iu
/** "trước Tết Nguyên đán 2026", "trước kỳ họp giữa năm 2026": the year names the event, its day is not said. */
const EVENT_ITSELF = /^\s*trước (?:kỳ họp|phiên họp|dịp|mùa|tết|giờ g|năm học|niên vụ)/i
const REFERENCE = /phụ lục|theo (?:đúng )?(?:tiến độ|lộ trình|kế hoạch|chương trình|quy định|yêu cầu|chỉ đạo|hướng dẫn)|căn cứ/i
const GOES_ON = /(?:và|,) (?:các |những )?(?:năm|tháng|quý|giai đoạn) (?:tiếp theo|sau đó|kế tiếp|sau)(?![\p{L}])|trở đi(?![\p{L}])/iu
const WITHOUT_YEAR = /(?:(trước|đến|hết|trong|vào|chậm nhất|muộn nhất)[^\d]{0,20})?(?:(ngày \d{1,2}(?:\/\d{1,2}| tháng \d{1,2})|\d{1,2}\/\d{1,2})|(tháng \d{1,2})|(quý (?:IV|I{1,3}|[1-4])))(?![\p{L}\d])/iu

/** Reads the whole of `raw`, the words after a label or in a table cell, as one deadline. */
export function parseDeadline(raw: string): Deadline {
  const text = raw.slice(0, 600)
  if (EVENT_ITSELF.test(text)) return { raw, ...NONE, relation: 'before', anchor: text.trim().slice('trước '.length) }
  const dates = findDates(text)
  return { raw, ...(dates.length > 0 ? dated(text, dates) : undated(text)) }
}

function dated(text: string, dates: readonly DateMention[]): Omit<Deadline, 'raw'> {
  // "Năm 2026 và các năm tiếp theo": it begins, and does not end.
  const goesOn = GOES_ON.test(text)
  const last = dates.reduce((latest, date) => (date.last >= latest.last ? date : latest))
  const first = dates[0] ?? last
  const relation = relationBefore(text, last.index)?.relation ?? null
  const isApproximate = last.isApproximate || /khoảng|dự kiến/i.test(text)
  const base = { ...NONE, precision: last.precision, isApproximate }
  const duration = durationOf(text)
  // "từ tháng 3 đến tháng 6/2023": one expression that says both ends.
  const isSpan = /đến|[-–—]/iu.test(text.slice(last.index, last.end)) && last.precision !== 'day'
  if (goesOn) return { ...base, relation: 'from', start: first.first }
  if (dates.length === 1 && relation === 'from' && isSpan) return { ...base, relation: 'range', start: last.first, due: last.last }
  if (dates.length === 1 && relation === 'from') {
    if (duration !== null) return { ...base, relation: 'range', start: last.first, due: endAfter(last.first, duration), duration, isApproximate: true }
    return { ...base, relation: 'from', start: last.first }
  }
  // The beginning of a year or a month has no last day that the words would fix.
  if (last.isBeginning) return { ...base, relation: 'within', start: last.first }
  if (relation === 'before') {
    // The day named is the limit by practice; a month, quarter or year named is over before it begins, unless its end is meant.
    const isDay = last.precision === 'day'
    const isEnd = isDay || last.isEnd || /trước (?:khi )?(?:hết|cuối)/i.test(text)
    const due = isEnd ? last.last : addDays(last.first, -1)
    return { ...base, relation, due, strictDue: isDay ? addDays(last.last, -1) : null, start: rangeStart(text, first, last) }
  }
  const start = rangeStart(text, first, last)
  if (start !== null) return { ...base, relation: 'range', start, due: last.last }
  if (relation === null && RECURRING.test(text)) return { ...base, relation: 'recurring', due: last.last, rrule: recurrenceRule(text) }
  if (relation === 'within' || last.precision !== 'day') return { ...base, relation: relation === 'by' ? 'by' : 'within', start: relation === 'by' ? null : last.first, due: last.last }
  return { ...base, relation: 'by', due: last.last }
}

function rangeStart(text: string, first: DateMention, last: DateMention): string | null {
  if (first !== last) {
    const isRange = relationBefore(text, first.index)?.relation === 'from' || /^\s*(?:[-–—]|đến|đến hết)\s*(?:tháng|quý|năm|ngày)?\s*$/i.test(text.slice(first.end, last.index))
    return isRange ? first.first : null
  }
  // "từ tháng 3 đến tháng 6/2021": the year is said once, for both.
  const opening = /từ (?:(tháng|quý) (\d{1,2}|iv|i{1,3})|(?:ngày )?(\d{1,2}\/\d{1,2})) (?:đến|tới) (?:hết |ngày )?$/i.exec(text.slice(Math.max(0, last.index - 34), last.index))
  if (opening === null) return null
  const year = last.last.slice(0, 4)
  return findDates(opening[3] === undefined ? `${opening[1]} ${opening[2]}/${year}` : `${opening[3]}/${year}`)[0]?.first ?? null
}

function undated(text: string): Omit<Deadline, 'raw'> {
  const isApproximate = /khoảng|dự kiến/i.test(text)
  const event = EVENT.exec(text)
  const anchor = event?.[2]?.replace(/[\s.,;]+$/, '') ?? null
  const duration = durationOf(text)
  if (duration !== null) return { ...NONE, relation: anchor === null ? 'within' : 'after_event', precision: 'duration', duration, anchor, isApproximate }
  const rule = recurrenceRule(text)
  if (rule !== null || /định kỳ|mỗi (?:tháng|quý|năm)/i.test(text)) return { ...NONE, relation: 'recurring', rrule: rule }
  if (event !== null) {
    const words = (event[1] ?? '').toLowerCase()
    return { ...NONE, relation: words === 'trước khi' ? 'before' : words.startsWith('trong') ? 'within' : 'after_event', anchor }
  }
  if (RECURRING.test(text)) return { ...NONE, relation: 'recurring' }
  if (REFERENCE.test(text)) return { ...NONE, relation: 'by_reference', anchor: text.trim() }
  return withoutYear(text)
}

/** "trước ngày 30/6": how and how exactly is said, but the year is not ours to guess. */
function withoutYear(text: string): Omit<Deadline, 'raw'> {
  const found = WITHOUT_YEAR.exec(text)
  if (found === null) return { ...NONE }
  const words = (found[1] ?? '').toLowerCase()
  const relation = words === 'trước' ? 'before' : words === 'trong' || words === '' ? 'within' : 'by'
  return { ...NONE, relation, precision: found[2] !== undefined ? 'day' : found[3] !== undefined ? 'month' : 'quarter' }
}

function durationOf(text: string): string | null {
  const found = DURATION.exec(text.trim())
  if (found?.[1] === undefined) return null
  const unit = (found[2] ?? '').toLowerCase()
  // Working days have no ISO unit of their own; the raw words keep the difference.
  const letter = unit === 'tuần' ? 'W' : unit === 'tháng' ? 'M' : unit === 'năm' ? 'Y' : 'D'
  return `P${Number(found[1])}${letter}`
}

function endAfter(start: string, duration: string): string {
  const count = Number(duration.slice(1, -1))
  const unit = duration.slice(-1)
  if (unit === 'M') return addDays(addMonths(start, count), -1)
  if (unit === 'Y') return addDays(addMonths(start, count * 12), -1)
  return addDays(start, (unit === 'W' ? count * 7 : count) - 1)
}
