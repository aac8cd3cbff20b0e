import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { cancelMeeting } from './cancel-meeting.ts'
import { conveneMeeting } from './convene-meeting.ts'
import { convenedMeeting, eventsOf, meetingInSession, preparedMeeting, seatOf } from './fixtures/meeting-scene.ts'
import { CancelMeeting } from './input.ts'
import { markPresence } from './mark-presence.ts'
import { meetingDetail, meetingsForMe } from './queries.ts'

const world = await openWorld()
const reason = 'Chủ trì họp đột xuất với Bộ'

test('a cancelled meeting stays with its reason for everybody who was invited, and nothing more is done with it', async () => {
  const meetingId = await convenedMeeting(world)
  await cancelMeeting(world.ctx('binh'), { meetingId, reason })
  for (const who of ['an', 'lan', 'khanh'] as const) {
    const detail = await meetingDetail(world.ctx(who), meetingId)
    expect(detail).toMatchObject({ state: 'cancelled', cancelReason: reason, can: { open: false, convene: false, answer: false, cancel: false } })
    expect(detail.cancelledAt).toEqual(world.ctx(who).now())
  }
  expect((await meetingsForMe(world.ctx('lan'))).find(({ id }) => id === meetingId)).toMatchObject({ state: 'cancelled' })
  expect(await world.refusal(conveneMeeting(world.ctx('binh'), { meetingId }))).toBe('meeting.cancelled')
})

test('the event goes above the invitation last sent and keeps the reason in the house', async () => {
  const meetingId = await convenedMeeting(world)
  await conveneMeeting(world.ctx('an'), { meetingId })
  await cancelMeeting(world.ctx('an'), { meetingId, reason })
  const event = await world.db.event.findFirstOrThrow({ where: { meetingId, type: 'meeting.cancelled' }, include: { deliveries: true } })
  expect(event.data).toMatchObject({ title: 'Họp triển khai Đề án 06', icalSequence: 2 })
  expect(JSON.stringify(event.data)).not.toContain(reason)
  expect(event.deliveries.map(({ listener }) => listener).sort()).toEqual(['ioc', 'notifications'])
})

test('who had already come is not there any more', async () => {
  const soon = { startAt: new Date('2026-11-23T03:00:00Z'), endAt: new Date('2026-11-23T04:00:00Z') }
  const meetingId = await convenedMeeting(world, soon)
  await markPresence(world.ctx('lan'), { meetingId })
  await cancelMeeting(world.ctx('binh'), { meetingId, reason })
  const seat = await seatOf(world, meetingId, world.people.lan.id)
  expect(await world.db.presenceInterval.count({ where: { participantId: seat.id, toAt: null } })).toBe(0)
})

test('a reason is wanted, and blanks are none', async () => {
  const meetingId = await convenedMeeting(world)
  expect(await world.refusal(cancelMeeting(world.ctx('binh'), { meetingId }))).toBe('meeting.cancel_reason_missing')
  expect(await world.refusal(cancelMeeting(world.ctx('binh'), CancelMeeting.parse({ meetingId, reason: '  ' })))).toBe('meeting.cancel_reason_missing')
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('meeting.convened')
})

test('only chair and secretary cancel, only what was convened, and only before it opens', async () => {
  const meetingId = await convenedMeeting(world)
  for (const who of ['lan', 'son'] as const) expect(await world.refusal(cancelMeeting(world.ctx(who), { meetingId, reason }))).toBe('meeting.not_found')
  const draft = await preparedMeeting(world)
  expect(await world.refusal(cancelMeeting(world.ctx('binh'), { meetingId: draft, reason }))).toBe('meeting.not_convened')
  const open = await meetingInSession(world)
  expect(await world.refusal(cancelMeeting(world.ctx('binh'), { meetingId: open, reason }))).toBe('meeting.already_open')
  await cancelMeeting(world.ctx('binh'), { meetingId, reason })
  expect(await world.refusal(cancelMeeting(world.ctx('binh'), { meetingId, reason }))).toBe('meeting.cancelled')
})
