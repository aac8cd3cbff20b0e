import { randomUUID } from 'node:crypto'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { assertAllows } from '#server/meetings/meeting.ts'
import type { CastBallot } from './input.ts'
import { assertCastable } from './poll.ts'

/**
 * Casts the ballot of the actor's own seat. Casting twice is refused, whichever request commits first.
 * The poll is locked shared: ballots run beside each other, none beside the closing. The meeting needs no lock: it does
 * not close while a poll is open, and this poll stays open under ours.
 *
 * @throws Refusal poll.not_found, poll.no_seat, poll.not_open, poll.closed, poll.unknown_choice, poll.already_cast,
 * and what `assertAllows` refuses for the meeting's state
 */
export async function castBallot(ctx: Ctx, { pollId, choice }: CastBallot): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockRow(tx, 'poll', pollId, 'shared')
    const poll = await tx.poll.findUnique({
      where: { id: pollId },
      include: { meeting: { select: { state: true, participants: { where: { userId: ctx.actor.userId }, select: { id: true } } } } },
    })
    const seat = poll?.meeting.participants[0]
    if (poll === null || seat === undefined) throw new Refusal('poll.not_found')
    assertCastable(poll, choice, ctx.now())
    assertAllows(poll.meeting.state, 'conduct')

    const participantId = seat.id
    const { count } = await tx.voterRollEntry.updateMany({
      where: { pollId, participantId, castAt: null },
      data: { castAt: ctx.now() },
    })
    if (count === 0) {
      const isOnRoll = (await tx.voterRollEntry.count({ where: { pollId, participantId } })) > 0
      throw new Refusal(isOnRoll ? 'poll.already_cast' : 'poll.no_seat')
    }
    // A random id: one that holds the time would tie a secret ballot to its line of the roll.
    await tx.ballot.create({
      data: { id: randomUUID(), pollId, choice, participantId: poll.isSecret ? null : participantId },
    })
    // The trail says that the seat voted, never what.
    await record(tx, ctx, 'poll.ballot_cast', pollId, { participantId }, { meetingId: poll.meetingId })
  })
}
