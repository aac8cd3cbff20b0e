import { holds, type Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { assertKnownPeople, unitOfPerson } from './known-people.ts'
import type { CreateMeeting } from './input.ts'
import { assertTimes, instantOf } from './meeting.ts'

/**
 * Starts preparing a meeting. The actor becomes its secretary; the meeting belongs to the chair's unit.
 *
 * @throws Refusal meeting.not_a_secretary, meeting.end_before_start, calendar.beyond_reach, meeting.unknown_person
 */
export async function createMeeting(ctx: Ctx, input: CreateMeeting): Promise<{ meetingId: string; revision: number }> {
  const { timeZone } = ctx.settings
  const times = { startAt: instantOf(input.startAt, timeZone), endAt: instantOf(input.endAt, timeZone) }
  return ctx.transact(async (tx) => {
    if (!holds(ctx.actor, 'secretary')) throw new Refusal('meeting.not_a_secretary')
    assertTimes(times, timeZone)
    await assertKnownPeople(tx, [input.chairId])
    const meetingId = ctx.newId()
    await tx.meeting.create({
      data: {
        id: meetingId, ...times, title: input.title, kind: input.kind, content: input.content, place: input.place,
        purpose: input.purpose ?? '', requests: input.requests ?? '', isUrgent: input.isUrgent ?? false,
        chairId: input.chairId, secretaryId: ctx.actor.userId, createdAt: ctx.now(),
        orgUnitId: (await unitOfPerson(tx, ctx, input.chairId)) ?? ownUnit(ctx.actor),
      },
    })
    await seatLeaders(tx, ctx, meetingId, input.chairId)
    await record(tx, ctx, 'meeting.created', meetingId, { title: input.title }, { meetingId })
    return { meetingId, revision: 1 }
  })
}

/** The chair votes; the secretary keeps the record and does not, unless he is the chair himself. */
async function seatLeaders(tx: Tx, ctx: Ctx, meetingId: string, chairId: string): Promise<void> {
  const createdAt = ctx.now()
  const secretaryId = ctx.actor.userId
  await tx.participant.create({ data: { id: ctx.newId(), meetingId, userId: chairId, role: 'chair', canVote: true, createdAt } })
  if (secretaryId === chairId) return
  await tx.participant.create({
    data: { id: ctx.newId(), meetingId, userId: secretaryId, role: 'secretary', canVote: false, createdAt },
  })
}

function ownUnit(actor: Actor): string {
  const position = actor.positions.find(({ role }) => role === 'secretary')
  if (position === undefined) throw new Refusal('meeting.not_a_secretary')
  return position.orgUnitId
}
