import { holds, type Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { inForce } from '#server/meetings/known-people.ts'
import type { SignatureKind } from './signature.ts'

/** In which positions one signs for an agency: leaders as persons, clerks with the seal (Decree 30/2020/NĐ-CP, articles 13 and 32). */
const ROLES = { person: ['leader', 'unit_head'], seal: ['clerk'] } as const

/** Whether somebody holds a position in which one signs, for whatever agency. */
export function maySign(actor: Actor): boolean {
  return [...ROLES.person, ...ROLES.seal].some((role) => holds(actor, role))
}

/**
 * Refuses unless the actor holds today, in the agency or in the office that serves it, the position to sign for it.
 * Asked of the database and not of the actor, so that a position that ended while the file was signed counts as ended.
 *
 * @throws Refusal signature.not_in_office
 */
export async function assertInOffice(db: Tx, ctx: Ctx, { kind, orgUnitId }: { kind: SignatureKind; orgUnitId: string }): Promise<void> {
  const position = await db.position.findFirst({
    where: {
      userId: ctx.actor.userId, role: { in: [...ROLES[kind]] }, ...inForce(ctx),
      orgUnit: { OR: [{ id: orgUnitId }, { parentId: orgUnitId, kind: 'office' }] },
    },
    select: { id: true },
  })
  if (position === null) throw new Refusal('signature.not_in_office')
}
