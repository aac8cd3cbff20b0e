import type { Ctx } from '#server/kernel/ctx.ts'
import { record } from '#server/events/record.ts'
import type { LeaveMeeting } from './input.ts'
import { lockSeat } from './lock-seat.ts'
import { assertAllows } from './meeting.ts'

/**
 * Ends the open interval of one's presence, or as chair or secretary somebody else's. Leaving twice changes nothing;
 * coming back opens a new interval.
 *
 * @throws Refusal meeting.not_found, participant.not_found, meeting.not_convened, meeting.closed, meeting.cancelled
 */
export async function leaveMeeting(ctx: Ctx, input: LeaveMeeting): Promise<{ participantId: string; isPresent: false }> {
  const { meetingId } = input
  return ctx.transact(async (tx) => {
    const { meeting, participant, isSelf } = await lockSeat(tx, ctx, input)
    assertAllows(meeting.state, 'leave')
    const participantId = participant.id
    const { count } = await tx.presenceInterval.updateMany({
      where: { participantId, toAt: null },
      data: { toAt: ctx.now() },
    })
    if (count > 0) {
      const method = isSelf ? 'self' : 'secretary'
      await record(tx, ctx, 'presence.marked', participantId, { participantId, isPresent: false, method }, { meetingId })
    }
    return { participantId, isPresent: false }
  })
}
