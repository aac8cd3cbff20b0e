import { findDates } from './date-mention.ts'
import { followsNumber, newRowNumbers, readRowNumber } from './row-number.ts'
import { columnOf, headerOf } from './table-columns.ts'
import { isTime } from './table-row.ts'

/** Half-open range of lines. */
export interface LineRange {
  from: number
  to: number
}

const HEADER_LINES_MAX = 18
const HEADING_CHARS_MAX = 60
const ROW_LINES_MAX = 40
const CELL_CHARS_MAX = 3000
const HEADERLESS_ROWS_MIN = 3
const NUMBER = /^([IVX]{1,6}|\d{1,3}(?:\.\d{1,2}){0,4}|[A-ZĐ])[.)]?(?:\s+(?=[\p{Lu}“"])|$)/u
const BARE_NUMBER = /^(?:[IVX]{1,6}|\d{1,3}(?:\.\d{1,2}){0,4}|[A-ZĐ])[.)]?$/
const BULLET = /^(?:[-–+•]\s|[a-zđ]\)\s)/u
const TABLE_END = /^(?:Nơi nhận|Trên đây|PHỤ LỤC|Phụ lục|Ghi chú|GHI CHÚ|TM\.|KT\.|TL\.|CHỦ TỊCH|Điều \d|\(?Kèm theo|KẾ HOẠCH|QUYẾT ĐỊNH)/u
const SECTION = /^(?:[IVX]{1,6}|[A-ZĐ])[.)]\s*(?:TỔ CHỨC|KINH PHÍ|GIẢI PHÁP|TRÁCH NHIỆM|Tổ chức thực hiện|Kinh phí|PHÂN CÔNG|Phân công)/u
const PARTY = /^[-–]?\s?(?:Các [Ss]ở|Sở|UBND|Ủy ban|Văn phòng|Công an|VNPT|Viettel|Ban |Cục|Bộ |Trung tâm|Thanh tra|Báo|Đài|các (?:sở|đơn vị|cơ quan))/u

/**
 * Finds the lines on which the cells of a table stand one below the other, since the table lost its columns: under a
 * header told by its headings, or by row numbers that go on with agencies or times between them. `lines` hold no
 * blank ones.
 */
export function findCellLines(lines: readonly string[]): LineRange[] {
  const ranges: LineRange[] = []
  for (let at = 0; at < lines.length; at++) {
    const from = headerStart(lines, at)
    const body = from === null ? null : bodyAfter(lines, from)
    if (from !== null && body !== null) {
      ranges.push({ from, to: body })
      at = body - 1
      continue
    }
    const to = /^(?:1|01|I|A|1\.1)[.)]?$/.test(lines[at] ?? '') ? headerlessEnd(lines, at) : null
    if (to === null) continue
    ranges.push({ from: at, to })
    at = to - 1
  }
  return ranges
}

/** `at` itself when a header begins there: "TT", or the heading of the titles. */
function headerStart(lines: readonly string[], at: number): number | null {
  const line = lines[at] ?? ''
  if (line.length > HEADING_CHARS_MAX || line.includes('\t') || /[:.]$/.test(line)) return null
  const { field } = columnOf(line)
  if (field !== 'number' && field !== 'title') return null
  return at
}

/** Where the table ends whose header begins at `from`; null when no rows follow a header. */
function bodyAfter(lines: readonly string[], from: number): number | null {
  let first = -1
  for (let at = from + 2; at < Math.min(lines.length, from + HEADER_LINES_MAX); at++) {
    const line = lines[at] ?? ''
    if (/^(?:1|01|I|A|1\.1|I\.1)[.)]?(?:\s|$)/.test(line)) {
      first = at
      break
    }
    if (line.length > HEADING_CHARS_MAX || line.includes('\t')) return null
  }
  if (first === -1) return null
  const headings: string[] = []
  for (const line of lines.slice(from, first)) {
    if (headings.length > 0 && /^[\p{Ll}(]/u.test(line)) headings.push(`${headings.pop() ?? ''} ${line}`)
    else headings.push(line)
  }
  return headerOf(headings) === null ? null : endOfRows(lines, first).to
}

function endOfRows(lines: readonly string[], first: number, rowNumber = NUMBER): { to: number; rowCount: number; tellingCount: number } {
  const numbers = newRowNumbers()
  let to = first
  let rowStart = first
  let rowCount = 0
  let tellingCount = 0
  let isTelling = false
  let isAfterTotal = false
  for (; to < lines.length; to++) {
    const line = lines[to] ?? ''
    if (line.includes('\t') || TABLE_END.test(line) || SECTION.test(line) || line.length > CELL_CHARS_MAX || to - rowStart > ROW_LINES_MAX) break
    const number = rowNumber.test(line) ? NUMBER.exec(line)?.[1] : undefined
    if (number !== undefined && followsNumber(numbers, number)) {
      readRowNumber(numbers, number)
      if (isTelling) tellingCount++
      isTelling = false
      isAfterTotal = false
      rowCount++
      rowStart = to
      continue
    }
    if (isAfterTotal && !/^[\d.,\s-]+$/.test(line)) break
    if (/^(?:tổng|cộng)/iu.test(line) && line.length < 40) isAfterTotal = true
    if (PARTY.test(line) || isTime(line)) isTelling = true
  }
  return { to, rowCount, tellingCount: tellingCount + (isTelling ? 1 : 0) }
}

/** Rows without a header show themselves by numbers alone on their lines, and agencies or times between them. */
function headerlessEnd(lines: readonly string[], at: number): number | null {
  if (/^\d/.test(lines[at + 1] ?? '') && findDates(lines[at + 1] ?? '').length === 0) return null
  // A number is followed by a title; numbers upon numbers are no table, and would be read once from each of them.
  if (BARE_NUMBER.test(lines[at + 1] ?? '')) return null
  const { to, rowCount, tellingCount } = endOfRows(lines, at, BARE_NUMBER)
  // "1." over "Sở Y tế:" and its bullets: sections whose numbers were broken off, no table.
  const bullets = lines.slice(at, to).filter((line) => BULLET.test(line)).length
  return rowCount >= HEADERLESS_ROWS_MIN && tellingCount * 2 > rowCount && bullets <= rowCount ? to : null
}
