import type { Ctx } from '#server/kernel/ctx.ts'
import { record } from '#server/events/record.ts'
import type { MarkPresence } from './input.ts'
import { lockSeat } from './lock-seat.ts'
import { assertCheckIn } from './meeting.ts'

/**
 * Marks oneself present, or, as chair or secretary, somebody whose tablet does not work. Joining twice changes
 * nothing: a person has at most one open interval.
 *
 * @throws Refusal meeting.not_found, participant.not_found, meeting.too_early_to_join, meeting.not_convened,
 *   meeting.closed, meeting.cancelled
 */
export async function markPresence(ctx: Ctx, input: MarkPresence): Promise<{ participantId: string; isPresent: true }> {
  const { meetingId } = input
  return ctx.transact(async (tx) => {
    const { meeting, participant, isSelf } = await lockSeat(tx, ctx, input)
    assertCheckIn(meeting, ctx.now())
    const participantId = participant.id
    const openIntervals = await tx.presenceInterval.count({ where: { participantId, toAt: null } })
    if (openIntervals > 0) return { participantId, isPresent: true }

    const method = isSelf ? 'self' : 'secretary'
    await tx.presenceInterval.create({ data: { id: ctx.newId(), participantId, method, fromAt: ctx.now() } })
    await record(tx, ctx, 'presence.marked', participantId, { participantId, isPresent: true, method }, { meetingId })
    return { participantId, isPresent: true }
  })
}
