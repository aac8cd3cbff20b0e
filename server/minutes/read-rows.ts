import { Refusal } from '#server/kernel/refusal.ts'
import { upperFirst } from '#server/kernel/upper-first.ts'
import type { ExtractedAssignment, ExtractionWarning } from '#server/tasks/extraction/assignment.ts'
import { readAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import { CONCLUSIONS_MAX, DEADLINE_CHARS_MAX, TEXT_CHARS_MAX, UNITS_MAX, UNIT_NAME_CHARS_MAX, type UnitDuty } from './conclusion.ts'
import type { ProposedRow, ProposedUnit } from './conclusion-import.ts'
import { resolveUnit, type KnownUnits } from './resolve-unit.ts'

/** The rows of a text with the units of today, and where it contradicts itself. @throws Refusal import.no_row_found */
export function readRows(text: string, known: KnownUnits): { rows: ProposedRow[]; warnings: ExtractionWarning[] } {
  const read = readAssignments(text)
  // Formulas that close the document are for nobody to do.
  const found = read.rows.filter(({ kind }) => kind !== 'closing').slice(0, CONCLUSIONS_MAX)
  if (found.length === 0) throw new Refusal('import.no_row_found', {}, 422)
  return { rows: found.map((row) => proposedRow(row, known)), warnings: read.warnings }
}

function proposedRow(found: ExtractedAssignment, known: KnownUnits): ProposedRow {
  const units = [
    ...found.lead.map((name) => proposedUnit('lead', name, known)),
    ...found.coordinating.map((name) => proposedUnit('coordinating', name, known)),
  ]
  return {
    kind: found.kind,
    section: found.section,
    text: upperFirst(found.title.normalize('NFC').trim()).slice(0, TEXT_CHARS_MAX),
    deadlineText: found.deadlineText?.slice(0, DEADLINE_CHARS_MAX) ?? null,
    dueOn: found.due,
    units: units.slice(0, UNITS_MAX),
    budgetMillionVnd: found.budgetMillionVnd, channel: found.channel, spans: found.spans, evidence: found.evidence,
  }
}

function proposedUnit(duty: UnitDuty, name: string, known: KnownUnits): ProposedUnit {
  const nameAsWritten = name.normalize('NFC').slice(0, UNIT_NAME_CHARS_MAX)
  return { duty, nameAsWritten, ...resolveUnit(nameAsWritten, known) }
}
