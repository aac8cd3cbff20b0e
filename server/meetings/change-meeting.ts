import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { record } from '#server/events/record.ts'
import { grantPapers } from './grant-papers.ts'
import { assertKnownPeople } from './known-people.ts'
import type { ChangeMeeting } from './input.ts'
import { lockToPrepare } from './lock-meeting.ts'
import { assertTimes, instantOf } from './meeting.ts'

/**
 * Changes what the invitation states. Of two people who edit at once the second is told and writes nothing. After the
 * invitation went out, the change reaches people when it is sent again.
 *
 * @throws Refusal meeting.not_found, meeting.changed_meanwhile, meeting.end_before_start, calendar.beyond_reach, meeting.unknown_person,
 *   meeting.already_open, meeting.closed, meeting.cancelled
 */
export async function changeMeeting(ctx: Ctx, input: ChangeMeeting): Promise<{ revision: number }> {
  const { timeZone } = ctx.settings
  return ctx.transact(async (tx) => {
    const meeting = await lockToPrepare(tx, ctx, input, 'change')
    const times = {
      startAt: input.startAt === undefined ? meeting.startAt : instantOf(input.startAt, timeZone),
      endAt: input.endAt === undefined ? meeting.endAt : instantOf(input.endAt, timeZone),
    }
    assertTimes(times, timeZone)
    const chairId = input.chairId ?? meeting.chairId
    if (chairId !== meeting.chairId) await changeChair(tx, ctx, meeting, chairId)
    const revision = meeting.revision + 1
    await tx.meeting.update({
      where: { id: meeting.id },
      data: {
        ...times, chairId, revision,
        title: input.title ?? meeting.title,
        kind: input.kind ?? meeting.kind,
        content: input.content ?? meeting.content,
        place: input.place ?? meeting.place,
        purpose: input.purpose ?? meeting.purpose,
        requests: input.requests ?? meeting.requests,
        isUrgent: input.isUrgent ?? meeting.isUrgent,
      },
    })
    await record(tx, ctx, 'meeting.changed', meeting.id, { revision }, { meetingId: meeting.id })
    return { revision }
  })
}

/** Who chaired until now stays invited, as a member, or as the secretary he also is. */
async function changeChair(
  tx: Tx,
  ctx: Ctx,
  meeting: { id: string; chairId: string; secretaryId: string },
  chairId: string,
): Promise<void> {
  await assertKnownPeople(tx, [chairId])
  const meetingId = meeting.id
  const wasAlsoSecretary = meeting.chairId === meeting.secretaryId
  await tx.participant.updateMany({
    where: { meetingId, userId: meeting.chairId },
    data: wasAlsoSecretary ? { role: 'secretary', canVote: false } : { role: 'member' },
  })
  const seat = { role: 'chair', canVote: true } as const
  await tx.participant.upsert({
    where: { meetingId_userId: { meetingId, userId: chairId } },
    create: { id: ctx.newId(), meetingId, userId: chairId, createdAt: ctx.now(), ...seat },
    update: seat,
  })
  await grantPapers(tx, ctx, meetingId, [{ kind: 'user', id: chairId }])
}
