import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { revokeReading } from '#server/documents/revoke-reading.ts'
import { record } from '#server/events/record.ts'
import type { RemoveParticipant } from './input.ts'
import { lockToPrepare, raiseRevision } from './lock-meeting.ts'
import { paperReason } from './meeting.ts'

/**
 * Takes a person off the list and takes back the invitation and the right to read its papers. Not once the meeting is open: who was
 * there stays in the record.
 *
 * @throws Refusal meeting.not_found, participant.not_found, meeting.leader_stays, meeting.person_present,
 *   meeting.already_open, meeting.closed, meeting.cancelled
 */
export async function removeParticipant(ctx: Ctx, { meetingId, participantId }: RemoveParticipant): Promise<{ revision: number }> {
  return ctx.transact(async (tx) => {
    const meeting = await lockToPrepare(tx, ctx, { meetingId }, 'uninvite')
    const participant = await tx.participant.findFirst({ where: { id: participantId, meetingId } })
    if (participant === null) throw new Refusal('participant.not_found')
    if (participant.role === 'chair' || participant.role === 'secretary') throw new Refusal('meeting.leader_stays')
    const presences = await tx.presenceInterval.count({ where: { participantId } })
    if (presences > 0) throw new Refusal('meeting.person_present')

    await tx.participant.delete({ where: { id: participantId } })
    await revokeReading(tx, { reason: paperReason(meetingId), to: [{ kind: 'user', id: participant.userId }] })
    // A calendar obeys the highest sequence: the withdrawal goes above what was sent, and what is sent next above it.
    const icalSequence = meeting.state === 'draft' ? 0 : meeting.icalSequence + 1
    await tx.meeting.update({ where: { id: meetingId }, data: { icalSequence } })
    const revision = await raiseRevision(tx, meetingId)
    await record(tx, ctx, 'participant.removed', participantId, { participantId, userId: participant.userId, icalSequence }, { meetingId })
    await record(tx, ctx, 'meeting.changed', meetingId, { revision }, { meetingId })
    return { revision }
  })
}
