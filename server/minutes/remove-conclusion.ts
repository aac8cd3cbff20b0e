import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { assertRevision } from './conclusion.ts'
import type { RemoveConclusion } from './input.ts'
import { lockConclusionToWrite } from './lock-minutes.ts'
import { deleteConclusion } from './write-conclusion.ts'

/** Takes a conclusion out; those behind it move up. @throws Refusal conclusion.not_found, conclusion.changed_meanwhile, notice.locked */
export async function removeConclusion(ctx: Ctx, { conclusionId, revision }: RemoveConclusion): Promise<void> {
  await ctx.transact(async (tx) => {
    const { meetingId, position, revision: stored } = await lockConclusionToWrite(tx, ctx, conclusionId)
    assertRevision(stored, revision)
    await deleteConclusion(tx, { id: conclusionId, meetingId, position })
    await record(tx, ctx, 'conclusion.changed', conclusionId, { conclusionId }, { meetingId })
  })
}
