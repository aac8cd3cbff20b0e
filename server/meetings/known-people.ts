import type { Prisma } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn, dayOf } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'

/** @throws Refusal meeting.unknown_person when one of them has no account, or one that was closed. */
export async function assertKnownPeople(tx: Tx, userIds: readonly string[]): Promise<void> {
  const wanted = new Set(userIds)
  const count = await tx.user.count({ where: { id: { in: [...wanted] }, disabledAt: null } })
  if (count !== wanted.size) throw new Refusal('meeting.unknown_person', {}, 422)
}

/** @throws Refusal meeting.unknown_unit when one of them does not exist or has been merged away. */
export async function assertKnownUnits(tx: Tx, ctx: Ctx, orgUnitIds: readonly string[]): Promise<void> {
  const wanted = new Set(orgUnitIds)
  const count = await tx.orgUnit.count({ where: { id: { in: [...wanted] }, ...inForce(ctx) } })
  if (count !== wanted.size) throw new Refusal('meeting.unknown_unit', {}, 422)
}

/** The unit of the position that the person has held longest; null without a position in force. */
export async function unitOfPerson(tx: Tx, ctx: Ctx, userId: string): Promise<string | null> {
  const position = await tx.position.findFirst({
    where: { userId, ...inForce(ctx) },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    select: { orgUnitId: true },
  })
  return position?.orgUnitId ?? null
}

/** Rows with effective dates that hold today, the last day included. */
export function inForce(ctx: Ctx) {
  const today = dayColumn(dayOf(ctx.now(), ctx.settings.timeZone))
  return {
    validFrom: { lte: today },
    OR: [{ validTo: null }, { validTo: { gte: today } }],
  } satisfies Prisma.PositionWhereInput & Prisma.OrgUnitWhereInput
}
