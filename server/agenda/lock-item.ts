import type { AgendaItem, Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { lockToPrepare, raiseRevision } from '#server/meetings/lock-meeting.ts'
import { visibleTo } from '#server/meetings/visible-to.ts'

/**
 * Locks the meeting of an item and returns both as they stand under the lock.
 *
 * @throws Refusal agenda.not_found, and what `lockToPrepare` refuses
 */
export async function lockItem(
  tx: Tx,
  ctx: Ctx,
  { itemId, revision }: { itemId: string; revision?: number | undefined },
): Promise<{ meeting: Meeting; item: AgendaItem }> {
  const meetingId = await meetingOfItem(tx, ctx, itemId)
  const meeting = await lockToPrepare(tx, ctx, { meetingId, revision }, 'edit_agenda')
  return { meeting, item: await itemUnderLock(tx, itemId) }
}

/** The meeting of an item that the actor sees. @throws Refusal agenda.not_found */
export async function meetingOfItem(tx: Tx, ctx: Ctx, itemId: string): Promise<string> {
  const item = await tx.agendaItem.findFirst({
    where: { id: itemId, meeting: visibleTo(ctx.actor) },
    select: { meetingId: true },
  })
  if (item === null) throw new Refusal('agenda.not_found')
  return item.meetingId
}

/** Read again: it may have been removed or moved while we waited. @throws Refusal agenda.not_found */
export async function itemUnderLock(tx: Tx, itemId: string): Promise<AgendaItem> {
  const item = await tx.agendaItem.findUnique({ where: { id: itemId } })
  if (item === null) throw new Refusal('agenda.not_found')
  return item
}

/** Ends an edit: the meeting's revision rises and screens hear. Returns the new revision. */
export async function noteChange(tx: Tx, ctx: Ctx, meetingId: string): Promise<number> {
  const revision = await raiseRevision(tx, meetingId)
  await record(tx, ctx, 'agenda.changed', meetingId, {}, { meetingId })
  return revision
}
