import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { assertAllows } from '#server/meetings/meeting.ts'
import type { OpenPoll } from './input.ts'
import { lockMeetingOfPoll, pollToDirect } from './queries.ts'

/**
 * Opens a poll and freezes its roll: the participants who may vote now. Who is invited later has no seat in it.
 * The meeting is locked before anything of it is read: closing it waits, or this sees it closed.
 *
 * @throws Refusal poll.not_found, poll.chair_only, poll.already_open, poll.closed, poll.nobody_votes,
 * and what `assertAllows` refuses for the meeting's state
 */
export async function openPoll(ctx: Ctx, { pollId, minutesOpen = null }: OpenPoll): Promise<{ entitledCount: number }> {
  return ctx.transact(async (tx) => {
    await lockMeetingOfPoll(tx, pollId)
    await lockRow(tx, 'poll', pollId)
    const poll = await pollToDirect(tx, ctx.actor, pollId)
    if (poll.state === 'open') throw new Refusal('poll.already_open')
    if (poll.state === 'closed') throw new Refusal('poll.closed')
    assertAllows(poll.meeting.state, 'conduct')

    const seats = await tx.participant.findMany({
      where: { meetingId: poll.meetingId, canVote: true },
      select: { id: true },
    })
    if (seats.length === 0) throw new Refusal('poll.nobody_votes')
    const openedAt = ctx.now()
    const closesAt = minutesOpen === null ? null : new Date(openedAt.getTime() + minutesOpen * 60_000)
    await tx.voterRollEntry.createMany({ data: seats.map(({ id }) => ({ pollId, participantId: id })) })
    await tx.poll.update({ where: { id: pollId }, data: { state: 'open', openedAt, closesAt } })

    const entitledCount = seats.length
    const { question, isSecret, meetingId } = poll
    await record(tx, ctx, 'poll.opened', pollId, { question, entitledCount, isSecret }, { meetingId })
    return { entitledCount }
  })
}
