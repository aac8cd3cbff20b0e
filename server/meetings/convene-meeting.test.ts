import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { answerInvitation } from './answer-invitation.ts'
import { changeMeeting } from './change-meeting.ts'
import { conveneMeeting } from './convene-meeting.ts'
import { createMeeting } from './create-meeting.ts'
import { convenedMeeting, details, eventsOf, meetingInSession, preparedMeeting, putItem, seatOf } from './fixtures/meeting-scene.ts'
import { readInvitation } from './read-invitation.ts'

const world = await openWorld()

test('three working days ahead the invitation goes out without a warning', async () => {
  const meetingId = await preparedMeeting(world)
  await putItem(world, meetingId)
  const convened = await conveneMeeting(world.ctx('binh'), { meetingId })
  expect(convened).toMatchObject({ icalSequence: 0, noticeWorkingDays: 3, isShortNotice: false, warning: null })
  expect(await world.db.meeting.findUniqueOrThrow({ where: { id: meetingId } })).toMatchObject({ state: 'invited' })
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('meeting.convened')
})

test('short notice warns and goes out all the same; an urgent meeting does not warn', async () => {
  const tomorrow = { startAt: new Date('2026-11-24T01:00:00Z'), endAt: new Date('2026-11-24T03:00:00Z') }
  for (const isUrgent of [false, true]) {
    const meetingId = await preparedMeeting(world, { ...tomorrow, isUrgent })
    await putItem(world, meetingId)
    const convened = await conveneMeeting(world.ctx('binh'), { meetingId })
    expect(convened.isShortNotice).toBe(!isUrgent)
    expect(convened.warning?.params ?? null).toEqual(isUrgent ? null : { days: 1 })
    const event = await world.db.event.findFirstOrThrow({ where: { meetingId, type: 'meeting.convened' } })
    expect(event.data).toMatchObject({ isShortNotice: !isUrgent, agendaCount: 1, participantCount: 5 })
  }
})

test('sent again, the invitation carries the next iCalendar sequence', async () => {
  const meetingId = await convenedMeeting(world)
  expect(await conveneMeeting(world.ctx('an'), { meetingId })).toMatchObject({ icalSequence: 1 })
  expect(await conveneMeeting(world.ctx('an'), { meetingId })).toMatchObject({ icalSequence: 2 })
})

test('of two taps at once one sends, and after a change it is sent again', async () => {
  const meetingId = await preparedMeeting(world)
  await putItem(world, meetingId)
  const { revision } = await world.db.meeting.findUniqueOrThrow({ where: { id: meetingId } })
  const taps = await Promise.allSettled([1, 2].map(() => conveneMeeting(world.ctx('binh'), { meetingId, revision })))
  expect(taps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [refused] = taps.filter((tap) => tap.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'meeting.changed_meanwhile' })
  expect((await eventsOf(world, meetingId)).filter((type) => type === 'meeting.convened')).toHaveLength(1)
  expect(await world.db.meeting.findUniqueOrThrow({ where: { id: meetingId } })).toMatchObject({ state: 'invited', icalSequence: 0 })

  const changed = await changeMeeting(world.ctx('binh'), { meetingId, place: 'Phòng họp số 2', revision: revision + 1 })
  expect(await conveneMeeting(world.ctx('binh'), { meetingId, revision: changed.revision })).toMatchObject({ icalSequence: 1 })
})

test('an empty agenda is refused, and so is a meeting that nobody but its leaders attends', async () => {
  const prepared = await preparedMeeting(world)
  expect(await world.refusal(conveneMeeting(world.ctx('binh'), { meetingId: prepared }))).toBe('meeting.agenda_empty')
  const { meetingId } = await createMeeting(world.ctx('binh'), details(world))
  await putItem(world, meetingId)
  expect(await world.refusal(conveneMeeting(world.ctx('binh'), { meetingId }))).toBe('meeting.nobody_invited')
  expect(await eventsOf(world, meetingId)).toEqual(['meeting.created'])
})

test('an invitation on an older state than the stored one is not sent', async () => {
  const meetingId = await preparedMeeting(world)
  await putItem(world, meetingId)
  expect(await world.refusal(conveneMeeting(world.ctx('binh'), { meetingId, revision: 1 }))).toBe('meeting.changed_meanwhile')
})

test('participants do not send invitations, and an open meeting needs none', async () => {
  const meetingId = await meetingInSession(world)
  expect(await world.refusal(conveneMeeting(world.ctx('lan'), { meetingId }))).toBe('meeting.not_found')
  expect(await world.refusal(conveneMeeting(world.ctx('binh'), { meetingId }))).toBe('meeting.already_open')
})

test('an invited person accepts, then declines with a reason, and the last answer counts', async () => {
  const meetingId = await convenedMeeting(world)
  await answerInvitation(world.ctx('lan'), { meetingId, reply: 'accepted' })
  await answerInvitation(world.ctx('lan'), { meetingId, reply: 'declined', reason: 'Đi công tác' })
  expect(await seatOf(world, meetingId, world.people.lan.id)).toMatchObject({ reply: 'declined', replyReason: 'Đi công tác' })
  expect((await eventsOf(world, meetingId)).slice(-2)).toEqual(['invitation.answered', 'invitation.answered'])
})

test('declining wants a reason', async () => {
  const meetingId = await convenedMeeting(world)
  for (const reason of [undefined, '']) {
    const declined = answerInvitation(world.ctx('lan'), { meetingId, reply: 'declined', reason })
    expect(await world.refusal(declined)).toBe('meeting.decline_reason_missing')
  }
})

test('only the invited answer, once the invitation is out and until the meeting opens', async () => {
  const draft = await preparedMeeting(world)
  expect(await world.refusal(answerInvitation(world.ctx('lan'), { meetingId: draft, reply: 'accepted' }))).toBe('meeting.not_found')
  expect(await world.refusal(answerInvitation(world.ctx('an'), { meetingId: draft, reply: 'accepted' }))).toBe('meeting.not_convened')
  const invited = await convenedMeeting(world)
  expect(await world.refusal(answerInvitation(world.ctx('son'), { meetingId: invited, reply: 'accepted' }))).toBe('meeting.not_found')
  // Heads an invited unit, so he sees the meeting, but has no seat to answer for.
  expect(await world.refusal(answerInvitation(world.ctx('khanh'), { meetingId: invited, reply: 'accepted' }))).toBe('meeting.not_found')
  const open = await meetingInSession(world)
  expect(await world.refusal(answerInvitation(world.ctx('lan'), { meetingId: open, reply: 'accepted' }))).toBe('meeting.already_open')
})

test('mails go to every participant and to the heads of invited units, each once', async () => {
  const meetingId = await convenedMeeting(world)
  const material = await readInvitation(world.db, world.ctx('binh'), meetingId)
  const { an, binh, giang, ha, khanh, lan } = world.people
  expect(material?.recipients.map(({ userId }) => userId).sort()).toEqual([an, binh, giang, ha, khanh, lan].map(({ id }) => id).sort())
  expect(material?.recipients.find(({ userId }) => userId === khanh.id)?.namesForUnit).toMatch(/Khoa học/)
  expect(material).toMatchObject({ invitation: { title: 'Họp triển khai Đề án 06' }, icalSequence: 0 })
  expect(material?.invitation.agenda).toHaveLength(1)
})
