import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { CancelMeeting } from './input.ts'
import { lockToPrepare } from './lock-meeting.ts'

/**
 * Calls off a meeting to which people were invited, before it opens: everybody who holds an invitation is told, with
 * the reason, and their calendars drop it. The record and the right to read its papers stay. A draft, of which nobody
 * was told, is deleted instead.
 *
 * @throws Refusal meeting.not_found, meeting.not_convened, meeting.cancel_reason_missing, meeting.already_open,
 *   meeting.closed, meeting.cancelled
 */
export async function cancelMeeting(ctx: Ctx, { meetingId, reason = '' }: CancelMeeting): Promise<{ cancelledAt: Date }> {
  return ctx.transact(async (tx) => {
    const meeting = await lockToPrepare(tx, ctx, { meetingId }, 'cancel')
    if (reason === '') throw new Refusal('meeting.cancel_reason_missing', {}, 422)
    const cancelledAt = ctx.now()
    // Doors open two hours before: who had come is not there any more.
    await tx.presenceInterval.updateMany({ where: { participant: { meetingId }, toAt: null }, data: { toAt: cancelledAt } })
    // A calendar obeys the highest sequence.
    const icalSequence = meeting.icalSequence + 1
    await tx.meeting.update({
      where: { id: meetingId },
      data: { state: 'cancelled', cancelledAt, cancelReason: reason, icalSequence, revision: { increment: 1 } },
    })
    await record(tx, ctx, 'meeting.cancelled', meetingId, {
      title: meeting.title, startAt: meeting.startAt.toISOString(), endAt: meeting.endAt.toISOString(), icalSequence,
    }, { meetingId })
    return { cancelledAt }
  })
}
