import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { openWorld } from '#server/test/world.ts'
import { changeMeeting } from './change-meeting.ts'
import { eventsOf, meetingInSession, preparedMeeting, seatOf, thursday } from './fixtures/meeting-scene.ts'

const world = await openWorld()

async function stored(meetingId: string) {
  return world.db.meeting.findUniqueOrThrow({ where: { id: meetingId } })
}

test('what is named changes, what is left out stays, and the revision rises', async () => {
  const meetingId = await preparedMeeting(world)
  const before = await stored(meetingId)
  const { revision } = await changeMeeting(world.ctx('binh'), { meetingId, revision: before.revision, place: 'Phòng họp số 2' })
  expect(await stored(meetingId)).toEqual({ ...before, place: 'Phòng họp số 2', revision: before.revision + 1 })
  expect(revision).toBe(before.revision + 1)
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('meeting.changed')
})

test('of two who edit at once one is told, and nothing of his edit is written', async () => {
  const meetingId = await preparedMeeting(world)
  const { revision } = await stored(meetingId)
  const answers = await Promise.allSettled([
    changeMeeting(world.ctx('binh'), { meetingId, revision, place: 'Hội trường A' }),
    changeMeeting(world.ctx('an'), { meetingId, revision, place: 'Hội trường B' }),
  ])
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]?.reason).toMatchObject({ code: 'meeting.changed_meanwhile', status: 409 })
  const winner = answers[0].status === 'fulfilled' ? 'Hội trường A' : 'Hội trường B'
  expect(await stored(meetingId)).toMatchObject({ place: winner, revision: revision + 1 })
})

test('an end moved before the stored start is refused', async () => {
  const meetingId = await preparedMeeting(world)
  const { revision } = await stored(meetingId)
  const change = changeMeeting(world.ctx('binh'), { meetingId, revision, endAt: new Date(thursday.startAt.getTime() - 1) })
  expect(await world.refusal(change)).toBe('meeting.end_before_start')
})

test('a new chair takes the chair\'s seat and the old one stays a member', async () => {
  const meetingId = await preparedMeeting(world)
  const { revision } = await stored(meetingId)
  await changeMeeting(world.ctx('binh'), { meetingId, revision, chairId: world.people.giang.id })
  expect(await seatOf(world, meetingId, world.people.giang.id)).toMatchObject({ role: 'chair', canVote: true })
  expect(await seatOf(world, meetingId, world.people.an.id)).toMatchObject({ role: 'member', canVote: true })
  const unknown = changeMeeting(world.ctx('binh'), { meetingId, revision: revision + 1, chairId: newId() })
  expect(await world.refusal(unknown)).toBe('meeting.unknown_person')
})

test('an open meeting keeps its time and place', async () => {
  const meetingId = await meetingInSession(world)
  const { revision } = await stored(meetingId)
  expect(await world.refusal(changeMeeting(world.ctx('binh'), { meetingId, revision, place: 'x' }))).toBe('meeting.already_open')
})

test('for a stranger, and for a participant who does not prepare it, there is nothing to change', async () => {
  const meetingId = await preparedMeeting(world)
  const { revision } = await stored(meetingId)
  for (const who of ['son', 'lan'] as const) {
    expect(await world.refusal(changeMeeting(world.ctx(who), { meetingId, revision, place: 'x' }))).toBe('meeting.not_found')
  }
  expect(await world.refusal(changeMeeting(world.ctx('binh'), { meetingId: newId(), revision, place: 'x' }))).toBe('meeting.not_found')
})
