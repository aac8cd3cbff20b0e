import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { assertAllows } from '#server/meetings/meeting.ts'
import { participantOf } from '#server/meetings/queries.ts'
import type { RaiseHand } from './input.ts'
import { LIVE_STATES } from './speech.ts'

/**
 * Puts the actor at the end of the queue. The seat is locked, so two taps at once are one hand; the meeting is locked
 * before it is read, so no hand goes up in one that has just ended.
 *
 * @throws Refusal meeting.not_found, speech.already_raised, speech.item_not_found, and what `assertAllows` refuses
 */
export async function raiseHand(ctx: Ctx, { meetingId, itemId = null }: RaiseHand): Promise<{ requestId: string }> {
  return ctx.transact(async (tx) => {
    const participant = await participantOf(tx, meetingId, ctx.actor.userId)
    if (participant !== null) await lockRow(tx, 'meeting', meetingId, 'shared')
    const meeting = participant === null ? null : await tx.meeting.findUnique({ where: { id: meetingId } })
    if (participant === null || meeting === null) throw new Refusal('meeting.not_found')
    const participantId = participant.id
    await lockRow(tx, 'participant', participantId)
    assertAllows(meeting.state, 'conduct')
    if (itemId !== null && (await tx.agendaItem.count({ where: { id: itemId, meetingId } })) === 0) {
      throw new Refusal('speech.item_not_found')
    }
    const isUp = { participantId, state: { in: [...LIVE_STATES] } }
    if ((await tx.speechRequest.count({ where: isUp })) > 0) throw new Refusal('speech.already_raised')

    const requestId = ctx.newId()
    await tx.speechRequest.create({
      data: { id: requestId, meetingId, itemId: itemId ?? meeting.currentItemId, participantId, raisedAt: ctx.now() },
    })
    await record(tx, ctx, 'hand.raised', requestId, { requestId, participantId }, { meetingId })
    return { requestId }
  })
}
