import type { Draft } from './draft.ts'
import { trimmed } from './draft.ts'
import { lostRows } from './lost-rows.ts'
import { unitInMillions } from './money.ts'
import type { OutlineNode } from './outline.ts'
import { type Column, columnOf, headerOf, isColumnNumbers, withSources } from './table-columns.ts'
import { budgetOf, type Cell, cellOf, draftOf, guessColumns, isParties, isRowNumber, type TableRow, titleOf, TOTAL } from './table-row.ts'

/** What a table says of itself, for the check of its sums. */
export interface TableSummary {
  drafts: Draft[]
  /** The total row, in million VND; null when the table has none that can be read. */
  stated: { millionVnd: number; start: number; end: number } | null
  hasBudgetWithoutUnit: boolean
  hasLeadColumn: boolean
  /** Rows that have a number and a title and nothing else. */
  lost: Draft[]
}

interface RawTable {
  rows: { row: TableRow; node: OutlineNode }[]
  unit: number | null
}

/** Reads every table: cells parted by tabs, or each on a line of its own. */
export function readTables(text: string, nodes: readonly OutlineNode[]): TableSummary[] {
  return [...tabTables(text, nodes), ...lineTables(text, nodes)].map((table) => summaryOf(text, table))
}

function tabTables(text: string, nodes: readonly OutlineNode[]): RawTable[] {
  const tables: RawTable[] = []
  let columns: Column[] | null = null
  let isAtHeader = false
  let unit: number | null = null
  let table: RawTable | null = null
  for (const node of nodes) {
    if (node.kind !== 'row') {
      if (node.kind !== 'cell') unit = unitOf(node.text) ?? (node.kind === 'plain' ? unit : null) ?? unit
      // A line between rows is what was broken out of a cell; a section ends the table.
      if (node.kind !== 'plain') table = null
      continue
    }
    const cells = cellsOf(text, node)
    const written = cells.map((cell) => cell.text)
    const header = headerOf(written)
    if (header !== null) {
      columns = header
      isAtHeader = true
      unit = unitInMillions(node.text.replace(/\([^)]*\)/g, '')) ?? unit
      table = null
      continue
    }
    if (isColumnNumbers(written)) continue
    const parted: Column[] | null = isAtHeader && columns !== null ? withSources(columns, written) : null
    if (parted !== null) {
      columns = parted
      continue
    }
    // A header that names no number column over rows that begin with their number.
    if (columns !== null && columns[0]?.field === 'title' && isRowNumber(written[0] ?? '') && (written[1] ?? '').length > 2) columns = [{ ...columnOf(''), field: 'number' }, ...columns]
    isAtHeader = false
    if (table === null) {
      if (columns !== null && tables.length > 0 && tables.at(-1)?.rows.at(-1)?.row.columns === columns && !isRowNumber(written[0] ?? '')) columns = null
      table = { rows: [], unit }
      tables.push(table)
    }
    const row: TableRow = { cells: columns === null ? cells : underColumns(text, cells, columns), columns: columns ?? guessColumns(text, cells), isNamed: columns !== null, number: '' }
    row.number = numberOf(row)
    table.rows.push({ row, node })
  }
  return tables
}

/** A row whose merged number cell was lost begins with its title: every cell belongs one column to the right. */
function underColumns(text: string, cells: readonly Cell[], columns: readonly Column[]): readonly Cell[] {
  const [first, second] = cells
  const isShifted = columns[0]?.field === 'number' && columns[1]?.field === 'title' && cells.length < columns.length &&
    first !== undefined && second !== undefined && first.text.length > TITLE_CHARS_MIN && isParties(text, second) && columns[2]?.field === 'lead'
  return isShifted ? [{ start: first.start, end: first.start, text: '' }, ...cells] : cells
}

const TITLE_CHARS_MIN = 20

function lineTables(text: string, nodes: readonly OutlineNode[]): RawTable[] {
  const tables: RawTable[] = []
  let lines: OutlineNode[] = []
  let unit: number | null = null
  const flush = (): void => {
    if (lines.length > 0) {
      const read = lostRows(text, lines)
      if (read.length > 0) tables.push({ rows: read, unit })
    }
    lines = []
  }
  for (const node of nodes) {
    if (node.kind === 'cell') {
      if (node.isFirst) flush()
      lines.push(node)
      continue
    }
    flush()
    unit = unitOf(node.text) ?? unit
  }
  flush()
  return tables
}

function unitOf(text: string): number | null {
  return /(?:đơn vị(?: tính)?\s?:|^\(?đvt)/iu.test(text) ? unitInMillions(text) : null
}

/** No table of an office has more columns; a run of tabs is no table. */
const CELLS_MAX = 48

function cellsOf(text: string, node: OutlineNode): Cell[] {
  const cells: Cell[] = []
  let start = node.start
  for (const piece of node.text.split('\t', CELLS_MAX)) {
    const span = trimmed(text, { start, end: start + piece.length })
    cells.push({ ...span, text: text.slice(span.start, span.end) })
    start += piece.length + 1
  }
  return cells
}

function numberOf(row: TableRow): string {
  const cell = cellOf(row, 'number') ?? (row.isNamed ? undefined : row.cells[0])
  const written = cell?.text ?? ''
  return isRowNumber(written) ? written.replace(/[.)]$/, '') : ''
}

function summaryOf(text: string, { rows, unit }: RawTable): TableSummary {
  const summary: TableSummary = { drafts: [], stated: null, hasBudgetWithoutUnit: false, hasLeadColumn: false, lost: [] }
  let groups: string[] = []
  for (const [index, { row, node }] of rows.entries()) {
    const title = titleOf(row)
    const first = row.cells.find((cell) => cell.text !== '')
    if (row.columns.some((column) => column.field === 'lead')) summary.hasLeadColumn = true
    if (row.columns.some((column) => column.field === 'budget' && column.unit === null) && unit === null) summary.hasBudgetWithoutUnit = true
    if ([title?.text, first?.text].some((written) => written !== undefined && TOTAL.test(written))) {
      const total = budgetOf(row, unit) ?? shiftedTotal(row, unit)
      if (total !== null && row.number === '') summary.stated ??= { millionVnd: total.millionVnd, ...total.span }
      continue
    }
    const isGroup = isGroupRow(row, rows[index + 1]?.row)
    if (isGroup && row.number !== '') groups = [...groups.filter((group) => isAbove(group, row.number)), row.number]
    const path = [node.path, ...groups.filter((group) => group !== row.number && !row.number.startsWith(`${group}.`)), row.number].filter((part) => part !== '').join('.')
    const draft = draftOf(text, row, path, unit)
    if (draft === null || isGroup) continue
    const isEmpty = draft.lead.length === 0 && draft.coordinating.length === 0 && draft.deadline === null && draft.budgetMillionVnd === null
    if (isEmpty && !(row.isNamed && row.number !== '' && rows.length > 2)) continue
    if (isEmpty) summary.lost.push(draft)
    summary.drafts.push(draft)
  }
  return summary
}

/** Whether numbering by `group` goes on over rows numbered `number`: "I" over "1", "A" over "I". */
function isAbove(group: string, number: string): boolean {
  const level = (written: string): number => (/^[A-ZĐ]$/.test(written) && !/^[IVX]$/.test(written) ? 0 : /^[IVX]+$/.test(written) ? 1 : /^\d+/.test(written) ? 1 + written.split('.').length : 9)
  return level(group) < level(number)
}

/** A heading inside the table: a title and a number, no agency, no time; what follows is numbered under it or anew. */
function isGroupRow(row: TableRow, next: TableRow | undefined): boolean {
  const hasDuty = row.columns.some((column, index) => (column.field === 'lead' || column.field === 'coordinating' || column.field === 'deadline') && (row.cells[index]?.text ?? '') !== '')
  if (hasDuty) return false
  if (/^(?:[IVX]+|[A-ZĐ])$/.test(row.number) || row.number === '') return true
  return next !== undefined && (next.number.startsWith(`${row.number}.`) || (next.number === '' && titleOf(next)?.text !== ''))
}

/** A total row often lost its merged cells, so that its amount stands elsewhere; the only amount of the row is it. */
function shiftedTotal(row: TableRow, unit: number | null): ReturnType<typeof budgetOf> {
  const moved = { ...row, columns: row.cells.map(() => ({ field: 'budget' as const, heading: '', isTotal: false, unit: null })) }
  const amounts = row.cells.filter((cell) => /^\d[\d.,]*$/.test(cell.text))
  return amounts.length === 1 ? budgetOf(moved, unit) : null
}
