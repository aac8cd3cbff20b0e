import type { Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid, lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { participantOf } from '#server/meetings/queries.ts'
import { can } from './policy.ts'
import type { PollResult, PollState } from './poll.ts'

export interface PollView {
  id: string
  itemId: string | null
  question: string
  choices: string[]
  isSecret: boolean
  state: PollState
  openedAt: Date | null
  closesAt: Date | null
  closedAt: Date | null
  /** How many seats there are and how many have voted; null before opening. */
  turnout: { entitledCount: number; castCount: number } | null
  /** Null until the poll is closed, for everybody. */
  result: PollResult | null
  /** My own seat: none, still to cast, or cast. `choice` only of an open ballot. */
  mine: { hasSeat: boolean; castAt: Date | null; choice: string | null }
  can: { open: boolean; close: boolean; cast: boolean }
}

/**
 * Polls of a meeting in the order they were made, drafts for chair and secretary only.
 *
 * @throws Refusal meeting.not_found
 */
export async function pollsOfMeeting(ctx: Ctx, meetingId: string): Promise<PollView[]> {
  const { actor, db } = ctx
  const meeting = isUuid(meetingId) ? await db.meeting.findUnique({ where: { id: meetingId } }) : null
  if (meeting === null) throw new Refusal('meeting.not_found')
  const participant = await participantOf(db, meetingId, actor.userId)
  const isDirecting = can.direct(actor, meeting)
  if (participant === null && !isDirecting) throw new Refusal('meeting.not_found')

  const polls = await db.poll.findMany({
    where: { meetingId, ...(isDirecting ? {} : { state: { not: 'draft' } }) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const pollIds = polls.map(({ id }) => id)
  const [roll, cast, myEntries, myBallots] = await Promise.all([
    db.voterRollEntry.groupBy({ by: ['pollId'], where: { pollId: { in: pollIds } }, _count: true }),
    db.voterRollEntry.groupBy({ by: ['pollId'], where: { pollId: { in: pollIds }, castAt: { not: null } }, _count: true }),
    participant === null ? [] : db.voterRollEntry.findMany({ where: { pollId: { in: pollIds }, participantId: participant.id } }),
    participant === null ? [] : db.ballot.findMany({ where: { pollId: { in: pollIds }, participantId: participant.id } }),
  ])
  return polls.map((poll) => {
    const entry = myEntries.find(({ pollId }) => pollId === poll.id) ?? null
    const countIn = (groups: typeof roll) => groups.find(({ pollId }) => pollId === poll.id)?._count ?? 0
    return {
      id: poll.id,
      itemId: poll.itemId,
      question: poll.question,
      choices: poll.choices,
      isSecret: poll.isSecret,
      state: poll.state,
      openedAt: poll.openedAt,
      closesAt: poll.closesAt,
      closedAt: poll.closedAt,
      turnout: poll.state === 'draft' ? null : { entitledCount: countIn(roll), castCount: countIn(cast) },
      result: poll.state === 'closed' ? (poll.result as PollResult | null) : null,
      mine: {
        hasSeat: entry !== null,
        castAt: entry?.castAt ?? null,
        choice: myBallots.find(({ pollId }) => pollId === poll.id)?.choice ?? null,
      },
      can: {
        open: can.open(actor, meeting, poll),
        close: can.close(actor, meeting, poll),
        cast: can.cast(poll, entry, ctx.now()),
      },
    }
  })
}

/** The meeting, for whoever directs its polls. @throws Refusal meeting.not_found, poll.chair_only */
export async function meetingToDirect(tx: Tx, actor: Actor, meetingId: string) {
  const meeting = await tx.meeting.findUnique({ where: { id: meetingId } })
  if (meeting === null) throw new Refusal('meeting.not_found')
  if (can.direct(actor, meeting)) return meeting
  const participant = await participantOf(tx, meetingId, actor.userId)
  throw new Refusal(participant === null ? 'meeting.not_found' : 'poll.chair_only')
}

/** Holds the state of the poll's meeting still. Nothing happens for a poll that does not exist. */
export async function lockMeetingOfPoll(tx: Tx, pollId: string): Promise<void> {
  const poll = isUuid(pollId) ? await tx.poll.findUnique({ where: { id: pollId }, select: { meetingId: true } }) : null
  if (poll !== null) await lockRow(tx, 'meeting', poll.meetingId, 'shared')
}

/** The poll with its meeting, for whoever directs it. @throws Refusal poll.not_found, poll.chair_only */
export async function pollToDirect(tx: Tx, actor: Actor, pollId: string) {
  const poll = await tx.poll.findUnique({ where: { id: pollId }, include: { meeting: true } })
  if (poll === null) throw new Refusal('poll.not_found')
  if (can.direct(actor, poll.meeting)) return poll
  const participant = await participantOf(tx, poll.meetingId, actor.userId)
  const isVisible = participant !== null && poll.state !== 'draft'
  throw new Refusal(isVisible ? 'poll.chair_only' : 'poll.not_found')
}
