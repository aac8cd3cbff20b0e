import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { AddConclusion } from './input.ts'
import { lockToWrite } from './lock-minutes.ts'
import { appendConclusions } from './write-conclusion.ts'

/**
 * Writes down one more conclusion of the chair. Returns its id.
 *
 * @throws Refusal meeting.not_found, meeting.cancelled, notice.locked, conclusion.unknown_unit,
 *   conclusion.unknown_item, conclusion.unit_twice, conclusion.due_misread, conclusion.too_many
 */
export async function addConclusion(ctx: Ctx, { meetingId, ...content }: AddConclusion): Promise<string> {
  return ctx.transact(async (tx) => {
    await lockToWrite(tx, ctx, meetingId)
    const [conclusionId = ''] = await appendConclusions(tx, ctx, meetingId, [content])
    await record(tx, ctx, 'conclusion.changed', conclusionId, { conclusionId }, { meetingId })
    return conclusionId
  })
}
