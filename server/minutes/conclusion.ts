import type { Day } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'

export type UnitDuty = 'lead' | 'coordinating'

export const TEXT_CHARS_MAX = 10_000
export const DEADLINE_CHARS_MAX = 500
export const UNIT_NAME_CHARS_MAX = 300
export const UNITS_MAX = 60
export const CONCLUSIONS_MAX = 500

/** A unit as a conclusion names it. `orgUnitId` is null for parties in general and for units nobody matched yet. */
export interface NamedUnit {
  duty: UnitDuty
  nameAsWritten: string
  orgUnitId: string | null
}

export interface ConclusionText {
  text: string
  deadlineText: string | null
  dueOn: Day | null
  units: readonly NamedUnit[]
}

/**
 * Parties named in general ("các sở, ngành liên quan", "UBND các xã"): they stand in the notice and get no task of
 * their own, so nobody has to match them.
 */
export function isGeneralParty(nameAsWritten: string): boolean {
  return /^(?:các|những|mọi|tất cả|toàn bộ|toàn thể|(?:UBND|HĐND|ủy ban nhân dân) các)(?:\s|$)/iu.test(nameAsWritten.normalize('NFC').trim())
}

/** The first lead unit that should get a task and was not matched to the directory; null when all are. */
export function unmatchedLead(units: readonly NamedUnit[]): NamedUnit | null {
  return units.find((unit) => unit.duty === 'lead' && unit.orgUnitId === null && !isGeneralParty(unit.nameAsWritten)) ?? null
}

/** A date field takes `0026` for 2026 without a word. @throws Refusal conclusion.due_misread for a year nobody means */
export function assertDueOn(dueOn: Day | null): void {
  if (dueOn !== null && !/^20\d\d-/.test(dueOn)) throw new Refusal('conclusion.due_misread', { year: dueOn.slice(0, 4) }, 422)
}

/**
 * One unit may be meant by two names: a text of some years ago gives work to two predecessors of one unit of today. The
 * task goes to it once.
 *
 * @throws Refusal conclusion.unit_twice when one unit of the directory stands twice under the same name
 */
export function assertUnitsDiffer(units: readonly NamedUnit[]): void {
  const seen = new Set<string>()
  for (const { orgUnitId, nameAsWritten } of units) {
    if (orgUnitId === null) continue
    const key = `${orgUnitId} ${folded(nameAsWritten)}`
    if (seen.has(key)) throw new Refusal('conclusion.unit_twice', { name: nameAsWritten }, 422)
    seen.add(key)
  }
}

/** @throws Refusal conclusion.changed_meanwhile when the edit was made on an older state than the stored one */
export function assertRevision(stored: number, madeOn: number | undefined): void {
  if (madeOn !== undefined && madeOn !== stored) throw new Refusal('conclusion.changed_meanwhile')
}

/** How words compare: one form of the marks, small letters, single spaces. */
export function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
}
