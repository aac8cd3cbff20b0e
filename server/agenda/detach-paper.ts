import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { visibleTo } from '#server/meetings/visible-to.ts'
import type { DetachPaper } from './input.ts'
import { lockItem, noteChange } from './lock-item.ts'
import { withdrawPaper } from './withdraw-paper.ts'

/**
 * Takes a paper off the agenda and back from its readers.
 *
 * @throws Refusal paper.not_found, meeting.not_found, meeting.closed, meeting.cancelled
 */
export async function detachPaper(ctx: Ctx, { paperId }: DetachPaper): Promise<{ revision: number }> {
  return ctx.transact(async (tx) => {
    const seen = await tx.agendaPaper.findFirst({
      where: { id: paperId, item: { meeting: visibleTo(ctx.actor) } },
      select: { itemId: true },
    })
    if (seen === null) throw new Refusal('paper.not_found')
    const { meeting } = await lockItem(tx, ctx, { itemId: seen.itemId })
    const paper = await tx.agendaPaper.findUnique({ where: { id: paperId } })
    if (paper === null) throw new Refusal('paper.not_found')
    await withdrawPaper(tx, ctx, meeting, paper)
    return { revision: await noteChange(tx, ctx, meeting.id) }
  })
}
