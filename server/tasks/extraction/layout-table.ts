import { columnOf, headerOf } from './table-columns.ts'

/** Half-open range of offsets of the source. */
interface Range {
  start: number
  end: number
}

/** A table drawn with spaces, as a PDF gives it: its columns stand one beside the other, its cells go on below. */
export interface LayoutTable extends Range {
  /** The header first. Per row and column the pieces of one cell, a line each. */
  rows: Range[][][]
}

const COLUMNS_MIN = 3
const HEADER_LINES_MAX = 4
const TABLE_LINES_MAX = 2000
/** How many lines tell where the columns begin. */
const EDGE_LINES_MAX = 40
const LINE_CHARS_MAX = 400
const NUMBER = /^(?:[IVX]{1,6}|\d{1,3}(?:\.\d{1,2}){0,4}|[A-ZĐ])[.)]?$/
const PAGE_NUMBER = /^[-–]?\s?\d{1,3}\s?[-–]?$/
const TABLE_END = /^(?:Nơi nhận|KT\.|TM\.|TL\.|CHỦ TỊCH|GIÁM ĐỐC|PHÓ |Trên đây|Ghi chú|GHI CHÚ|PHỤ LỤC|Phụ lục|Điều \d|\(?Kèm theo)/u

/** Finds the tables of `lines` (ranges of `source`) whose columns are kept apart by two spaces and more. */
export function findLayoutTables(source: string, lines: readonly (readonly [number, number])[]): LayoutTable[] {
  const tables: LayoutTable[] = []
  const page: Page = { source, lines, chunks: [] }
  for (let at = 0; at < lines.length; at++) {
    const header = headerAt(page, at)
    if (header === null) continue
    const { table, next } = tableAfter(page, at, header)
    if (table.rows.length > 1) tables.push(table)
    at = next - 1
  }
  return tables
}

interface Header {
  columns: Range[][]
  /** Per column its first and last place in a line. */
  places: Range[]
  next: number
}

interface Page {
  source: string
  lines: readonly (readonly [number, number])[]
  /** Per line its chunks, as far as they were asked for. */
  chunks: (readonly Range[] | undefined)[]
}

/** The words of a line with two spaces and more between them; offsets in the source. */
function chunksOf(page: Page, at: number): readonly Range[] {
  const known = page.chunks[at]
  if (known !== undefined) return known
  const [from, to] = page.lines[at] ?? [0, 0]
  const chunks: Range[] = []
  if (to - from <= LINE_CHARS_MAX) {
    let start = -1
    for (let place = from; place <= to; place++) {
      const isSpace = place === to || page.source.charCodeAt(place) <= 0x20 || page.source.charCodeAt(place) === 0xa0
      const isGap = isSpace && (place + 1 >= to || page.source.charCodeAt(place + 1) <= 0x20)
      if (!isSpace && start === -1) start = place
      if (start === -1 || !isGap) continue
      chunks.push({ start, end: place })
      start = -1
    }
  }
  page.chunks[at] = chunks
  return chunks
}

function headerAt(page: Page, at: number): Header | null {
  const { source, lines } = page
  const line = lines[at]
  if (line === undefined || chunksOf(page, at).length < COLUMNS_MIN || /[\t|]/.test(source.slice(line[0], line[1]))) return null
  const columns: Range[][] = []
  const places: Range[] = []
  let best: Header | null = null
  for (let next = at; next < Math.min(lines.length, at + HEADER_LINES_MAX); next++) {
    const [from] = lines[next] ?? [0]
    const chunks = chunksOf(page, next)
    const isAgain = next > at && chunks.length >= COLUMNS_MIN && wordsOf(source, chunks.slice(0, 1)) === wordsOf(source, columns[0] ?? [])
    if (chunks.length === 0 || isAgain || chunks.some((chunk) => NUMBER.test(source.slice(chunk.start, chunk.end)))) break
    for (const chunk of chunks) {
      const place = { start: chunk.start - from, end: chunk.end - from }
      const column = places.findIndex(({ start, end }) => place.start < end && place.end > start)
      const known = places[column]
      if (known === undefined) {
        places.push(place)
        columns.push([chunk])
      } else {
        places[column] = { start: Math.min(known.start, place.start), end: Math.max(known.end, place.end) }
        columns[column]?.push(chunk)
      }
    }
    const order = places.map((_, index) => index).sort((one, other) => (places[one]?.start ?? 0) - (places[other]?.start ?? 0))
    const sorted = { columns: order.map((index) => columns[index] ?? []), places: order.map((index) => places[index] ?? { start: 0, end: 0 }), next: next + 1 }
    if (columnOf(wordsOf(source, sorted.columns[0] ?? [])).field === 'number' && headerOf(sorted.columns.map((pieces) => wordsOf(source, pieces))) !== null) best = sorted
  }
  return best
}

function wordsOf(source: string, pieces: readonly Range[]): string {
  return pieces.map(({ start, end }) => source.slice(start, end)).join(' ').normalize('NFC')
}

/** A line of the table's body: per column what stands there. */
type BodyLine = (Range | null)[]

function tableAfter(page: Page, at: number, header: Header): { table: LayoutTable; next: number } {
  const { source, lines } = page
  const lefts = leftEdges(page, header)
  const headings = header.columns.map((pieces) => wordsOf(source, pieces))
  const blocks: BodyLine[][] = []
  let block: BodyLine[] = []
  let next = header.next
  for (; next < Math.min(lines.length, header.next + TABLE_LINES_MAX); next++) {
    const chunks = chunksOf(page, next)
    const first = chunks[0]
    if (first === undefined) {
      if (block.length > 0) blocks.push(block)
      block = []
      continue
    }
    const words = source.slice(first.start, first.end).normalize('NFC')
    if (chunks.length === 1 && PAGE_NUMBER.test(words) && first.start - (lines[next]?.[0] ?? 0) > (lefts[1] ?? 0)) continue
    if (TABLE_END.test(words)) break
    // The header again, on the next page.
    const again = words === headings[0] ? headerAt(page, next) : null
    if (again !== null) {
      next = again.next - 1
      continue
    }
    const row = cellsOf(source, lines[next]?.[0] ?? 0, chunks, lefts)
    if (row === null) break
    block.push(row)
  }
  if (block.length > 0) blocks.push(block)
  const rows = blocks.flatMap((part) => rowsOf(source, part))
  const merged: Range[][][] = [header.columns]
  for (const row of rows) {
    const isGoingOn = row[0]?.length === 0
    const last = merged.at(-1)
    // A row cut by the end of the page goes on without its number.
    if (isGoingOn && merged.length > 1 && last !== undefined) for (const [index, pieces] of row.entries()) last[index]?.push(...pieces)
    else if (!isGoingOn) merged.push(row)
  }
  return { table: { start: lines[at]?.[0] ?? 0, end: lines[next - 1]?.[1] ?? 0, rows: merged }, next }
}

/** Where each column begins: headings stand in the middle of their columns, cells at the left. */
function leftEdges(page: Page, { places, next }: Header): number[] {
  const lefts = places.map(({ start }) => start)
  for (let at = next; at < Math.min(page.lines.length, next + EDGE_LINES_MAX); at++) {
    const [from] = page.lines[at] ?? [0]
    for (const chunk of chunksOf(page, at)) {
      const place = { start: chunk.start - from, end: chunk.end - from }
      const over = places.flatMap(({ start, end }, index) => (place.start < end && place.end > start ? [index] : []))
      const [column] = over
      if (over.length === 1 && column !== undefined && place.start > (places[column - 1]?.end ?? -1)) lefts[column] = Math.min(lefts[column] ?? 0, place.start)
    }
  }
  return lefts
}

/** The cells of a line; null when its words pay no heed to the columns. */
function cellsOf(source: string, from: number, chunks: readonly Range[], lefts: readonly number[]): BodyLine | null {
  const cells: BodyLine = lefts.map(() => null)
  // "II   Nền tảng, cơ sở dữ liệu": the heading of a group runs over the columns.
  const isGroup = chunks.length === 2 && NUMBER.test(source.slice(chunks[0]?.start, chunks[0]?.end))
  for (const chunk of chunks) {
    let { start } = chunk
    while (start < chunk.end) {
      const column = Math.max(0, lefts.findLastIndex((left) => left <= start - from + 1))
      const edge = isGroup ? chunk.end : from + (lefts[column + 1] ?? LINE_CHARS_MAX * 2)
      let end = chunk.end
      if (chunk.end > edge + 1) {
        if (source.charAt(edge - 1) !== ' ') return null
        end = edge - 1
      }
      const known = cells[column]
      cells[column] = known === null || known === undefined ? { start, end } : { start: known.start, end }
      start = end < chunk.end ? end + 1 : end
    }
  }
  const number = cells[0]
  return number !== null && number !== undefined && !NUMBER.test(source.slice(number.start, number.end)) ? null : cells
}

/** The rows of lines between two blank ones: by their numbers, which stand at the top of a row or in its middle. */
function rowsOf(source: string, lines: readonly BodyLine[]): Range[][][] {
  const numbered = lines.flatMap((line, index) => (line[0] === null || line[0] === undefined ? [] : [index]))
  const parts: BodyLine[][] = []
  if (numbered.length < 2) parts.push([...lines])
  else if (numbered[0] === 0) for (const [place, from] of numbered.entries()) parts.push(lines.slice(from, numbered[place + 1]))
  else {
    let from = 0
    for (const [place, middle] of numbered.entries()) {
      const to = place === numbered.length - 1 ? lines.length : Math.min(numbered[place + 1] ?? lines.length, 2 * middle - from + 1)
      parts.push(lines.slice(from, to))
      from = to
    }
  }
  return parts.map((part) => (part[0] ?? []).map((_, column) => part.flatMap((line) => line[column] ?? [])))
}
