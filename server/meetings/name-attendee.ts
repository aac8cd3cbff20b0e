import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { grantPapers } from './grant-papers.ts'
import { inForce } from './known-people.ts'
import type { NameAttendee } from './input.ts'
import { lockMeeting } from './lock-meeting.ts'
import { assertAllows } from './meeting.ts'
import { unitsHeadedBy } from './policy.ts'

/**
 * The head of an invited unit says who attends for it. Naming the same person twice changes nothing; somebody who was
 * invited in person keeps that seat and attends for the unit.
 *
 * @throws Refusal meeting.not_found, meeting.not_of_your_unit, meeting.closed, meeting.cancelled
 */
export async function nameAttendee(ctx: Ctx, { meetingId, orgUnitId, userId }: NameAttendee): Promise<{ participantId: string }> {
  return ctx.transact(async (tx) => {
    const meeting = await lockMeeting(tx, ctx, meetingId)
    const invited = await tx.unitInvitation.count({ where: { meetingId, orgUnitId } })
    if (invited === 0 || !unitsHeadedBy(ctx.actor).includes(orgUnitId)) throw new Refusal('meeting.not_found')
    assertAllows(meeting.state, 'name_attendee')
    const positions = await tx.position.count({
      where: { userId, orgUnitId, user: { disabledAt: null }, ...inForce(ctx) },
    })
    if (positions === 0) throw new Refusal('meeting.not_of_your_unit', {}, 422)

    const seat = await tx.participant.findUnique({ where: { meetingId_userId: { meetingId, userId } } })
    if (seat?.orgUnitId === orgUnitId) return { participantId: seat.id }
    const { id: participantId } = await tx.participant.upsert({
      where: { meetingId_userId: { meetingId, userId } },
      create: { id: ctx.newId(), meetingId, userId, orgUnitId, role: 'member', canVote: true, createdAt: ctx.now() },
      update: { orgUnitId },
    })
    await grantPapers(tx, ctx, meetingId, [{ kind: 'user', id: userId }])
    await record(tx, ctx, 'participant.named', participantId, { participantId, userId, orgUnitId }, { meetingId })
    return { participantId }
  })
}
