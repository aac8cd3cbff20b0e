import type { Ctx } from '#server/kernel/ctx.ts'
import { record } from '#server/events/record.ts'
import { lockToPreside } from '#server/meetings/lock-meeting.ts'
import type { OpenItem } from './input.ts'
import { itemUnderLock, meetingOfItem } from './lock-item.ts'
import { takeDownPage } from './withdraw-paper.ts'

/**
 * Moves the session to an item. The page of the item before is taken down; opening the current item again changes nothing.
 *
 * @throws Refusal agenda.not_found, meeting.not_found, meeting.not_convened, meeting.not_open, meeting.closed, meeting.cancelled
 */
export async function openItem(ctx: Ctx, { itemId }: OpenItem): Promise<{ itemId: string; position: number }> {
  return ctx.transact(async (tx) => {
    const meetingId = await meetingOfItem(tx, ctx, itemId)
    const meeting = await lockToPreside(tx, ctx, meetingId, 'conduct')
    const { position } = await itemUnderLock(tx, itemId)
    if (meeting.currentItemId === itemId) return { itemId, position }

    await tx.meeting.update({ where: { id: meetingId }, data: { currentItemId: itemId } })
    if (meeting.presenterVersionId !== null) await takeDownPage(tx, ctx, meetingId)
    await record(tx, ctx, 'agenda.item_opened', itemId, { itemId, position }, { meetingId })
    return { itemId, position }
  })
}
