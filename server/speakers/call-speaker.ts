import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { assertAllows } from '#server/meetings/meeting.ts'
import type { CallSpeaker } from './input.ts'
import { can } from './policy.ts'
import { speechRequestOf } from './queries.ts'

/**
 * Gives the floor. Whoever still has it has finished: one person speaks at a time.
 * The chair may call out of order; the queue only says who waits how long.
 *
 * @throws Refusal speech.not_found, speech.chair_only, speech.not_raised, and what `assertAllows` refuses
 */
export async function callSpeaker(ctx: Ctx, { requestId }: CallSpeaker): Promise<void> {
  await ctx.transact(async (tx) => {
    const { request, meeting } = await speechRequestOf(tx, ctx.actor, requestId)
    if (!can.call(ctx.actor, meeting)) throw new Refusal('speech.chair_only')
    assertAllows(meeting.state, 'conduct')
    if (request.state !== 'raised') throw new Refusal('speech.not_raised')

    const meetingId = meeting.id
    const speaking = await tx.speechRequest.findMany({ where: { meetingId, state: 'called' } })
    for (const { id, participantId } of speaking) {
      await tx.speechRequest.update({ where: { id }, data: { state: 'done', endedAt: ctx.now() } })
      await record(tx, ctx, 'speaker.finished', id, { requestId: id, participantId }, { meetingId })
    }
    await tx.speechRequest.update({ where: { id: requestId }, data: { state: 'called', calledAt: ctx.now() } })
    const { participantId } = request
    await record(tx, ctx, 'speaker.called', requestId, { requestId, participantId }, { meetingId })
  })
}
