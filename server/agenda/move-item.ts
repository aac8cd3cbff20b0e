import type { Ctx } from '#server/kernel/ctx.ts'
import { moved } from './agenda.ts'
import type { MoveItem } from './input.ts'
import { lockItem, noteChange } from './lock-item.ts'
import { numberItems, orderOf } from './number-items.ts'

/**
 * Drops an item at a position, 1 being the first. The others close up: there is never a gap or a twin.
 *
 * @throws Refusal agenda.not_found, meeting.not_found, meeting.changed_meanwhile, meeting.closed, meeting.cancelled
 */
export async function moveItem(ctx: Ctx, input: MoveItem): Promise<{ order: string[]; revision: number }> {
  return ctx.transact(async (tx) => {
    const { item } = await lockItem(tx, ctx, input)
    const order = moved(await orderOf(tx, item.meetingId), item.id, input.position)
    await numberItems(tx, order)
    return { order, revision: await noteChange(tx, ctx, item.meetingId) }
  })
}
