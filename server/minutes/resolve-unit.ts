import { directoryForMatching, type UnitForMatching } from '#server/directory/queries.ts'
import { taughtNames } from '#server/directory/taught-names.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { matchUnit } from '#server/tasks/extraction/match-unit.ts'
import { unitKey } from '#server/tasks/extraction/unit-key.ts'
import type { ProposedUnit } from './conclusion-import.ts'

/** The directory, and what people taught while correcting readings. */
export interface KnownUnits {
  directory: readonly UnitForMatching[]
  /** Ids of units by the key of a name. */
  taught: ReadonlyMap<string, string>
}

export async function knownUnits(ctx: Ctx): Promise<KnownUnits> {
  const [directory, taught] = await Promise.all([directoryForMatching(ctx), taughtNames(ctx)])
  return { directory, taught: new Map(taught.map(({ key, orgUnitId }) => [key, orgUnitId])) }
}

/** Whom a text means by `nameAsWritten`: as was taught, else as the directory knows. */
export function resolveUnit(nameAsWritten: string, { directory, taught }: KnownUnits): Omit<ProposedUnit, 'duty' | 'nameAsWritten'> {
  const lesson = directory.find(({ id }) => id === taught.get(unitKey(nameAsWritten)))
  // A unit that has ended since is followed to its successors by its own name.
  const match = matchUnit(lesson?.name ?? nameAsWritten, [...directory])
  const matched = match === null ? undefined : directory.find((unit) => unit.id === match.orgUnitId)
  return {
    // A unit that went over into several is for a person to decide: it can take no task itself.
    orgUnitId: matched === undefined || matched.validTo !== null ? null : matched.id,
    matchedName: matched?.name ?? null,
    matchedBy: match === null ? null : lesson === undefined ? match.reason : 'taught',
    confidence: match?.confidence ?? 0,
  }
}
