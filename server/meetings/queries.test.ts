import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { openWorld } from '#server/test/world.ts'
import { answerInvitation } from './answer-invitation.ts'
import { convenedMeeting, meetingInSession, preparedMeeting } from './fixtures/meeting-scene.ts'
import { markPresence } from './mark-presence.ts'
import { nameAttendee } from './name-attendee.ts'
import { mayJoinMeeting, meetingDetail, meetingRoom, meetingsForMe, participantOf } from './queries.ts'

const world = await openWorld()

test('a draft exists for those who prepare it and for nobody else', async () => {
  const meetingId = await preparedMeeting(world)
  expect(await mayJoinMeeting(world.ctx('an'), meetingId)).toBe(true)
  expect(await mayJoinMeeting(world.ctx('binh'), meetingId)).toBe(true)
  for (const who of ['lan', 'khanh', 'son', 'quan'] as const) {
    expect(await mayJoinMeeting(world.ctx(who), meetingId), who).toBe(false)
    expect(await world.refusal(meetingDetail(world.ctx(who), meetingId)), who).toBe('meeting.not_found')
  }
})

test('an invited meeting exists for its participants and for the heads of invited units', async () => {
  const meetingId = await convenedMeeting(world)
  for (const who of ['an', 'binh', 'giang', 'lan', 'khanh'] as const) {
    expect((await meetingsForMe(world.ctx(who))).map(({ id }) => id), who).toContain(meetingId)
    expect((await meetingDetail(world.ctx(who), meetingId)).id, who).toBe(meetingId)
  }
  for (const who of ['son', 'dung', 'quan'] as const) {
    expect((await meetingsForMe(world.ctx(who))).map(({ id }) => id), who).not.toContain(meetingId)
    expect(await world.refusal(meetingRoom(world.ctx(who), meetingId)), who).toBe('meeting.not_found')
  }
})

test('an id that is none, or of nothing, is not found', async () => {
  for (const meetingId of ['../../etc', newId()]) {
    expect(await mayJoinMeeting(world.ctx('an'), meetingId)).toBe(false)
    expect(await world.refusal(meetingDetail(world.ctx('an'), meetingId))).toBe('meeting.not_found')
  }
})

test('the secretary sees who answered and what he may do next', async () => {
  const meetingId = await convenedMeeting(world)
  await answerInvitation(world.ctx('giang'), { meetingId, reply: 'accepted' })
  await answerInvitation(world.ctx('ha'), { meetingId, reply: 'declined', reason: 'Ốm' })
  const detail = await meetingDetail(world.ctx('binh'), meetingId)
  expect(detail.replies).toEqual({ accepted: 1, declined: 1, none: 3 })
  expect(detail.participants.map(({ role }) => role)).toEqual(['chair', 'secretary', 'member', 'member', 'member'])
  expect(detail.participants.find(({ userId }) => userId === world.people.ha.id)).toMatchObject({ reply: 'declined', replyReason: 'Ốm' })
  expect(detail.can).toMatchObject({ prepare: true, open: true, convene: true, close: false })
  expect(detail.notice).toEqual({ workingDays: 3, isShort: false })
})

test('why somebody stays away is told to those who prepare, and to nobody else in the room', async () => {
  const meetingId = await convenedMeeting(world)
  await answerInvitation(world.ctx('ha'), { meetingId, reply: 'declined', reason: 'Ốm' })
  const reasonFor = async (who: 'an' | 'binh' | 'ha' | 'giang' | 'khanh') => {
    const { participants } = await meetingDetail(world.ctx(who), meetingId)
    return participants.find(({ userId }) => userId === world.people.ha.id)
  }
  for (const who of ['an', 'binh', 'ha'] as const) expect(await reasonFor(who), who).toMatchObject({ reply: 'declined', replyReason: 'Ốm' })
  for (const who of ['giang', 'khanh'] as const) expect(await reasonFor(who), who).toMatchObject({ reply: 'declined', replyReason: null })
})

test('the head of an invited unit sees that he has somebody to name, until he has', async () => {
  const meetingId = await convenedMeeting(world)
  const orgUnitId = world.units['so-khcn'].id
  const cardOf = async () => (await meetingsForMe(world.ctx('khanh'))).find(({ id }) => id === meetingId)
  expect(await cardOf()).toMatchObject({ myRole: null, unitsToName: [{ id: orgUnitId }] })
  expect((await meetingDetail(world.ctx('khanh'), meetingId)).unitInvitations).toMatchObject([{ orgUnitId, canName: true, attendees: [] }])
  await nameAttendee(world.ctx('khanh'), { meetingId, orgUnitId, userId: world.people.khanh.id })
  expect(await cardOf()).toMatchObject({ myRole: 'member', unitsToName: [] })
  expect(await participantOf(world.db, meetingId, world.people.khanh.id)).toMatchObject({ orgUnitId })
})

test('the room counts who is present and says who I am in it', async () => {
  const meetingId = await meetingInSession(world)
  await markPresence(world.ctx('lan'), { meetingId })
  const room = await meetingRoom(world.ctx('lan'), meetingId)
  expect(room).toMatchObject({
    state: 'open', presence: { invited: 5, present: 1 }, presenter: null, currentItemId: null,
    me: { role: 'member', canVote: true, isPresent: true },
    can: { preside: false, join: true, present: false },
  })
  expect(room.agenda).toMatchObject([{ position: 1, papers: [] }])
})
