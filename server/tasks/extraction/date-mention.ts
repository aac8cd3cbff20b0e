import type { DeadlinePrecision } from './assignment.ts'

/** A calendar expression with its year, found in a text. Days are `YYYY-MM-DD`. */
export interface DateMention {
  index: number
  end: number
  first: string
  last: string
  precision: DeadlinePrecision
  /** "đầu năm 2025": no last day is said. */
  isBeginning: boolean
  /** "cuối năm", "hết quý": the end is meant, even after "trước". */
  isEnd: boolean
  /** "giữa tháng 6/2024". */
  isApproximate: boolean
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 }
const YEAR = '((?:19|20)\\d{2})(?![\\d/])'
const OF = '\\s?(?:/|-|\\.|năm |,? năm )\\s?'
const THROUGH = '(?:\\s?(?:[-–—,]|và|đến|,? ?quý|đến quý|và quý| - quý)\\s?)'

/** Longest forms first, since alternation takes the first that fits. */
const FORMS = new RegExp(
  [
    `(?<!\\d)(?<r1>\\d{1,2})\\s?(?:[-–—]|và|,)\\s?(?<r2>\\d{1,2})/(?<rm>\\d{1,2})/(?<ry>${YEAR.slice(1)}`,
    `(?<!\\d)(?<d>\\d{1,2})\\s?[/.-]\\s?(?<dm>\\d{1,2})\\s?[/.-]\\s?(?<dy>${YEAR.slice(1)}`,
    `(?<!\\d)(?<wd>\\d{1,2}) tháng (?<wm>\\d{1,2}) năm (?<wy>${YEAR.slice(1)}`,
    `(?:qu[ýí] |q\\.? ?)(?<q1>iv|i{1,3}|[1-4])(?:${THROUGH}(?<q2>iv|i{1,3}|[1-4])(?![\\p{L}\\d]))?(?:${OF}|\\s)(?<qy>${YEAR.slice(1)}`,
    `(?<mpart>nửa đầu |nửa cuối |tuần đầu(?: tiên)?(?: của)? |tuần cuối(?: của)? |tuần thứ (?:nhất|hai|ba|tư)(?: của)? |thượng tuần |trung tuần |hạ tuần |đầu |giữa |cuối )?tháng (?<m1>\\d{1,2})(?:\\s?(?:[-–—,]|và|đến)\\s?(?:tháng )?(?<m2>\\d{1,2}))?${OF}(?<my>${YEAR.slice(1)}`,
    `(?<!\\d)(?:6|06|sáu) tháng (?<half>đầu|cuối) năm (?<hy>${YEAR.slice(1)}`,
    `(?<![\\d/.])(?<bm>\\d{1,2})/(?<by>${YEAR.slice(1)}`,
    `(?<!\\d|/)(?:năm )?(?<y1>(?:19|20)\\d{2})\\s?[-–—]\\s?(?<y2>${YEAR.slice(1)}`,
    `(?<part>cuối |hết |đầu |giữa |cả )?năm (?<y>${YEAR.slice(1)}`,
    `(?<![\\p{L}\\d/.,-])(?<ty>${YEAR.slice(1)}(?![\\p{L}-])`,
  ].join('|'),
  'giu',
)

/** Every dated expression of `text`, in order. A date without a year is none: the year is not ours to guess. */
export function findDates(text: string): DateMention[] {
  const found: DateMention[] = []
  for (const match of text.matchAll(FORMS)) {
    // A school year ends when the school does.
    if (match.groups?.y1 !== undefined && /năm học\s*$/iu.test(text.slice(Math.max(0, match.index - 9), match.index))) continue
    const range = rangeOf(match.groups ?? {})
    if (range !== null) found.push({ index: match.index, end: match.index + match[0].length, ...range })
  }
  return found
}

type Range = Omit<DateMention, 'index' | 'end'>

function rangeOf(g: Readonly<Record<string, string | undefined>>): Range | null {
  if (g.r1 !== undefined) return days(Number(g.ry), Number(g.rm), Number(g.r1), Number(g.r2))
  if (g.d !== undefined) return day(Number(g.dy), Number(g.dm), Number(g.d))
  if (g.wd !== undefined) return day(Number(g.wy), Number(g.wm), Number(g.wd))
  if (g.q1 !== undefined) {
    const from = quarterNumber(g.q1)
    const to = g.q2 === undefined ? from : quarterNumber(g.q2)
    return months(Number(g.qy), from * 3 - 2, to * 3, 'quarter')
  }
  if (g.m1 !== undefined) return partOf(months(Number(g.my), Number(g.m1), Number(g.m2 ?? g.m1), 'month'), g.mpart, '15')
  if (g.half !== undefined) return g.half.toLowerCase() === 'đầu' ? months(Number(g.hy), 1, 6, 'half_year') : months(Number(g.hy), 7, 12, 'half_year')
  if (g.bm !== undefined) return months(Number(g.by), Number(g.bm), Number(g.bm), 'month')
  if (g.y1 !== undefined) {
    const last = Number(g.y2)
    return last < Number(g.y1) ? null : { ...PLAIN, first: `${g.y1}-01-01`, last: `${last}-12-31`, precision: 'year' }
  }
  const year = g.y ?? g.ty
  return year === undefined ? null : partOf({ ...PLAIN, first: `${year}-01-01`, last: `${year}-12-31`, precision: 'year' }, g.part, '06-30')
}

const PLAIN = { isBeginning: false, isEnd: false, isApproximate: false }

/** The last day of a part of a month. */
const LAST_DAYS: Readonly<Record<string, string>> = { 'tuần đầu': '07', 'tuần thứ nhất': '07', 'tuần thứ hai': '14', 'tuần thứ ba': '21', 'tuần thứ tư': '28', 'thượng tuần': '10', 'nửa đầu': '15', 'trung tuần': '20' }

/** "đầu", "giữa", "cuối" of a month or a year; `middle` is the end of the written day that "giữa" stands for. */
function partOf(range: Range | null, written: string | undefined, middle: string): Range | null {
  const part = written?.trim().toLowerCase().replace(/ (?:của|tiên).*$/, '')
  if (range === null || part === undefined) return range
  if (part === 'đầu') return { ...range, isBeginning: true, isApproximate: true }
  if (part === 'giữa') return { ...range, last: range.last.slice(0, -middle.length) + middle, isApproximate: true }
  const last = part === undefined ? undefined : LAST_DAYS[part]
  if (last !== undefined && range.precision === 'month') return { ...range, last: range.last.slice(0, -2) + last, isApproximate: true }
  return { ...range, isEnd: part === 'cuối' || part === 'hết' }
}

function quarterNumber(written: string): number {
  return ROMAN[written.toLowerCase()] ?? Number(written)
}

function day(year: number, month: number, date: number): Range | null {
  if (month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return null
  return { ...PLAIN, first: isoDay(year, month, date), last: isoDay(year, month, date), precision: 'day' }
}

/** "28-29/9/2025". */
function days(year: number, month: number, from: number, to: number): Range | null {
  const [first, last] = [day(year, month, from), day(year, month, to)]
  return first === null || last === null || to <= from ? last : { ...last, first: first.first }
}

function months(year: number, from: number, to: number, precision: DeadlinePrecision): Range | null {
  if (from < 1 || to > 12 || to < from) return null
  return { ...PLAIN, first: isoDay(year, from, 1), last: isoDay(year, to, daysIn(year, to)), precision }
}

export function isoDay(year: number, month: number, date: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** `day` plus whole months; the day of the month is cut to the length of the new month. */
export function addMonths(day: string, count: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  return isoDay(year, month, Math.min(Number(day.slice(8)), daysIn(year, month)))
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
