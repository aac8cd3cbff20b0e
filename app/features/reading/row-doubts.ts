import { isGeneralParty } from '#server/minutes/conclusion.ts'
import type { EditedRow, EditedUnit } from './row-editing.ts'

export type Doubt = 'lead_missing' | 'lead_unmatched' | 'unit_unsure'

/** Below this the matcher itself is in doubt, and the person is asked to look. */
const SURE = 0.8

export function isUnsure({ orgUnitId, confidence }: EditedUnit): boolean {
  return orgUnitId !== null && confidence < SURE
}

/** What a person should look at before the row becomes a conclusion. Rows left out leave nothing to doubt. */
export function doubtsOf({ units, kind, isChosen }: EditedRow): Doubt[] {
  if (!isChosen) return []
  const leads = units.filter(({ duty }) => duty === 'lead')
  const doubts: Doubt[] = []
  if (leads.length === 0 && kind === 'assignment') doubts.push('lead_missing')
  if (leads.some(({ orgUnitId, nameAsWritten }) => orgUnitId === null && !isGeneralParty(nameAsWritten))) doubts.push('lead_unmatched')
  if (units.some(isUnsure)) doubts.push('unit_unsure')
  return doubts
}

/** Only parties in general lead it: it gives no task to anybody. */
export function isForAll({ units }: Pick<EditedRow, 'units'>): boolean {
  const leads = units.filter(({ duty }) => duty === 'lead')
  return leads.length > 0 && leads.every(({ orgUnitId, nameAsWritten }) => orgUnitId === null && isGeneralParty(nameAsWritten))
}

/** Assignments are taken unless they stand among the conclusions already, word for word. */
export function isTakenAtFirst({ kind, existing }: Pick<EditedRow, 'kind' | 'existing'>): boolean {
  return kind === 'assignment' && (existing == null || existing.changed.length > 0)
}
