import { unitsOf, type Actor } from '#server/kernel/actor.ts'
import type { Tx } from '#server/kernel/db.ts'

/** Secretaries and clerks handle what their agency receives and issues. */
const HANDLING = ['secretary', 'clerk'] as const

export function mayHandleSources(actor: Actor): boolean {
  return unitsOf(actor, ...HANDLING).length > 0
}

/** Agencies in whose name the actor gives work out of documents: an office acts for the agency that it serves. */
export async function agenciesActedFor(db: Tx, actor: Actor): Promise<string[]> {
  const mine = unitsOf(actor, ...HANDLING)
  const units = await db.orgUnit.findMany({ where: { id: { in: mine } }, select: { id: true, kind: true, parentId: true } })
  const agencyOf = new Map(units.map(({ id, kind, parentId }) => [id, kind === 'office' && parentId !== null ? parentId : id]))
  return [...new Set(mine.flatMap((id) => agencyOf.get(id) ?? []))]
}
