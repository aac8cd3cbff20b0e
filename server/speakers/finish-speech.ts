import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { FinishSpeech } from './input.ts'
import { can } from './policy.ts'
import { speechRequestOf } from './queries.ts'

/**
 * Ends a speech: the speaker, the chair or the secretary says so.
 *
 * @throws Refusal speech.not_found, speech.chair_only, speech.not_speaking
 */
export async function finishSpeech(ctx: Ctx, { requestId }: FinishSpeech): Promise<void> {
  await ctx.transact(async (tx) => {
    const { request, meeting, isOwn } = await speechRequestOf(tx, ctx.actor, requestId)
    if (!can.finish(ctx.actor, meeting, isOwn)) throw new Refusal('speech.chair_only')
    if (request.state !== 'called') throw new Refusal('speech.not_speaking')

    await tx.speechRequest.update({ where: { id: requestId }, data: { state: 'done', endedAt: ctx.now() } })
    const { participantId } = request
    await record(tx, ctx, 'speaker.finished', requestId, { requestId, participantId }, { meetingId: meeting.id })
  })
}
