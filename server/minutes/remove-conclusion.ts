import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { assertRevision } from './conclusion.ts'
import type { RemoveConclusion } from './input.ts'
import { lockConclusionToWrite } from './lock-minutes.ts'

/** Takes a conclusion out; those behind it move up. @throws Refusal conclusion.not_found, conclusion.changed_meanwhile, notice.locked */
export async function removeConclusion(ctx: Ctx, { conclusionId, revision }: RemoveConclusion): Promise<void> {
  await ctx.transact(async (tx) => {
    const { meetingId, position, revision: stored } = await lockConclusionToWrite(tx, ctx, conclusionId)
    assertRevision(stored, revision)
    await tx.conclusion.delete({ where: { id: conclusionId } })
    await tx.conclusion.updateMany({ where: { meetingId, position: { gt: position } }, data: { position: { decrement: 1 } } })
    await record(tx, ctx, 'conclusion.changed', conclusionId, { conclusionId }, { meetingId })
  })
}
