import type { ExtractedField, Span } from '#server/tasks/extraction/assignment.ts'
import type { PlacesByField } from './row-editing.ts'

/** A field of a row and where it stands in the text. */
export interface Mark extends Span {
  row: number
  field: ExtractedField
}

/** A piece of the text under the same marks throughout. */
export interface Segment {
  start: number
  text: string
  /** The most telling mark on it; null for plain text. */
  mark: Mark | null
}

/** A title runs over the words of its own deadline: what says more is shown. */
const TELLING: readonly ExtractedField[] = ['lead', 'coordinating', 'deadlineText', 'budgetMillionVnd', 'channel', 'title']

export function marksOf(rows: readonly { spans?: PlacesByField | undefined }[]): Mark[] {
  return rows.flatMap(({ spans = {} }, row) =>
    Object.entries(spans).flatMap(([field, places = []]) => places.map(({ start, end }) => ({ row, field: field as ExtractedField, start, end }))))
}

/** The segments without the blank lines before the first word: nothing is there to read. */
export function withoutBlankStart(segments: Segment[]): Segment[] {
  const [first, ...rest] = segments
  if (first === undefined || first.mark !== null) return segments
  const blank = first.text.length - first.text.trimStart().length
  return [{ ...first, start: first.start + blank, text: first.text.slice(blank) }, ...rest]
}

/** The row that the text names next after the active one, or before it; null at either end. */
export function rowBeside(segments: readonly Segment[], active: number | null, step: 1 | -1): number | null {
  const order = [...new Set(segments.flatMap(({ mark }) => (mark === null ? [] : [mark.row])))]
  const at = active === null ? -1 : order.indexOf(active)
  return order[at === -1 ? 0 : at + step] ?? null
}

/** Cuts a text where marks begin and end. Marks outside the text are left out. */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter(({ start, end }) => start >= 0 && end <= text.length && start < end)
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  const byStart = [...inside].sort((a, b) => a.start - b.start)
  const open = new Set<Mark>()
  let next = 0
  const segments: Segment[] = []
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1]
    if (end === undefined) break
    for (let mark = byStart[next]; mark !== undefined && mark.start <= start; mark = byStart[++next]) open.add(mark)
    for (const mark of open) if (mark.end <= start) open.delete(mark)
    const [mark = null] = [...open].sort((a, b) => TELLING.indexOf(a.field) - TELLING.indexOf(b.field) || a.row - b.row)
    segments.push({ start, text: text.slice(start, end), mark })
  }
  return segments
}
