import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { CloseMeeting } from './input.ts'
import { lockToPreside } from './lock-meeting.ts'

/**
 * Ends the session: everybody's presence ends with it and the presenter's page is taken down. Not while a poll is
 * open, because its ballots would have no end.
 *
 * @throws Refusal meeting.not_found, meeting.poll_open, meeting.not_convened, meeting.not_open, meeting.closed, meeting.cancelled
 */
export async function closeMeeting(ctx: Ctx, { meetingId }: CloseMeeting): Promise<{ closedAt: Date }> {
  return ctx.transact(async (tx) => {
    const meeting = await lockToPreside(tx, ctx, meetingId, 'close')
    // Polls stand to the right and cannot be called; their rows are only read. Opening one waits for this lock.
    const openPolls = await tx.poll.count({ where: { meetingId, state: 'open' } })
    if (openPolls > 0) throw new Refusal('meeting.poll_open')

    const closedAt = ctx.now()
    await tx.presenceInterval.updateMany({ where: { participant: { meetingId }, toAt: null }, data: { toAt: closedAt } })
    await tx.meeting.update({
      where: { id: meetingId },
      data: { state: 'closed', closedAt, presenterUserId: null, presenterVersionId: null, presenterPage: null },
    })
    await record(tx, ctx, 'meeting.closed', meetingId, {
      title: meeting.title, openedAt: (meeting.openedAt ?? closedAt).toISOString(), closedAt: closedAt.toISOString(),
      ...(await countSession(tx, meetingId)),
    }, { meetingId })
    return { closedAt }
  })
}

/** What the operations centre hears of a session: numbers, no names. */
async function countSession(tx: Tx, meetingId: string) {
  return {
    invitedCount: await tx.participant.count({ where: { meetingId } }),
    presentCount: await tx.participant.count({ where: { meetingId, presence: { some: {} } } }),
    agendaCount: await tx.agendaItem.count({ where: { meetingId } }),
    pollCount: await tx.poll.count({ where: { meetingId, state: 'closed' } }),
  }
}
