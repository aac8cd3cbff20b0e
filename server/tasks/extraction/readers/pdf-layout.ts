/** A run of text on a page. Points of 1/72 inch, origin at the bottom left as in PDF. */
export interface PdfPiece {
  text: string
  xPt: number
  yPt: number
  widthPt: number
  sizePt: number
}

/** A run of words without a wide gap. */
interface Segment {
  text: string
  from: number
  to: number
}

interface Line {
  segments: Segment[]
  yPt: number
  sizePt: number
}

/** A gap wider than this many letter sizes parts two cells; justified lines stay below it. */
const GAP_SIZES = 1.4
const ROW_LINES_MIN = 2

/** The lines of a page from top to bottom; where several lines share columns, their cells are parted by tabs. */
export function layOutPage(pieces: readonly PdfPiece[]): string {
  const lines = linesOf(pieces)
  const out: string[] = []
  for (let at = 0; at < lines.length; ) {
    const end = tableEnd(lines, at)
    if (end > at) {
      out.push(...tableRows(lines.slice(at, end)))
      at = end
      continue
    }
    out.push(lines[at]?.segments.map((segment) => segment.text).join(' ') ?? '')
    at++
  }
  return out.join('\n')
}

function linesOf(pieces: readonly PdfPiece[]): Line[] {
  const sorted = pieces.filter((piece) => piece.text.trim() !== '').sort((one, other) => other.yPt - one.yPt || one.xPt - other.xPt)
  const groups: PdfPiece[][] = []
  for (const piece of sorted) {
    const last = groups.at(-1)
    const first = last?.[0]
    if (last !== undefined && first !== undefined && Math.abs(first.yPt - piece.yPt) < Math.max(first.sizePt, piece.sizePt) * 0.4) last.push(piece)
    else groups.push([piece])
  }
  return groups.map((group) => {
    const inOrder = [...group].sort((one, other) => one.xPt - other.xPt)
    const [first] = inOrder
    return { segments: segmentsOf(inOrder), yPt: first?.yPt ?? 0, sizePt: first?.sizePt ?? 12 }
  })
}

function segmentsOf(pieces: readonly PdfPiece[]): Segment[] {
  const segments: Segment[] = []
  for (const piece of pieces) {
    const last = segments.at(-1)
    const gap = last === undefined ? Infinity : piece.xPt - last.to
    if (last === undefined || gap > piece.sizePt * GAP_SIZES) {
      segments.push({ text: piece.text.trim(), from: piece.xPt, to: piece.xPt + piece.widthPt })
      continue
    }
    const isWordGap = gap > piece.sizePt * 0.12 || piece.text.startsWith(' ')
    last.text = `${last.text}${isWordGap ? ' ' : ''}${piece.text.trim()}`
    last.to = piece.xPt + piece.widthPt
  }
  return segments
}

/** Where the run of lines with several columns that begins at `at` ends; `at` itself when none begins there. */
function tableEnd(lines: readonly Line[], at: number): number {
  if ((lines[at]?.segments.length ?? 0) < 3) return at
  let end = at
  let parted = 0
  while (end < lines.length) {
    const line = lines[end]
    const before = lines[end - 1]
    if (line === undefined) break
    const isFar = before !== undefined && end > at && before.yPt - line.yPt > line.sizePt * 3.2
    const isText = line.segments.length === 1 && !isInsideColumn(line, lines.slice(at, end))
    if (isFar || isText) break
    if (line.segments.length >= 2) parted++
    end++
  }
  return parted >= ROW_LINES_MIN ? end : at
}

/** A lone piece of a cell stands under one column; a line of prose crosses several. */
function isInsideColumn(line: Line, above: readonly Line[]): boolean {
  const [segment] = line.segments
  if (segment === undefined) return false
  return columnsOf(above).filter((column) => column.from < segment.to && segment.from < column.to).length <= 1
}

function columnsOf(lines: readonly Line[]): { from: number; to: number }[] {
  const columns: { from: number; to: number }[] = []
  for (const { from, to } of lines.flatMap((line) => line.segments).sort((one, other) => one.from - other.from)) {
    const last = columns.at(-1)
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to)
    else columns.push({ from, to })
  }
  return columns
}

/** Lines of a table as rows: a new one begins where the first column is filled, or after a wider space. */
function tableRows(lines: readonly Line[]): string[] {
  const columns = columnsOf(lines)
  const rows: string[][] = []
  let before: Line | null = null
  for (const line of lines) {
    const cells = columns.map(() => '')
    for (const segment of line.segments) {
      const column = columns.findIndex(({ from, to }) => segment.from < to && from < segment.to)
      if (column !== -1) cells[column] = `${cells[column] ?? ''} ${segment.text}`.trim()
    }
    const last = rows.at(-1)
    const isSpaced = before !== null && before.yPt - line.yPt > line.sizePt * 1.9
    if (last === undefined || cells[0] !== '' || isSpaced) rows.push(cells)
    else for (const [index, cell] of cells.entries()) if (cell !== '') last[index] = `${last[index] ?? ''} ${cell}`.trim()
    before = line
  }
  return rows.map((row) => row.join('\t'))
}
