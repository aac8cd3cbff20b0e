import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { LowerHand } from './input.ts'
import { can } from './policy.ts'
import { speechRequestOf } from './queries.ts'

/**
 * Takes a waiting hand down: one's own, or anybody's by chair and secretary.
 *
 * @throws Refusal speech.not_found, speech.chair_only, speech.not_raised
 */
export async function lowerHand(ctx: Ctx, { requestId }: LowerHand): Promise<void> {
  await ctx.transact(async (tx) => {
    const { request, meeting, isOwn } = await speechRequestOf(tx, ctx.actor, requestId)
    if (!can.lower(ctx.actor, meeting, isOwn)) throw new Refusal('speech.chair_only')
    if (request.state !== 'raised') throw new Refusal('speech.not_raised')

    await tx.speechRequest.update({ where: { id: requestId }, data: { state: 'withdrawn', endedAt: ctx.now() } })
    const { participantId } = request
    await record(tx, ctx, 'hand.lowered', requestId, { requestId, participantId }, { meetingId: meeting.id })
  })
}
