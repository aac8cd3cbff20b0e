import type { Prisma } from '#generated/prisma/client.ts'
import type { Actor } from '#server/kernel/actor.ts'
import { unitsHeadedBy } from './policy.ts'

/**
 * Meetings that exist for the actor: those he prepares, and once the invitation is out those he attends or for which
 * his unit is asked to name somebody. Everything else is "not found".
 */
export function visibleTo(actor: Actor): Prisma.MeetingWhereInput {
  return {
    OR: [
      { chairId: actor.userId },
      { secretaryId: actor.userId },
      { state: { not: 'draft' }, participants: { some: { userId: actor.userId } } },
      { state: { not: 'draft' }, unitInvitations: { some: { orgUnitId: { in: unitsHeadedBy(actor) } } } },
    ],
  }
}
