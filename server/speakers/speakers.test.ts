import { beforeEach, expect, test } from 'vitest'
import { lockRow } from '#server/kernel/db.ts'
import { openWorld } from '#server/test/world.ts'
import { callSpeaker } from './call-speaker.ts'
import { finishSpeech } from './finish-speech.ts'
import { lowerHand } from './lower-hand.ts'
import { speakersOfMeeting } from './queries.ts'
import { raiseHand } from './raise-hand.ts'
import { openTestSession } from './test-session.ts'

const world = await openWorld()
const { an, binh, giang, ha, khanh, son } = world.people
const people = {
  chairId: an.id, secretaryId: binh.id, memberIds: [giang.id, ha.id, khanh.id], orgUnitId: world.units['ubnd-tinh'].id,
}
let meetingId: string

beforeEach(async () => {
  meetingId = (await openTestSession(world.db, people)).meetingId
})

test('hands stand in the order in which the server saw them', async () => {
  for (const account of ['ha', 'giang', 'khanh'] as const) await raiseHand(world.ctx(account), { meetingId })
  const { queue } = await speakersOfMeeting(world.ctx('an'), meetingId)
  expect(queue.map(({ name }) => name)).toEqual([ha.name, giang.name, khanh.name])
})

test('a hand is up once, even when two taps arrive together', async () => {
  const taps = await Promise.allSettled([1, 2, 3].map(() => raiseHand(world.ctx('ha'), { meetingId })))
  expect(taps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await world.refusal(raiseHand(world.ctx('ha'), { meetingId }))).toBe('speech.already_raised')
})

test('an outsider finds neither the meeting nor a request in it', async () => {
  expect(await world.refusal(raiseHand(world.ctx('son'), { meetingId }))).toBe('meeting.not_found')
  expect(await world.refusal(speakersOfMeeting(world.ctx('son'), meetingId))).toBe('meeting.not_found')
  expect(await world.refusal(speakersOfMeeting(world.ctx('an'), 'not-an-id'))).toBe('meeting.not_found')
  const { requestId } = await raiseHand(world.ctx('ha'), { meetingId })
  for (const verb of [callSpeaker, lowerHand, finishSpeech]) {
    expect(await world.refusal(verb(world.ctx('son'), { requestId }))).toBe('speech.not_found')
    expect(await world.refusal(verb(world.ctx('an'), { requestId: son.id }))).toBe('speech.not_found')
  }
})

test('no hand goes up outside a session, nor on an item of another meeting', async () => {
  const early = await openTestSession(world.db, people, 'invited')
  expect(await world.refusal(raiseHand(world.ctx('ha'), { meetingId: early.meetingId }))).toBe('meeting.not_open')
  expect(await world.refusal(raiseHand(world.ctx('ha'), { meetingId, itemId: early.itemId }))).toBe('speech.item_not_found')
})

test('only chair and secretary give the floor or lower the hand of somebody else', async () => {
  const { requestId } = await raiseHand(world.ctx('ha'), { meetingId })
  for (const verb of [callSpeaker, lowerHand, finishSpeech]) {
    expect(await world.refusal(verb(world.ctx('giang'), { requestId }))).toBe('speech.chair_only')
  }
  await lowerHand(world.ctx('binh'), { requestId })
  expect(await world.refusal(lowerHand(world.ctx('ha'), { requestId }))).toBe('speech.not_raised')
  expect(await world.refusal(callSpeaker(world.ctx('an'), { requestId }))).toBe('speech.not_raised')
})

test('calling the next speaker ends the speech before', async () => {
  const first = await raiseHand(world.ctx('ha'), { meetingId })
  const second = await raiseHand(world.ctx('giang'), { meetingId })
  expect(await world.refusal(finishSpeech(world.ctx('ha'), first))).toBe('speech.not_speaking')
  await callSpeaker(world.ctx('an'), first)
  await callSpeaker(world.ctx('an'), second)
  const view = await speakersOfMeeting(world.ctx('giang'), meetingId)
  expect(view.speaking).toMatchObject({ requestId: second.requestId, isMine: true })
  expect(view.queue).toEqual([])
  expect(view.can).toEqual({ raise: false, call: false })

  await finishSpeech(world.ctx('giang'), second)
  const after = await speakersOfMeeting(world.ctx('giang'), meetingId)
  expect(after).toEqual({ speaking: null, queue: [], can: { raise: true, call: false } })
})

test('two calls at once leave one speaker', async () => {
  const hands = await Promise.all((['ha', 'giang', 'khanh'] as const).map((account) => raiseHand(world.ctx(account), { meetingId })))
  await Promise.all(hands.map((hand) => callSpeaker(world.ctx('an'), hand)))
  expect(await world.db.speechRequest.count({ where: { meetingId, state: 'called' } })).toBe(1)
  expect(await world.db.speechRequest.count({ where: { meetingId, state: 'done' } })).toBe(2)
})

test('no hand goes up in a meeting that ends at the same moment', async () => {
  let raising: Promise<string> | undefined
  await world.db.$transaction(async (tx) => {
    await lockRow(tx, 'meeting', meetingId)
    await tx.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } })
    raising = world.refusal(raiseHand(world.ctx('ha'), { meetingId }))
    await world.untilSomebodyWaits()
  }, { timeout: 60_000 })
  expect(await raising).toBe('meeting.closed')
  expect(await world.db.speechRequest.count({ where: { meetingId } })).toBe(0)
})

test('a speaker stands there with the unit of today, not with a former one', async () => {
  const id = world.ctx('ha').newId()
  await world.db.position.create({
    data: {
      id, userId: ha.id, orgUnitId: world.units['so-y-te'].id, title: 'Phó Giám đốc', role: 'official',
      validFrom: new Date('2010-01-01'), validTo: new Date('2025-06-30'),
    },
  })
  await raiseHand(world.ctx('ha'), { meetingId })
  const { queue } = await speakersOfMeeting(world.ctx('an'), meetingId)
  await world.db.position.delete({ where: { id } })
  expect(queue.map(({ unitName }) => unitName)).toEqual([world.units['so-tai-chinh'].name])
})
