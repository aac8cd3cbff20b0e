import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { grantPapers } from './grant-papers.ts'
import { assertKnownPeople } from './known-people.ts'
import type { InvitePeople } from './input.ts'
import { lockToPrepare, raiseRevision } from './lock-meeting.ts'
import { PARTICIPANTS_MAX } from './meeting.ts'

/**
 * Puts people on the list and lets them read the papers that are there already. Who is on the list gets the role and
 * the vote named here; chair and secretary keep theirs.
 *
 * @throws Refusal meeting.not_found, meeting.unknown_person, meeting.too_many_participants, meeting.closed, meeting.cancelled
 */
export async function invitePeople(ctx: Ctx, input: InvitePeople): Promise<{ participantIds: string[]; revision: number }> {
  const { meetingId } = input
  const userIds = [...new Set(input.userIds)]
  const role = input.role ?? 'member'
  const canVote = input.canVote ?? role === 'member'
  return ctx.transact(async (tx) => {
    await lockToPrepare(tx, ctx, { meetingId }, 'invite')
    await assertKnownPeople(tx, userIds)
    const createdAt = ctx.now()
    await tx.participant.updateMany({
      where: { meetingId, userId: { in: userIds }, role: { in: ['member', 'guest'] } },
      data: { role, canVote },
    })
    await tx.participant.createMany({
      data: userIds.map((userId) => ({ id: ctx.newId(), meetingId, userId, role, canVote, createdAt })),
      skipDuplicates: true,
    })
    const count = await tx.participant.count({ where: { meetingId } })
    if (count > PARTICIPANTS_MAX) throw new Refusal('meeting.too_many_participants', { max: PARTICIPANTS_MAX }, 422)
    await grantPapers(tx, ctx, meetingId, userIds.map((id) => ({ kind: 'user', id })))
    const invited = await tx.participant.findMany({ where: { meetingId, userId: { in: userIds } }, select: { id: true } })
    const revision = await raiseRevision(tx, meetingId)
    await record(tx, ctx, 'meeting.changed', meetingId, { revision }, { meetingId })
    return { participantIds: invited.map(({ id }) => id), revision }
  })
}
