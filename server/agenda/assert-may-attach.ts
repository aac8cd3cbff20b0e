import type { Ctx } from '#server/kernel/ctx.ts'
import { assertRoomForPaper } from './agenda.ts'
import { lockItem } from './lock-item.ts'

/**
 * Refuses what `attachPaper` would refuse now, so that the upload door can ask before it takes the first byte. The
 * verb asks again: a minute of uploading lies between.
 *
 * @throws Refusal agenda.not_found, meeting.not_found, agenda.too_many_papers, meeting.closed, meeting.cancelled
 */
export async function assertMayAttach(ctx: Ctx, itemId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockItem(tx, ctx, { itemId })
    assertRoomForPaper(await tx.agendaPaper.count({ where: { itemId } }))
  })
}
