import { expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor } from '#server/kernel/ctx.ts'
import type { EventData, EventType } from '#server/events/catalogue.ts'
import { record } from '#server/events/record.ts'
import { openTestSession } from '#server/speakers/test-session.ts'
import { openWorld } from '#server/test/world.ts'
import { notify } from './notify.ts'
import { calendarOfMail, mailbox, myNotifications } from './queries.ts'
import { readNotification } from './read-notification.ts'

const world = await openWorld()
const { an, binh, giang, ha, chau } = world.people
const orgUnitId = world.units['ubnd-tinh'].id
const { meetingId } = await openTestSession(world.db, { chairId: an.id, secretaryId: binh.id, memberIds: [ha.id], orgUnitId })
const calledOff = await openTestSession(world.db, { chairId: an.id, secretaryId: binh.id, memberIds: [ha.id], orgUnitId })
const { db, files, settings } = world.ctx('binh')
const system = ctxFor({ db, files, settings, now: () => world.ctx('binh').now() }, SYSTEM_ACTOR)

/** Records as the secretary would, and tells whom it concerns. Twice: hearing it again changes nothing. */
async function happen<T extends EventType>(type: T, subjectId: string, data: EventData<T>, about = meetingId) {
  const ctx = world.ctx('binh')
  const eventId = await ctx.transact((tx) => record(tx, ctx, type, subjectId, data, { meetingId: about }))
  const event = await db.event.findUniqueOrThrow({ where: { id: eventId } })
  for (let time = 0; time < 2; time++) await system.transact((tx) => notify(tx, system, event))
  const [notifications, mails] = await Promise.all([
    db.notification.findMany({ where: { eventId }, include: { user: true } }),
    db.mail.findMany({ where: { eventId } }),
  ])
  const hrefs = [...new Set(notifications.map(({ href }) => href))]
  return { eventId, told: notifications.map(({ user }) => user.account).sort(), hrefs, mails }
}

test('everybody invited gets a mail with a calendar entry; heads of invited units are asked to name somebody', async () => {
  await db.meeting.update({ where: { id: meetingId }, data: { purpose: 'Thống nhất số liệu', requests: 'Mang số liệu' } })
  await db.unitInvitation.create({ data: { meetingId, orgUnitId: world.units['so-noi-vu'].id, createdAt: system.now() } })
  const { told, mails } = await happen('meeting.convened', meetingId, {
    title: 'Họp', kind: 'briefing', startAt: '2026-11-23T01:00:00Z', endAt: '2026-11-23T04:00:00Z', place: 'Phòng họp số 1',
    chairId: an.id, agendaCount: 1, participantCount: 3, icalSequence: 0, isShortNotice: false,
  })
  expect(told).toEqual(['an', 'binh', 'giang', 'ha'])
  const byUser = new Map(mails.map((mail) => [mail.toUserId, mail]))
  expect(byUser.get(ha.id)).toMatchObject({ subject: 'Giấy mời họp: Họp giao ban tháng 11', icalMethod: 'REQUEST' })
  const text = byUser.get(ha.id)?.text ?? ''
  // Decision 45/2018/QĐ-TTg: chair, invitees, content, time, place, requests; and of which kind and to what end.
  for (const words of [
    'Loại cuộc họp: Họp giao ban', `Chủ trì: ${an.name}`, 'Thành phần: Sở Nội vụ; ', ha.name, 'Nội dung: Tình hình tháng 11',
    'Mục đích: Thống nhất số liệu', 'Địa điểm: Phòng họp số 1', 'Yêu cầu đối với người dự họp: Mang số liệu', '1. Báo cáo tháng',
  ]) expect(text).toContain(words)
  expect(byUser.get(giang.id)?.text).toContain('1. Báo cáo tháng')
  expect(byUser.get(giang.id)?.text).toContain('Đề nghị Thủ trưởng Sở Nội vụ cử người dự họp')
  expect(byUser.get(ha.id)?.text).not.toMatch(/\{\w+\}/)
  expect(byUser.get(giang.id)).toMatchObject({ subject: 'Giấy mời họp: Họp giao ban tháng 11', ical: null })
})

test('sent again, the invitation is a change to those who hold one; who is taken off the list gets a withdrawal', async () => {
  const convened = (icalSequence: number) => happen('meeting.convened', meetingId, {
    title: 'Họp', kind: 'briefing', startAt: '2026-11-23T01:00:00Z', endAt: '2026-11-23T04:00:00Z', place: 'Phòng họp số 1',
    chairId: an.id, agendaCount: 1, participantCount: 4, icalSequence, isShortNotice: false,
  })
  const participantId = system.newId()
  await db.participant.create({ data: { id: participantId, meetingId, userId: chau.id, role: 'guest', createdAt: system.now() } })
  const { mails } = await convened(1)
  const subjectTo = (userId: string) => mails.find((mail) => mail.toUserId === userId)?.subject
  expect(subjectTo(ha.id)).toBe('Cập nhật giấy mời họp: Họp giao ban tháng 11')
  expect(subjectTo(chau.id)).toBe('Giấy mời họp: Họp giao ban tháng 11')

  await db.participant.delete({ where: { id: participantId } })
  const removed = await happen('participant.removed', participantId, { participantId, userId: chau.id, icalSequence: 2 })
  expect(removed).toMatchObject({ told: ['chau'], mails: [{ icalMethod: 'CANCEL', toUserId: chau.id }] })
  expect(removed.mails[0]?.ical).toContain('SEQUENCE:2')
  const neverInvited = await happen('participant.removed', participantId, { participantId, userId: world.people.son.id, icalSequence: 3 })
  expect(neverInvited.told).toEqual([])

  const uninvited = await happen('unit.uninvited', world.units['so-noi-vu'].id, { orgUnitId: world.units['so-noi-vu'].id })
  expect(uninvited).toMatchObject({ told: ['giang'], mails: [{ subject: 'Rút giấy mời đơn vị dự họp: Họp giao ban tháng 11' }] })
})

test('a task is told to the heads of its lead and coordinating units', async () => {
  const { told, mails } = await happen('task.assigned', system.newId(), {
    title: 'Báo cáo', originKind: 'conclusion', originId: system.newId(), leadUnitIds: [world.units['so-noi-vu'].id],
    coordinatingUnitIds: [world.units['so-tai-chinh'].id], leadOrgCodes: [], dueOn: '2026-12-31', deadlineText: null,
  })
  expect(told).toEqual(['giang', 'ha'])
  expect(mails.map(({ text }) => text).join()).toContain('31/12/2026')
})

test('approval, signature and issue are told to those who wait for them', async () => {
  const subject = { subjectKind: 'conclusion_notice', subjectId: system.newId(), label: 'Thông báo kết luận' }
  const asked = await happen('approval.requested', subject.subjectId, { ...subject, deciderIds: [chau.id] })
  expect(asked).toMatchObject({ told: ['chau'], mails: [{ subject: 'Chờ phê duyệt: Thông báo kết luận' }] })
  // Chau does not sit in the meeting: its own page would be "not found".
  expect(asked.hrefs).toEqual([`/meetings/${meetingId}/notice`])
  const returned = await happen('approval.returned', subject.subjectId, { ...subject, requestedById: ha.id, reason: 'Sai số' })
  expect(returned).toMatchObject({ told: ['ha'], mails: [] })
  const approved = await happen('approval.approved', subject.subjectId, { ...subject, requestedById: ha.id })
  expect(approved.told).toEqual(['ha'])
  const requestId = system.newId()
  const toSign = await happen('signature.requested', subject.subjectId, {
    requestId, signerUserId: an.id, kind: 'person', label: subject.label,
  })
  expect(toSign).toMatchObject({ told: ['an'], mails: [{ toUserId: an.id }], hrefs: [`/signing?document=${requestId}`] })
  const refused = await happen('signature.refused', system.newId(), {
    requestId: system.newId(), ...subject, kind: 'person', reason: 'Sai thể thức', draftedById: ha.id,
  })
  expect(refused).toMatchObject({ told: ['ha'], hrefs: [`/meetings/${meetingId}/notice`] })
  expect(refused.mails[0]?.text).toContain('Lý do: Sai thể thức')
  const withdrawn = await happen('notice.withdrawn', subject.subjectId, { label: subject.label, reason: '', waitedForIds: [chau.id, an.id] })
  expect(withdrawn).toMatchObject({ told: ['an', 'chau'], mails: [], hrefs: [`/meetings/${meetingId}/notice`] })
  const issued = await happen('conclusion.issued', subject.subjectId, {
    number: 5, notation: '05/TB-UBND', issuedAt: '2026-11-23T02:00:00Z', issuedOn: '2026-11-23', subject: 'Kết luận',
    documentId: system.newId(), meetingId, conclusionCount: 1, taskIds: [],
  })
  expect(issued.told).toEqual(['an', 'ha'])
  expect(issued.mails[0]?.subject).toBe('Thông báo số 05/TB-UBND: Kết luận')
})

test('the secretary hears answers, in words', async () => {
  const seat = await db.participant.findUniqueOrThrow({ where: { meetingId_userId: { meetingId, userId: ha.id } } })
  const ctx = world.ctx('ha')
  const eventId = await ctx.transact((tx) =>
    record(tx, ctx, 'invitation.answered', seat.id, { participantId: seat.id, reply: 'accepted' }, { meetingId }))
  const event = await db.event.findUniqueOrThrow({ where: { id: eventId } })
  await system.transact((tx) => notify(tx, system, event))
  const { notifications } = await myNotifications(world.ctx('binh'))
  expect(notifications[0]?.sentence).toBe(`${ha.name} trả lời giấy mời họp “Họp giao ban tháng 11”: dự họp.`)
})

test('mails and notifications are seen by their reader; an administrator sees all mails', async () => {
  const mine = await mailbox(world.ctx('ha'))
  expect(mine.length).toBeGreaterThan(0)
  expect(await mailbox(world.ctx('son'))).toEqual([])
  expect((await mailbox(world.ctx('quan'))).length).toBeGreaterThan(mine.length)
  const withCalendar = mine.find(({ hasCalendar }) => hasCalendar)
  expect(await calendarOfMail(world.ctx('ha'), withCalendar?.id ?? '')).toContain('METHOD:REQUEST')
  expect(await calendarOfMail(world.ctx('son'), withCalendar?.id ?? '')).toBe(null)

  const { unreadCount, notifications } = await myNotifications(world.ctx('ha'))
  await readNotification(world.ctx('giang'), { notificationId: notifications[0]?.id })
  expect((await myNotifications(world.ctx('ha'))).unreadCount).toBe(unreadCount)
  await readNotification(world.ctx('ha'), {})
  expect((await myNotifications(world.ctx('ha'))).unreadCount).toBe(0)
})

test('a meeting that is called off is told, with the reason, to everybody who holds an invitation', async () => {
  await db.unitInvitation.create({ data: { meetingId: calledOff.meetingId, orgUnitId: world.units['so-noi-vu'].id, createdAt: system.now() } })
  const times = { startAt: '2026-11-23T01:00:00Z', endAt: '2026-11-23T04:00:00Z' }
  const invitation = { title: 'Họp', kind: 'briefing', ...times, place: 'Phòng họp số 1', chairId: an.id, agendaCount: 1, participantCount: 3, icalSequence: 0, isShortNotice: false }
  await happen('meeting.convened', calledOff.meetingId, invitation, calledOff.meetingId)
  // Put on the list after the sending: nobody told her that there is a meeting, so nobody tells her that there is none.
  await db.participant.create({ data: { id: system.newId(), meetingId: calledOff.meetingId, userId: chau.id, role: 'guest', createdAt: system.now() } })
  await db.meeting.update({ where: { id: calledOff.meetingId }, data: { state: 'cancelled', cancelReason: 'Chủ trì đi công tác' } })
  const { told, mails, hrefs } = await happen('meeting.cancelled', calledOff.meetingId, { title: 'Họp', ...times, icalSequence: 1 }, calledOff.meetingId)
  expect(told).toEqual(['an', 'binh', 'giang', 'ha'])
  expect(hrefs).toEqual([`/meetings/${calledOff.meetingId}`])
  const byUser = new Map(mails.map((mail) => [mail.toUserId, mail]))
  expect(byUser.get(ha.id)).toMatchObject({ subject: 'Hủy cuộc họp: Họp giao ban tháng 11', icalMethod: 'CANCEL' })
  expect(byUser.get(ha.id)?.text).toContain('Lý do: Chủ trì đi công tác')
  const entry = byUser.get(ha.id)?.ical?.replace(/\r\n /g, '') ?? ''
  for (const line of [`UID:${calledOff.meetingId}@nghi-su`, 'SEQUENCE:1', 'STATUS:CANCELLED']) expect(entry).toContain(line)
  expect(entry).toContain('Chủ trì đi công tác')
  expect(byUser.get(giang.id)).toMatchObject({ subject: 'Hủy cuộc họp: Họp giao ban tháng 11', ical: null })
})
