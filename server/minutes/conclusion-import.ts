import { Refusal } from '#server/kernel/refusal.ts'
import type { Day } from '#server/kernel/days.ts'
import type { ExtractedField, Span } from '#server/tasks/extraction/assignment.ts'
import type { NamedUnit } from './conclusion.ts'

/** About 60 printed pages; a longer file is not a conclusion. */
export const IMPORT_CHARS_MAX = 200_000

/** A unit as the text names it, and whom the directory takes it for. */
export interface ProposedUnit extends NamedUnit {
  /** Name of the unit matched, as it is called today. */
  matchedName: string | null
  /** Why this unit, in the matcher's words: same name, alias, successor. */
  matchedBy: string | null
  /** 0 to 1; below 0.8 the screen asks the person to look twice. */
  confidence: number
}

/** A row read from a text, waiting for a person. */
export interface ProposedRow {
  /** `assignment`, `standing_duty`, `objective`. */
  kind: string
  /** Where in the text, `II.1.a`. */
  section: string
  text: string
  deadlineText: string | null
  dueOn: Day | null
  units: ProposedUnit[]
  budgetMillionVnd: number | null
  /** The units a report goes through, as written. */
  channel: string[]
  /** Where each field stands in the source text, and the rule that gave it. */
  spans: Partial<Record<ExtractedField, Span[]>>
  evidence: Partial<Record<ExtractedField, string>>
}

/** @throws Refusal import.empty, import.too_long */
export function assertImportable(text: string): void {
  if (text.trim() === '') throw new Refusal('import.empty', {}, 422)
  if (text.length > IMPORT_CHARS_MAX) throw new Refusal('import.too_long', { max: IMPORT_CHARS_MAX }, 413)
}

/** @throws Refusal import.already_decided */
export function assertProposed(state: 'proposed' | 'confirmed' | 'discarded'): void {
  if (state !== 'proposed') throw new Refusal('import.already_decided')
}
