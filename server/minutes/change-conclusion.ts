import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { assertRevision } from './conclusion.ts'
import type { ChangeConclusion } from './input.ts'
import { lockConclusionToWrite } from './lock-minutes.ts'
import { replaceConclusion } from './write-conclusion.ts'

/**
 * Replaces a conclusion's content. Of two people editing at once the later one is told.
 *
 * @throws Refusal conclusion.not_found, conclusion.changed_meanwhile, notice.locked, conclusion.unknown_unit,
 *   conclusion.unknown_item, conclusion.unit_twice, conclusion.due_misread
 */
export async function changeConclusion(
  ctx: Ctx,
  { conclusionId, revision, ...content }: ChangeConclusion,
): Promise<{ revision: number }> {
  return ctx.transact(async (tx) => {
    const conclusion = await lockConclusionToWrite(tx, ctx, conclusionId)
    assertRevision(conclusion.revision, revision)
    const changed = await replaceConclusion(tx, ctx, conclusion, content)
    await record(tx, ctx, 'conclusion.changed', conclusionId, { conclusionId }, { meetingId: conclusion.meetingId })
    return changed
  })
}
