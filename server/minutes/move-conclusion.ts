import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { MoveConclusion } from './input.ts'
import { lockConclusionToWrite } from './lock-minutes.ts'

/** Puts a conclusion at another place; a place behind the last one means the end. @throws Refusal conclusion.not_found, notice.locked */
export async function moveConclusion(ctx: Ctx, { conclusionId, position }: MoveConclusion): Promise<void> {
  await ctx.transact(async (tx) => {
    const { meetingId } = await lockConclusionToWrite(tx, ctx, conclusionId)
    const rows = await tx.conclusion.findMany({ where: { meetingId }, orderBy: { position: 'asc' }, select: { id: true, position: true } })
    const order = rows.map(({ id }) => id).filter((id) => id !== conclusionId)
    order.splice(position - 1, 0, conclusionId)
    for (const { id, position: stored } of rows) {
      const next = order.indexOf(id) + 1
      if (next !== stored) await tx.conclusion.update({ where: { id }, data: { position: next } })
    }
    await record(tx, ctx, 'conclusion.changed', conclusionId, { conclusionId }, { meetingId })
  })
}
