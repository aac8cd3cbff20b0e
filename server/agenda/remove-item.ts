import type { AgendaItem, Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { RemoveItem } from './input.ts'
import { lockItem, noteChange } from './lock-item.ts'
import { numberItems, orderOf } from './number-items.ts'
import { withdrawPaper } from './withdraw-paper.ts'

/**
 * Takes an item off the agenda with its papers; the others close up. What was discussed, voted on or concluded stays.
 *
 * @throws Refusal agenda.not_found, meeting.not_found, meeting.changed_meanwhile, agenda.item_in_use, meeting.closed,
 *   meeting.cancelled
 */
export async function removeItem(ctx: Ctx, input: RemoveItem): Promise<{ revision: number }> {
  return ctx.transact(async (tx) => {
    const { meeting, item } = await lockItem(tx, ctx, input)
    await assertUnused(tx, meeting, item)
    const papers = await tx.agendaPaper.findMany({ where: { itemId: item.id } })
    for (const paper of papers) await withdrawPaper(tx, ctx, meeting, paper)
    await tx.agendaItem.delete({ where: { id: item.id } })
    await numberItems(tx, await orderOf(tx, meeting.id))
    return { revision: await noteChange(tx, ctx, meeting.id) }
  })
}

/** Speeches, polls and conclusions stand to the right and point here; their rows are counted, not called. */
async function assertUnused(tx: Tx, meeting: Meeting, item: AgendaItem): Promise<void> {
  const uses = await tx.agendaItem.findUniqueOrThrow({
    where: { id: item.id },
    select: { _count: { select: { speechRequests: true, polls: true, conclusions: true } } },
  })
  const count = uses._count.speechRequests + uses._count.polls + uses._count.conclusions
  if (count > 0 || meeting.currentItemId === item.id) throw new Refusal('agenda.item_in_use')
}
