import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { closeMeeting } from './close-meeting.ts'
import { convenedMeeting, eventsOf, meetingInSession, preparedMeeting, seatOf } from './fixtures/meeting-scene.ts'
import { leaveMeeting } from './leave-meeting.ts'
import { markPresence } from './mark-presence.ts'

const world = await openWorld()
const { ha, lan } = world.people

async function intervalsOf(participantId: string) {
  return world.db.presenceInterval.findMany({ where: { participantId }, orderBy: { fromAt: 'asc' } })
}

test('a person joins, leaves and comes back: two intervals, of which one is open', async () => {
  const meetingId = await meetingInSession(world)
  const { participantId } = await markPresence(world.ctx('lan'), { meetingId })
  await leaveMeeting(world.ctx('lan', new Date('2026-11-23T02:30:00Z')), { meetingId })
  await markPresence(world.ctx('lan', new Date('2026-11-23T02:40:00Z')), { meetingId })
  const intervals = await intervalsOf(participantId)
  expect(intervals.map(({ method, toAt }) => ({ method, isOpen: toAt === null }))).toEqual([
    { method: 'self', isOpen: false }, { method: 'self', isOpen: true },
  ])
  expect((await eventsOf(world, meetingId)).filter((type) => type === 'presence.marked')).toHaveLength(3)
})

test('joining five times at once makes one interval and one event', async () => {
  const meetingId = await meetingInSession(world)
  const answers = await Promise.all(Array.from({ length: 5 }, () => markPresence(world.ctx('lan'), { meetingId })))
  expect(await intervalsOf(answers[0]?.participantId ?? '')).toHaveLength(1)
  expect((await eventsOf(world, meetingId)).filter((type) => type === 'presence.marked')).toHaveLength(1)
})

test('leaving without having come changes nothing', async () => {
  const meetingId = await meetingInSession(world)
  expect(await leaveMeeting(world.ctx('lan'), { meetingId })).toMatchObject({ isPresent: false })
  expect(await eventsOf(world, meetingId)).not.toContain('presence.marked')
})

test('the secretary marks somebody whose tablet does not work, a participant does not', async () => {
  const meetingId = await meetingInSession(world)
  const seat = await seatOf(world, meetingId, ha.id)
  await markPresence(world.ctx('binh'), { meetingId, participantId: seat.id })
  expect((await intervalsOf(seat.id)).map(({ method }) => method)).toEqual(['secretary'])
  expect(await world.refusal(leaveMeeting(world.ctx('lan'), { meetingId, participantId: seat.id }))).toBe('participant.not_found')
  expect(await world.refusal(markPresence(world.ctx('lan'), { meetingId, participantId: seat.id }))).toBe('participant.not_found')
})

test('a seat of another meeting is not found, even by its own secretary', async () => {
  const [here, there] = [await meetingInSession(world), await meetingInSession(world)]
  const seat = await seatOf(world, there, lan.id)
  expect(await world.refusal(markPresence(world.ctx('binh'), { meetingId: here, participantId: seat.id }))).toBe('participant.not_found')
})

test('three days ahead is too early, a draft and a closed meeting have no door, a stranger sees none', async () => {
  const invited = await convenedMeeting(world)
  expect(await world.refusal(markPresence(world.ctx('lan'), { meetingId: invited }))).toBe('meeting.too_early_to_join')
  expect(await world.refusal(markPresence(world.ctx('son'), { meetingId: invited }))).toBe('meeting.not_found')
  expect(await world.refusal(markPresence(world.ctx('khanh'), { meetingId: invited }))).toBe('meeting.not_found')
  const draft = await preparedMeeting(world)
  expect(await world.refusal(markPresence(world.ctx('binh'), { meetingId: draft }))).toBe('meeting.not_convened')
  const closed = await meetingInSession(world)
  await closeMeeting(world.ctx('an'), { meetingId: closed })
  expect(await world.refusal(markPresence(world.ctx('lan'), { meetingId: closed }))).toBe('meeting.closed')
  expect(await world.refusal(leaveMeeting(world.ctx('lan'), { meetingId: closed }))).toBe('meeting.closed')
})
