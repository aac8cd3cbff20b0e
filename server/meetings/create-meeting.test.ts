import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { openWorld } from '#server/test/world.ts'
import { createMeeting } from './create-meeting.ts'
import { details, eventsOf, thursday } from './fixtures/meeting-scene.ts'
import { CreateMeeting } from './input.ts'

const world = await openWorld()

test('a secretary starts a meeting of the chair\'s unit, with the chair and himself on the list', async () => {
  const { meetingId, revision } = await createMeeting(world.ctx('binh'), details(world))
  const meeting = await world.db.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: { participants: true } })
  expect(meeting).toMatchObject({
    state: 'draft', revision, secretaryId: world.people.binh.id, chairId: world.people.an.id,
    orgUnitId: world.units['ubnd-tinh'].id,
  })
  const seats = meeting.participants.map(({ userId, role, canVote }) => ({ userId, role, canVote }))
  expect(seats).toEqual(expect.arrayContaining([
    { userId: world.people.an.id, role: 'chair', canVote: true },
    { userId: world.people.binh.id, role: 'secretary', canVote: false },
  ]))
  expect(await eventsOf(world, meetingId)).toEqual(['meeting.created'])
})

test('a secretary who chairs has one seat, the chair\'s', async () => {
  const { meetingId } = await createMeeting(world.ctx('binh'), details(world, { chairId: world.people.binh.id }))
  const seats = await world.db.participant.findMany({ where: { meetingId } })
  expect(seats.map(({ role }) => role)).toEqual(['chair'])
})

test('an end before its start is refused and nothing is written', async () => {
  const before = await world.db.meeting.count()
  const upsideDown = details(world, { startAt: thursday.endAt, endAt: thursday.startAt })
  expect(await world.refusal(createMeeting(world.ctx('binh'), upsideDown))).toBe('meeting.end_before_start')
  expect(await world.db.meeting.count()).toBe(before)
})

test('a chair whom nobody knows is refused', async () => {
  const unknown = createMeeting(world.ctx('binh'), details(world, { chairId: newId() }))
  expect(await world.refusal(unknown)).toBe('meeting.unknown_person')
})

test('an official cannot create a meeting', async () => {
  expect(await world.refusal(createMeeting(world.ctx('lan'), details(world)))).toBe('meeting.not_a_secretary')
})

test('a form may send local times, a ticked box, and Vietnamese in decomposed letters', () => {
  const parsed = CreateMeeting.parse({
    ...details(world), title: ' Họp giao ban '.normalize('NFD'), startAt: '2026-11-26T08:00', endAt: '2026-11-26T11:30',
    isUrgent: 'on',
  })
  expect(parsed).toMatchObject({ title: 'Họp giao ban'.normalize('NFC'), startAt: '2026-11-26T08:00', isUrgent: true })
  expect(CreateMeeting.safeParse({ ...details(world), title: '  ' }).success).toBe(false)
  expect(CreateMeeting.safeParse({ ...details(world), startAt: 'thứ Năm' }).success).toBe(false)
})
