import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { openWorld } from '#server/test/world.ts'
import { closeMeeting } from './close-meeting.ts'
import { convenedMeeting, eventsOf, meetingInSession, preparedMeeting, seatOf } from './fixtures/meeting-scene.ts'
import { markPresence } from './mark-presence.ts'
import { openMeeting } from './open-meeting.ts'

const world = await openWorld()

test('the secretary opens for the chair, once', async () => {
  const meetingId = await convenedMeeting(world)
  await openMeeting(world.ctx('binh'), { meetingId })
  expect(await world.db.meeting.findUniqueOrThrow({ where: { id: meetingId } })).toMatchObject({ state: 'open' })
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('meeting.opened')
  expect(await world.refusal(openMeeting(world.ctx('an'), { meetingId }))).toBe('meeting.already_open')
})

test('a meeting without invitations cannot open, and a participant cannot open one', async () => {
  const draft = await preparedMeeting(world)
  expect(await world.refusal(openMeeting(world.ctx('an'), { meetingId: draft }))).toBe('meeting.not_convened')
  const invited = await convenedMeeting(world)
  expect(await world.refusal(openMeeting(world.ctx('giang'), { meetingId: invited }))).toBe('meeting.not_found')
})

test('with the session everybody\'s presence ends, and the ledger counts who came', async () => {
  const meetingId = await meetingInSession(world)
  await markPresence(world.ctx('lan'), { meetingId })
  await markPresence(world.ctx('giang'), { meetingId })
  const noon = new Date('2026-11-23T05:00:00Z')
  const { closedAt } = await closeMeeting(world.ctx('an', noon), { meetingId })
  expect(closedAt).toEqual(noon)
  const seat = await seatOf(world, meetingId, world.people.lan.id)
  expect(await world.db.presenceInterval.findMany({ where: { participantId: seat.id } })).toMatchObject([{ toAt: noon }])
  const event = await world.db.event.findFirstOrThrow({ where: { meetingId, type: 'meeting.closed' } })
  expect(event.data).toMatchObject({ invitedCount: 5, presentCount: 2, agendaCount: 1, pollCount: 0 })
})

test('while a poll is open the meeting stays open', async () => {
  const meetingId = await meetingInSession(world)
  const poll = { id: newId(), meetingId, question: 'Thông qua?', choices: ['Tán thành'], createdAt: new Date() }
  await world.db.poll.create({ data: { ...poll, state: 'open' } })
  expect(await world.refusal(closeMeeting(world.ctx('an'), { meetingId }))).toBe('meeting.poll_open')
  await world.db.poll.update({ where: { id: poll.id }, data: { state: 'closed' } })
  await closeMeeting(world.ctx('an'), { meetingId })
  expect(await world.refusal(closeMeeting(world.ctx('an'), { meetingId }))).toBe('meeting.closed')
})

test('only an open meeting closes, and only by its leaders', async () => {
  const invited = await convenedMeeting(world)
  expect(await world.refusal(closeMeeting(world.ctx('an'), { meetingId: invited }))).toBe('meeting.not_open')
  await world.db.meeting.update({ where: { id: invited }, data: { state: 'cancelled' } })
  expect(await world.refusal(closeMeeting(world.ctx('an'), { meetingId: invited }))).toBe('meeting.cancelled')
  const open = await meetingInSession(world)
  expect(await world.refusal(closeMeeting(world.ctx('lan'), { meetingId: open }))).toBe('meeting.not_found')
  expect(await world.refusal(closeMeeting(world.ctx('son'), { meetingId: open }))).toBe('meeting.not_found')
})
