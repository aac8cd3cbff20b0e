import { trimmed } from './draft.ts'
import type { OutlineNode } from './outline.ts'
import { type Column, columnOf, headerOf } from './table-columns.ts'
import { type Cell, isParties, isTime, type TableRow } from './table-row.ts'
import { followsNumber, newRowNumbers, readRowNumber } from './row-number.ts'
import { parseAmount } from './money.ts'

interface Line extends Cell {
  node: OutlineNode
}

/** Rows of a table that lost its columns: each cell stands on a line of its own. Empty when the lines are none. */
export function lostRows(text: string, nodes: readonly OutlineNode[]): { row: TableRow; node: OutlineNode }[] {
  const lines = nodes.map((node): Line => {
    const span = trimmed(text, { start: node.start, end: node.end })
    return { ...span, text: text.slice(span.start, span.end), node }
  })
  const header = readHeader(lines)
  const columns = header?.columns.filter((column) => column.field !== 'number') ?? null
  return rowsOf(lines.slice(header?.lineCount ?? 0)).map(({ number, cells, node }) => {
    const placed = columns === null ? placeByKind(text, cells) : placeUnder(text, cells, columns)
    return { row: { ...placed, number, isNamed: columns !== null }, node }
  })
}

const HEADING_LINES_MAX = 3

/** Joins the lines above the first row number into headings: "Thời gian" and "hoàn thành" are one. */
function readHeader(lines: readonly Line[]): { columns: Column[]; lineCount: number } | null {
  const end = lines.findIndex((line, index) => index > 1 && /^(?:1|01|I|A|1\.1|I\.1)[.)]?(?:\s|$)/.test(line.text))
  if (end === -1) return null
  const headings: string[] = []
  let at = 0
  while (at < end) {
    let taken = 1
    for (let count = Math.min(HEADING_LINES_MAX, end - at); count > 1; count--) {
      const written = lines.slice(at, at + count).map((line) => line.text)
      const isContinued = written.slice(1).every((part) => /^[\p{Ll}(]/u.test(part))
      if (!isContinued) continue
      taken = count
      break
    }
    headings.push(lines.slice(at, at + taken).map((line) => line.text).join(' '))
    at += taken
  }
  const columns = headerOf(headings)
  return columns === null ? null : { columns: columns.filter((column) => !/^\(?\d{1,2}\)?$/.test(column.heading)), lineCount: end }
}

function rowsOf(lines: readonly Line[]): { number: string; cells: Line[]; node: OutlineNode }[] {
  const rows: { number: string; cells: Line[]; node: OutlineNode }[] = []
  const numbers = newRowNumbers()
  for (const line of lines) {
    const numbered = /^([IVX]{1,6}|\d{1,3}(?:\.\d{1,2}){0,4}|[A-ZĐ])[.)]?(?:\s+(?=[\p{Lu}“"])|$)/u.exec(line.text)
    const number = numbered?.[1]
    const isTotal = /^(?:tổng|cộng)/iu.test(line.text) && line.text.length < 40
    if (number !== undefined && followsNumber(numbers, number)) {
      readRowNumber(numbers, number)
      const rest = line.text.slice(numbered?.[0].length ?? 0)
      const start = line.end - rest.length
      rows.push({ number, node: line.node, cells: rest === '' ? [] : [{ ...line, start, text: rest }] })
    } else if (isTotal) rows.push({ number: '', node: line.node, cells: [line] })
    else rows.at(-1)?.cells.push(line)
  }
  return rows
}

const EMPTY: Cell = { start: 0, end: 0, text: '' }

/** Lays the lines of a row under the columns of the header, in order, so that each stands where it fits best. */
function placeUnder(text: string, lines: readonly Line[], columns: readonly Column[]): Pick<TableRow, 'cells' | 'columns'> {
  const kinds = lines.map((line) => kindOf(text, line))
  // best[i][c]: the best score with line i in column c; from[i][c] the column of the line before.
  const best: number[][] = []
  const from: number[][] = []
  for (const [i, kind] of kinds.entries()) {
    best[i] = []
    from[i] = []
    for (const [c, column] of columns.entries()) {
      let score = i === 0 ? firstScore(kind, column) - (column.field === 'title' ? 0 : 1) : -Infinity
      let origin = -1
      if (i > 0) {
        for (let b = 0; b <= c; b++) {
          const before = best[i - 1]?.[b] ?? -Infinity
          const previous = kinds[i - 1] ?? kind
          // A time or an amount continues no name, however it ended.
          const pull = previous.isDangling && !kind.isTime && !kind.isAmount ? 3 : 0
          const gained = b === c ? nextScore(kind, previous, column) + pull : firstScore(kind, column) - pull
          if (before + gained > score) {
            score = before + gained
            origin = b
          }
        }
      }
      best[i][c] = score
      from[i][c] = origin
    }
  }
  const cells: Cell[] = columns.map(() => EMPTY)
  const last = best.at(-1) ?? []
  let column = last.indexOf(Math.max(...last))
  for (let i = lines.length - 1; i >= 0 && column >= 0; i--) {
    const line = lines[i]
    const placed = cells[column]
    if (line === undefined || placed === undefined) break
    const end = placed.text === '' ? line.end : placed.end
    cells[column] = { start: line.start, end, text: text.slice(line.start, end).replace(/\s+/g, ' ') }
    column = from[i]?.[column] ?? -1
  }
  return { cells, columns }
}

interface Kind {
  isParty: boolean
  isGeneric: boolean
  isTime: boolean
  isAmount: boolean
  startsLow: boolean
  /** Ends with a mark after which a list goes on. */
  isOpen: boolean
  /** Ends with a word after which a name or phrase must go on. */
  isDangling: boolean
}

function kindOf(text: string, line: Cell): Kind {
  return {
    isParty: isParties(text, line),
    isGeneric: /^[-–]? ?(?:các|những) .*liên quan/iu.test(line.text),
    isTime: isTime(line.text),
    isAmount: parseAmount(line.text) !== null && !/^(?:19|20)\d\d$/.test(line.text),
    startsLow: /^\p{Ll}/u.test(line.text),
    isOpen: /[,;–-]$/u.test(text.slice(line.start, Math.min(text.length, line.end + 1)).trimEnd()),
    isDangling: /(?:^|\s)(?:và|của|các|cho|về|Sở|UBND|đến|tại|trên|với|trong|cấp|tỉnh|huyện|xã|quản lý|từ|để|theo)$/u.test(line.text) && !/(?:UBND|cấp|của|công an|văn phòng|thanh tra|các) (?:tỉnh|huyện|xã)$|^\p{Lu}.* tỉnh$/iu.test(line.text),
  }
}

/** How well a line begins the cell of a column. */
function firstScore(kind: Kind, { field }: Column): number {
  if (field === 'title') return kind.isAmount || kind.isTime ? -3 : kind.isParty ? -1.5 : 1
  if (field === 'lead' || field === 'coordinating') return kind.isParty ? (kind.isGeneric && field === 'lead' ? 2 : 3) : -3
  if (field === 'deadline') return kind.isTime ? 3 : -3
  if (field === 'budget') return kind.isAmount ? 3 : -3
  return kind.isParty || kind.isTime || kind.isAmount ? -0.5 : 0.6
}

/** How well a line goes on in the cell of the line before it. */
function nextScore(kind: Kind, before: Kind, { field }: Column): number {
  if (field === 'title') return kind.isAmount || kind.isTime ? -3 : kind.isParty && !kind.startsLow && !before.isOpen ? -1.5 : kind.startsLow || before.isOpen ? 1 : 0.2
  if (field === 'lead' || field === 'coordinating') return kind.isParty ? (before.isOpen ? 3.5 : 1) : kind.startsLow || before.isOpen ? 0.5 : -2
  if (field === 'deadline') return kind.isTime ? 2 : kind.startsLow ? 0.5 : -2
  if (field === 'budget') return -3
  return kind.isParty || kind.isTime || kind.isAmount ? -1 : 0.5
}

/** Without a header: a title, then agencies, then times, of which the last is completion. */
function placeByKind(text: string, lines: readonly Line[]): Pick<TableRow, 'cells' | 'columns'> {
  const cells: Cell[] = []
  const columns: Column[] = []
  let partyCount = 0
  let isOpen = false
  for (const line of lines) {
    const kind = kindOf(text, line)
    const previous = cells.at(-1)
    const field: Column['field'] = cells.length === 0 ? 'title' : kind.isTime ? 'deadline' : kind.isParty ? (partyCount === 0 ? 'lead' : partyCount === 1 ? 'coordinating' : 'other') : kind.isAmount ? 'budget' : 'other'
    const isContinued = previous !== undefined && !kind.isTime && !kind.isAmount && (isOpen || (!kind.isParty && (columns.at(-1)?.field === 'title' || kind.startsLow)))
    if (isContinued) cells[cells.length - 1] = { start: previous.start, end: line.end, text: text.slice(previous.start, line.end).replace(/\s+/g, ' ') }
    else {
      cells.push(line)
      columns.push({ ...columnOf(''), field })
      if (kind.isParty) partyCount++
    }
    isOpen = kind.isOpen || kind.isDangling
  }
  return { cells, columns }
}

