import type { Standing } from '#server/minutes/compare-rows.ts'
import { upperFirst } from '#server/kernel/upper-first.ts'
import type { ExtractedField, Span } from '#server/tasks/extraction/assignment.ts'

export interface EditedUnit { duty: 'lead' | 'coordinating'; orgUnitId: string | null; nameAsWritten: string; matchedName: string | null; matchedBy?: string | null | undefined; confidence: number }

export type PlacesByField = { [Field in ExtractedField]?: Span[] | undefined }

/** A proposed row as a person is leaving it. */
export interface EditedRow {
  kind: string
  section: string
  text: string
  deadlineText: string | null
  dueOn: string | null
  units: EditedUnit[]
  budgetMillionVnd?: number | null | undefined
  channel?: string[] | undefined
  spans?: PlacesByField | undefined
  evidence?: { [Field in ExtractedField]?: string | undefined } | undefined
  /** The conclusion that it is already; confirming the row writes over it. */
  existing?: Standing | null | undefined
  isChosen: boolean
}

/** Cuts a row's text in two (the same rows when there is nothing to cut); the units and the deadline go with both, for the person to take away what is too much. */
export function splitRow(rows: EditedRow[], index: number, at: number): EditedRow[] {
  const row = rows[index]
  const [first, second] = [row?.text.slice(0, at).trim() ?? '', row?.text.slice(at).trim() ?? '']
  if (row === undefined || first === '' || second === '') return rows
  const halves = [{ ...row, text: first.replace(/[\s,;]+$/u, '') }, { ...row, section: `${row.section}*`, text: upperFirst(second), existing: null }]
  return [...rows.slice(0, index), ...halves, ...rows.slice(index + 1)]
}

/** Joins a row to the one before it: one text, the units of both once, the first deadline there is. */
export function mergeWithPrevious(rows: EditedRow[], index: number): EditedRow[] {
  const [before, row] = [rows[index - 1], rows[index]]
  if (before === undefined || row === undefined) return rows
  const units = [...before.units]
  for (const unit of row.units) if (!units.some((one) => isSameUnit(one, unit))) units.push(unit)
  const spans: PlacesByField = { ...before.spans }
  for (const [field, places = []] of Object.entries(row.spans ?? {})) spans[field as ExtractedField] = [...(spans[field as ExtractedField] ?? []), ...places]
  const joined: EditedRow = {
    ...before, text: `${before.text.replace(/[\s.;]+$/u, '')}; ${row.text}`, units, spans,
    existing: before.existing ?? row.existing ?? null,
    deadlineText: before.deadlineText ?? row.deadlineText, dueOn: before.dueOn ?? row.dueOn, isChosen: before.isChosen || row.isChosen,
  }
  return [...rows.slice(0, index - 1), joined, ...rows.slice(index + 1)]
}

function isSameUnit(a: EditedUnit, b: EditedUnit): boolean {
  return a.orgUnitId === null ? a.nameAsWritten === b.nameAsWritten : a.orgUnitId === b.orgUnitId
}

/** An empty row at the end, for what the text does not say. */
export function addBlank(rows: EditedRow[]): EditedRow[] {
  return [...rows, { kind: 'assignment', section: '+', text: '', deadlineText: null, dueOn: null, units: [], spans: {}, evidence: {}, isChosen: true }]
}

/** A row of words that a person marked in the text, put where it stands in the text. */
export function addFromText(rows: EditedRow[], text: string, { start, end }: Span): EditedRow[] {
  const words = text.slice(start, end).replace(/\s+/g, ' ').trim()
  if (words === '') return rows
  const added: EditedRow = {
    kind: 'assignment', section: '+', text: upperFirst(words), deadlineText: null, dueOn: null,
    units: [], spans: { title: [{ start, end }] }, evidence: {}, isChosen: true,
  }
  const place = rows.findIndex(({ spans }) => (spans?.title?.[0]?.start ?? -1) > start)
  return place === -1 ? [...rows, added] : [...rows.slice(0, place), added, ...rows.slice(place)]
}
