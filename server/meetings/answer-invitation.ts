import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { AnswerInvitation } from './input.ts'
import { lockMeeting } from './lock-meeting.ts'
import { assertAllows } from './meeting.ts'
import { participantOf } from './queries.ts'

/**
 * Accepts or declines one's own invitation; the last answer before the meeting opens counts.
 *
 * @throws Refusal meeting.not_found, meeting.decline_reason_missing, meeting.not_convened, meeting.already_open,
 *   meeting.closed, meeting.cancelled
 */
export async function answerInvitation(
  ctx: Ctx,
  { meetingId, reply, reason }: AnswerInvitation,
): Promise<{ participantId: string; reply: 'accepted' | 'declined' }> {
  return ctx.transact(async (tx) => {
    const meeting = await lockMeeting(tx, ctx, meetingId, 'shared')
    const participant = await participantOf(tx, meetingId, ctx.actor.userId)
    if (participant === null) throw new Refusal('meeting.not_found')
    assertAllows(meeting.state, 'answer')
    const replyReason = reason === undefined || reason === '' ? null : reason
    if (reply === 'declined' && replyReason === null) throw new Refusal('meeting.decline_reason_missing', {}, 422)

    await lockRow(tx, 'participant', participant.id)
    await tx.participant.update({ where: { id: participant.id }, data: { reply, replyReason, repliedAt: ctx.now() } })
    await record(tx, ctx, 'invitation.answered', participant.id, { participantId: participant.id, reply }, { meetingId })
    return { participantId: participant.id, reply }
  })
}
