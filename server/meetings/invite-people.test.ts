import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { addDocument } from '#server/documents/add-document.ts'
import { readableVersion } from '#server/documents/queries.ts'
import { openWorld } from '#server/test/world.ts'
import { closeMeeting } from './close-meeting.ts'
import { conveneMeeting } from './convene-meeting.ts'
import { convenedMeeting, eventsOf, meetingInSession, preparedMeeting, putItem, seatOf } from './fixtures/meeting-scene.ts'
import { invitePeople } from './invite-people.ts'
import { inviteUnits } from './invite-units.ts'
import { markPresence } from './mark-presence.ts'
import { nameAttendee } from './name-attendee.ts'
import { removeParticipant } from './remove-participant.ts'
import { uninviteUnit } from './uninvite-unit.ts'

const world = await openWorld()
const { binh, giang, khanh, lan, minh, son } = world.people

/** A paper on the agenda, written as rows: agenda stands to the right. Returns its version. */
async function putPaper(meetingId: string): Promise<string> {
  const itemId = await putItem(world, meetingId)
  const ctx = world.ctx('binh')
  const bytes = await ctx.files.put(new TextEncoder().encode(`%PDF ${itemId}`))
  return ctx.transact(async (tx) => {
    const file = { ...bytes, fileName: 'bao-cao.pdf', pageCount: 3 }
    const { documentId, versionId } = await addDocument(tx, ctx, { title: 'Báo cáo', kind: 'paper', orgUnitId: world.units['van-phong'].id, file })
    await tx.agendaPaper.create({ data: { id: newId(), itemId, documentId, position: 1 } })
    return versionId
  })
}

test('whoever is invited late reads the papers that are there already', async () => {
  const meetingId = await preparedMeeting(world)
  const versionId = await putPaper(meetingId)
  expect(await readableVersion(world.ctx('minh'), versionId)).toBeNull()
  await invitePeople(world.ctx('binh'), { meetingId, userIds: [minh.id], role: 'guest' })
  expect(await readableVersion(world.ctx('minh'), versionId)).toMatchObject({ versionId, title: 'Báo cáo' })
  expect(await seatOf(world, meetingId, minh.id)).toMatchObject({ role: 'guest', canVote: false, reply: 'none' })
})

test('inviting twice changes the role and the vote, makes no second seat, and leaves the secretary alone', async () => {
  const meetingId = await preparedMeeting(world)
  await invitePeople(world.ctx('binh'), { meetingId, userIds: [giang.id, giang.id, binh.id], role: 'member', canVote: false })
  expect(await seatOf(world, meetingId, giang.id)).toMatchObject({ role: 'member', canVote: false })
  expect(await seatOf(world, meetingId, binh.id)).toMatchObject({ role: 'secretary' })
  expect(await world.db.participant.count({ where: { meetingId } })).toBe(5)
})

test('people and units that do not exist are refused, and nobody is invited', async () => {
  const meetingId = await preparedMeeting(world)
  const before = await world.db.participant.count({ where: { meetingId } })
  const people = invitePeople(world.ctx('binh'), { meetingId, userIds: [minh.id, newId()] })
  expect(await world.refusal(people)).toBe('meeting.unknown_person')
  expect(await world.refusal(inviteUnits(world.ctx('binh'), { meetingId, orgUnitIds: [newId()] }))).toBe('meeting.unknown_unit')
  expect(await world.db.participant.count({ where: { meetingId } })).toBe(before)
})

test('a unit that was merged away cannot be invited', async () => {
  const meetingId = await preparedMeeting(world)
  const orgUnitIds = [world.units['so-tttt'].id]
  expect(await world.refusal(inviteUnits(world.ctx('binh'), { meetingId, orgUnitIds }))).toBe('meeting.unknown_unit')
})

test('an invited unit reads the papers, another unit does not', async () => {
  const meetingId = await preparedMeeting(world)
  const versionId = await putPaper(meetingId)
  await inviteUnits(world.ctx('binh'), { meetingId, orgUnitIds: [world.units['so-khcn'].id, world.units['phuong-truong-vinh'].id] })
  expect(await readableVersion(world.ctx('minh'), versionId)).not.toBeNull()
  expect(await readableVersion(world.ctx('son'), versionId)).toBeNull()
})

test('a meeting has at most a thousand participants', async () => {
  const meetingId = await preparedMeeting(world)
  const strangers = Array.from({ length: 995 }, (_, index) => ({
    id: newId(), account: `nguoi-${index}`, fullName: `Người ${index}`, email: `n${index}@x.example`, passwordHash: '', createdAt: new Date(),
  }))
  await world.db.user.createMany({ data: strangers })
  await world.db.participant.createMany({
    data: strangers.map(({ id: userId }) => ({ id: newId(), meetingId, userId, role: 'guest' as const, createdAt: new Date() })),
  })
  expect(await world.refusal(invitePeople(world.ctx('binh'), { meetingId, userIds: [minh.id] }))).toBe('meeting.too_many_participants')
})

test('after the close nobody is invited any more', async () => {
  const meetingId = await meetingInSession(world)
  await invitePeople(world.ctx('binh'), { meetingId, userIds: [minh.id], role: 'guest' })
  await closeMeeting(world.ctx('an'), { meetingId })
  expect(await world.refusal(invitePeople(world.ctx('binh'), { meetingId, userIds: [son.id] }))).toBe('meeting.closed')
})

test('only those who prepare a meeting invite', async () => {
  const meetingId = await convenedMeeting(world)
  expect(await world.refusal(invitePeople(world.ctx('giang'), { meetingId, userIds: [son.id] }))).toBe('meeting.not_found')
  expect(await world.refusal(inviteUnits(world.ctx('son'), { meetingId, orgUnitIds: [world.units['so-y-te'].id] }))).toBe('meeting.not_found')
})

test('the head of an invited unit names one of his people, who keeps a seat he already has', async () => {
  const meetingId = await convenedMeeting(world)
  const { participantId } = await nameAttendee(world.ctx('khanh'), { meetingId, orgUnitId: world.units['so-khcn'].id, userId: lan.id })
  expect(await seatOf(world, meetingId, lan.id)).toMatchObject({ id: participantId, orgUnitId: world.units['so-khcn'].id, role: 'member' })
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('participant.named')
  const again = await nameAttendee(world.ctx('khanh'), { meetingId, orgUnitId: world.units['so-khcn'].id, userId: lan.id })
  expect(again.participantId).toBe(participantId)
  expect((await eventsOf(world, meetingId)).filter((type) => type === 'participant.named')).toHaveLength(1)
})

test('a head names nobody from elsewhere, and nobody for another unit', async () => {
  const meetingId = await convenedMeeting(world)
  const khcn = world.units['so-khcn'].id
  const elsewhere = nameAttendee(world.ctx('khanh'), { meetingId, orgUnitId: khcn, userId: son.id })
  expect(await world.refusal(elsewhere)).toBe('meeting.not_of_your_unit')
  expect(await world.refusal(nameAttendee(world.ctx('giang'), { meetingId, orgUnitId: khcn, userId: lan.id }))).toBe('meeting.not_found')
  const uninvited = nameAttendee(world.ctx('giang'), { meetingId, orgUnitId: world.units['so-noi-vu'].id, userId: giang.id })
  expect(await world.refusal(uninvited)).toBe('meeting.not_found')
})

test('before the invitation is out its unit knows nothing of the meeting', async () => {
  const meetingId = await preparedMeeting(world)
  const early = { meetingId, orgUnitId: world.units['so-khcn'].id, userId: khanh.id }
  expect(await world.refusal(nameAttendee(world.ctx('khanh'), early))).toBe('meeting.not_found')
})

test('whoever is taken off the list no longer reads its papers', async () => {
  const meetingId = await preparedMeeting(world)
  const versionId = await putPaper(meetingId)
  await invitePeople(world.ctx('binh'), { meetingId, userIds: [minh.id] })
  const seat = await seatOf(world, meetingId, minh.id)
  await removeParticipant(world.ctx('binh'), { meetingId, participantId: seat.id })
  expect(await readableVersion(world.ctx('minh'), versionId)).toBeNull()
  expect(await world.refusal(removeParticipant(world.ctx('binh'), { meetingId, participantId: seat.id }))).toBe('participant.not_found')
})

test('chair and secretary stay, and so does whoever has been present', async () => {
  const meetingId = await preparedMeeting(world, { startAt: new Date('2026-11-23T03:00:00Z') })
  await putItem(world, meetingId)
  await conveneMeeting(world.ctx('binh'), { meetingId })
  const chair = await seatOf(world, meetingId, world.people.an.id)
  const removeChair = removeParticipant(world.ctx('binh'), { meetingId, participantId: chair.id })
  expect(await world.refusal(removeChair)).toBe('meeting.leader_stays')
  const { participantId } = await markPresence(world.ctx('giang'), { meetingId })
  expect(await world.refusal(removeParticipant(world.ctx('binh'), { meetingId, participantId }))).toBe('meeting.person_present')
})

test('a unit that was invited by mistake is taken off the list and reads no paper, unless it has named somebody', async () => {
  const meetingId = await preparedMeeting(world)
  const versionId = await putPaper(meetingId)
  const orgUnitId = world.units['so-khcn'].id
  // Again, for the paper that came since.
  await inviteUnits(world.ctx('binh'), { meetingId, orgUnitIds: [orgUnitId] })
  await conveneMeeting(world.ctx('binh'), { meetingId })
  const uninvite = () => uninviteUnit(world.ctx('binh'), { meetingId, orgUnitId })
  expect(await world.refusal(uninviteUnit(world.ctx('khanh'), { meetingId, orgUnitId }))).toBe('meeting.not_found')
  const { participantId } = await nameAttendee(world.ctx('khanh'), { meetingId, orgUnitId, userId: lan.id })
  expect(await world.refusal(uninvite())).toBe('meeting.unit_has_named')
  await removeParticipant(world.ctx('binh'), { meetingId, participantId })
  expect(await readableVersion(world.ctx('khanh'), versionId)).not.toBeNull()
  await uninvite()
  expect(await readableVersion(world.ctx('khanh'), versionId)).toBeNull()
  expect(await world.refusal(uninvite())).toBe('meeting.unit_not_invited')
  expect((await eventsOf(world, meetingId)).slice(-1)).toEqual(['unit.uninvited'])
  const open = await meetingInSession(world)
  expect(await world.refusal(uninviteUnit(world.ctx('binh'), { meetingId: open, orgUnitId }))).toBe('meeting.already_open')
})
