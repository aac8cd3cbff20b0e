import type { Span } from './assignment.ts'
import { GENERIC_NOUNS } from './agency-words.ts'
import { findDates } from './date-mention.ts'
import { type Draft, newDraft } from './draft.ts'
import { fillField } from './label-block.ts'
import { findMoney, parseAmount, round } from './money.ts'
import { parseParties } from './parse-parties.ts'
import type { Column } from './table-columns.ts'
import { columnOf } from './table-columns.ts'
import { longestAt, phraseIndex, type Token, tokenize } from './tokens.ts'

export interface Cell extends Span {
  text: string
}

/** One row of a table with what its cells mean. */
export interface TableRow {
  cells: readonly Cell[]
  columns: readonly Column[]
  /** Whether a header named the columns. */
  isNamed: boolean
  /** "1.2", "II", or empty. */
  number: string
}

export const TOTAL = /^(?:tổng|cộng|tổng cộng|tổng số|tổng kinh phí|toàn tỉnh|tổng mức)(?: (?:cộng|số|kinh phí|toàn bộ|mức|nhu cầu|dự toán|các nhiệm vụ|vốn|thực hiện|toàn tỉnh)){0,4}(?:\s?\([^)]{0,40}\))?\s?:?$/iu

export function cellOf(row: TableRow, field: Column['field']): Cell | undefined {
  const index = row.columns.findIndex((column) => column.field === field)
  return index === -1 ? undefined : row.cells[index]
}

/** The title cell; without a named column the second one. */
export function titleOf(row: TableRow): Cell | undefined {
  return cellOf(row, 'title') ?? (row.columns.some((column) => column.field === 'title') ? undefined : row.cells[1])
}

/** A row as a draft, whatever of it is filled. `unit` is the table's, in million VND. */
export function draftOf(text: string, row: TableRow, path: string, unit: number | null): Draft | null {
  const title = titleOf(row)
  if (title === undefined || title.text === '') return null
  const rule = row.isNamed ? 'table column' : 'table without header'
  const draft = newDraft(path, { start: title.start, end: title.end })
  draft.isWhole = row.number !== ''
  draft.isOfTable = draft.isWhole
  draft.evidence.title = rule
  for (const [index, column] of row.columns.entries()) {
    const cell = row.cells[index]
    if (cell === undefined || cell.text === '' || /^[-–—x]$/i.test(cell.text)) continue
    if (column.field === 'lead' || column.field === 'coordinating') fillField(text, draft, column.field, rule, cell)
    // Of several time columns the last is completion.
    else if (column.field === 'deadline') fillField(text, draft, 'deadline', rule, cell)
  }
  fillBudget(text, draft, row, unit)
  return draft
}

/** What a row says of money, in million VND: its total column, else the sum of its sources. */
export function budgetOf(row: TableRow, unit: number | null): { millionVnd: number; span: Span } | null {
  const money = row.columns.flatMap((column, index) => {
    const cell = row.cells[index]
    if (column.field !== 'budget' || cell === undefined) return []
    const amount = parseAmount(cell.text)
    const factor = column.unit ?? unit
    if (amount !== null) return factor === null ? [] : [{ millionVnd: amount * factor, cell, column }]
    const found = findMoney(cell.text)
    return found === null ? [] : [{ millionVnd: found.millionVnd, cell, column }]
  })
  const total = money.find(({ column }) => column.isTotal)
  const chosen = total === undefined ? money : [total]
  const [first] = chosen
  const last = chosen.at(-1)
  if (first === undefined || last === undefined) return null
  return { millionVnd: round(chosen.reduce((sum, { millionVnd }) => sum + millionVnd, 0)), span: { start: first.cell.start, end: last.cell.end } }
}

function fillBudget(text: string, draft: Draft, row: TableRow, unit: number | null): void {
  const budget = budgetOf(row, unit)
  if (budget === null) return
  draft.budgetMillionVnd = budget.millionVnd
  draft.budgetAt = budget.span
  const isSum = row.columns.filter((column) => column.field === 'budget').length > 1 && text.slice(budget.span.start, budget.span.end).includes('\t')
  draft.evidence.budgetMillionVnd = isSum ? 'table columns, added' : 'table column, unit of the table'
}

/** What columns without a header hold, told by the cells of one row. */
export function guessColumns(text: string, cells: readonly Cell[]): Column[] {
  let partyColumns = 0
  let hasTitle = false
  const named = (field: Column['field']): Column => ({ ...columnOf(''), field })
  return cells.map((cell, index) => {
    if (cell.text === '') return named('other')
    if (index === 0 && isRowNumber(cell.text)) return named('number')
    if (!hasTitle) {
      hasTitle = true
      return named('title')
    }
    if (isTime(cell.text)) return named('deadline')
    if (isParties(text, cell)) return named(++partyColumns === 1 ? 'lead' : partyColumns === 2 ? 'coordinating' : 'other')
    // Bare amounts are money only where the table says so.
    return named(parseAmount(cell.text) !== null && cell.text.length > 2 ? 'budget' : 'other')
  })
}

export function isRowNumber(written: string): boolean {
  return /^(?:[IVX]{1,6}|\d{1,3}(?:\.\d{1,2}){0,4}|[a-zđ]|[A-ZĐ])[.)]?$/.test(written)
}

export function isParties(text: string, cell: Span): boolean {
  const tokens = tokenize(text, cell.start, cell.end)
  while (tokens.length > 0 && !(tokens[tokens.length - 1]?.isWord ?? false) && tokens[tokens.length - 1]?.text !== ')') tokens.pop()
  const label = /^[-–+•]?\s?(?:(?:Cơ quan|Đơn vị) )?(?:chủ trì|phối hợp)(?: thực hiện)?\s?:/iu.exec(text.slice(cell.start, cell.end))?.[0] ?? ''
  const from = label !== '' ? tokens.findIndex((token) => token.text === ':') + 1 : ['-', '–', '+'].includes(tokens[0]?.text ?? '') ? 1 : 0
  if (tokens.length <= from) return false
  return parseParties(tokens, from)?.next === tokens.length || areAdjacent(tokens, from) || isBody(tokens, from)
}

/** "Sở Khoa học và Công nghệ Sở Công Thương": agencies whose mark between them was lost. */
function areAdjacent(tokens: readonly Token[], from: number): boolean {
  let at = from
  for (let count = 0; count < ADJACENT_MAX && at < tokens.length; count++) {
    const list = parseParties(tokens, at)
    if (list === null || list.parties.every((party) => party.isWeak)) return false
    at = list.next
  }
  return at === tokens.length
}

const ADJACENT_MAX = 6
const BODY_WORDS_MAX = 24

/** "Các doanh nghiệp đầu tư hạ tầng", "Doanh nghiệp, nhà cung cấp dịch vụ": a cell that names a body by what it does. */
function isBody(tokens: readonly Token[], from: number): boolean {
  const isGathered = ['các', 'những'].includes(tokens[from]?.lower ?? '')
  const noun = longestAt(tokens, isGathered ? from + 1 : from, isGathered ? GENERIC_NOUNS : ACTORS)
  return noun > 0 && tokens.length - from <= BODY_WORDS_MAX && tokens.every(({ text }) => ![':', '.'].includes(text))
}

const ACTORS = phraseIndex('doanh nghiệp|nhà đầu tư|nhà thầu|nhà cung cấp|chủ đầu tư|đơn vị tư vấn')

/** "Hoàn thành trong giai đoạn 2026 - 2027 và vận hành thường xuyên, liên tục". */
const LONG_TIME = /^(?:(?:hoàn thành|thực hiện|triển khai|xây dựng),? )?(?:trong|từ|đến|trước|vào|quý|tháng|năm)(?: giai đoạn| năm| quý| tháng)? /iu
const LONG_TIME_CHARS = 160
const RECURRENT = /^(?:thường xuyên|định kỳ|hằng|hàng|liên tục|cả năm|trong năm|giai đoạn|theo (?:kế hoạch|tiến độ|lộ trình|yêu cầu|chỉ đạo|quy định)|sau khi|ngay sau|trước|trong|đến|quý|tháng|năm)(?!\p{L})/iu

export function isTime(written: string): boolean {
  if (LONG_TIME.test(written) && written.length < LONG_TIME_CHARS && findDates(written).length > 0) return true
  return written.length < 80 && (findDates(written).length > 0 ? written.length < 60 && !/(?:kế hoạch|quyết định|báo cáo|nghị quyết|đề án)/iu.test(written) : RECURRENT.test(written) && written.length < 60)
}
