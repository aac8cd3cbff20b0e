import { beforeEach, expect, test } from 'vitest'
import { closeMeeting } from '#server/meetings/close-meeting.ts'
import { openTestSession } from '#server/speakers/test-session.ts'
import { lockRow } from '#server/kernel/db.ts'
import { openWorld } from '#server/test/world.ts'
import { castBallot } from './cast-ballot.ts'
import { closePoll, closePollsWhoseTimeIsUp } from './close-poll.ts'
import { createPoll } from './create-poll.ts'
import { openPoll } from './open-poll.ts'
import { COMMON_CHOICES } from './poll.ts'
import { pollsOfMeeting } from './queries.ts'

const world = await openWorld()
const { an, binh, giang, ha } = world.people
const accounts = Array.from({ length: 50 }, (_, index) => `canbo${String(index + 1).padStart(3, '0')}` as const)
const officialIds = accounts.map((account) => world.people[account]?.id ?? '')
const base = { chairId: an.id, secretaryId: binh.id, memberIds: [giang.id, ha.id], orgUnitId: world.units['ubnd-tinh'].id }
const CHOICES = [...COMMON_CHOICES]
const YES = 'Tán thành'
let meetingId: string

beforeEach(async () => {
  meetingId = (await openTestSession(world.db, base)).meetingId
})

async function openedPoll(more: { isSecret?: boolean; minutesOpen?: number; in?: string } = {}): Promise<string> {
  const draft = { meetingId: more.in ?? meetingId, question: 'Thông qua báo cáo?', choices: CHOICES, isSecret: more.isSecret ?? false }
  const { pollId } = await createPoll(world.ctx('binh'), draft)
  await openPoll(world.ctx('an'), { pollId, minutesOpen: more.minutesOpen })
  return pollId
}

test('a poll from draft to result, as chair and delegate see it', async () => {
  const { pollId } = await createPoll(world.ctx('binh'), { meetingId, question: 'Thông qua?', choices: CHOICES, isSecret: false })
  expect(await pollsOfMeeting(world.ctx('ha'), meetingId)).toEqual([])
  expect(await openPoll(world.ctx('an'), { pollId })).toEqual({ entitledCount: 3 })
  const [open] = await pollsOfMeeting(world.ctx('ha'), meetingId)
  expect(open).toMatchObject({ state: 'open', turnout: { entitledCount: 3, castCount: 0 }, result: null, can: { cast: true, close: false } })

  await castBallot(world.ctx('ha'), { pollId, choice: YES })
  const [cast] = await pollsOfMeeting(world.ctx('ha'), meetingId)
  expect(cast).toMatchObject({ turnout: { castCount: 1 }, result: null, mine: { hasSeat: true, choice: YES }, can: { cast: false } })

  await castBallot(world.ctx('an'), { pollId, choice: 'Không ý kiến' })
  const result = await closePoll(world.ctx('an'), { pollId })
  expect(result).toEqual({
    entitledCount: 3, presentCount: 0, castCount: 2,
    counts: [{ choice: YES, count: 1 }, { choice: 'Không tán thành', count: 0 }, { choice: 'Không ý kiến', count: 1 }],
  })
  const [closed] = await pollsOfMeeting(world.ctx('giang'), meetingId)
  expect(closed).toMatchObject({ state: 'closed', result, can: { cast: false } })
  expect((await world.eventTypes()).slice(-5)).toEqual([
    'poll.created', 'poll.opened', 'poll.ballot_cast', 'poll.ballot_cast', 'poll.closed',
  ])
})

test('only chair and secretary direct polls, and outsiders find none', async () => {
  const draft = { meetingId, question: 'Thông qua?', choices: CHOICES, isSecret: false }
  expect(await world.refusal(createPoll(world.ctx('ha'), draft))).toBe('poll.chair_only')
  expect(await world.refusal(createPoll(world.ctx('son'), draft))).toBe('meeting.not_found')
  const { pollId } = await createPoll(world.ctx('an'), draft)
  expect(await world.refusal(openPoll(world.ctx('ha'), { pollId }))).toBe('poll.not_found')
  await openPoll(world.ctx('an'), { pollId })
  expect(await world.refusal(closePoll(world.ctx('ha'), { pollId }))).toBe('poll.chair_only')
  expect(await world.refusal(closePoll(world.ctx('son'), { pollId }))).toBe('poll.not_found')
  expect(await world.refusal(castBallot(world.ctx('son'), { pollId, choice: YES }))).toBe('poll.not_found')
  expect(await world.refusal(castBallot(world.ctx('ha'), { pollId: ha.id, choice: YES }))).toBe('poll.not_found')
  expect(await world.refusal(pollsOfMeeting(world.ctx('son'), meetingId))).toBe('meeting.not_found')
})

test('what cannot be put to the vote is refused', async () => {
  const draft = { meetingId, question: 'Thông qua?', choices: CHOICES, isSecret: false }
  expect(await world.refusal(createPoll(world.ctx('an'), { ...draft, choices: ['Có', 'có'] }))).toBe('poll.choices_alike')
  expect(await world.refusal(createPoll(world.ctx('an'), { ...draft, itemId: ha.id }))).toBe('poll.item_not_found')
  const over = await openTestSession(world.db, base, 'closed')
  expect(await world.refusal(createPoll(world.ctx('an'), { ...draft, meetingId: over.meetingId }))).toBe('meeting.closed')
  const early = await openTestSession(world.db, base, 'invited')
  const { pollId } = await createPoll(world.ctx('an'), { ...draft, meetingId: early.meetingId })
  expect(await world.refusal(openPoll(world.ctx('an'), { pollId }))).toBe('meeting.not_open')
  expect(await world.refusal(closePoll(world.ctx('an'), { pollId }))).toBe('poll.not_open')
  expect(await world.refusal(castBallot(world.ctx('ha'), { pollId, choice: YES }))).toBe('poll.not_open')
  await world.db.participant.updateMany({ where: { meetingId: early.meetingId }, data: { canVote: false } })
  await world.db.meeting.update({ where: { id: early.meetingId }, data: { state: 'open' } })
  expect(await world.refusal(openPoll(world.ctx('an'), { pollId }))).toBe('poll.nobody_votes')
})

test('a poll opens once, closes once, and takes no ballot after that', async () => {
  const pollId = await openedPoll()
  expect(await world.refusal(openPoll(world.ctx('an'), { pollId }))).toBe('poll.already_open')
  expect(await world.refusal(castBallot(world.ctx('ha'), { pollId, choice: 'Có' }))).toBe('poll.unknown_choice')
  await castBallot(world.ctx('ha'), { pollId, choice: YES })
  expect(await world.refusal(castBallot(world.ctx('ha'), { pollId, choice: YES }))).toBe('poll.already_cast')
  expect(await world.refusal(castBallot(world.ctx('binh'), { pollId, choice: YES }))).toBe('poll.no_seat')
  const closings = await Promise.allSettled([closePoll(world.ctx('an'), { pollId }), closePoll(world.ctx('binh'), { pollId })])
  expect(closings.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await world.refusal(closePoll(world.ctx('an'), { pollId }))).toBe('poll.closed')
  expect(await world.refusal(openPoll(world.ctx('an'), { pollId }))).toBe('poll.closed')
  expect(await world.refusal(castBallot(world.ctx('giang'), { pollId, choice: YES }))).toBe('poll.closed')
})

test('the roll is frozen at opening: who comes later has no seat', async () => {
  const pollId = await openedPoll()
  const { canbo001 } = world.people
  await world.db.participant.create({
    data: { id: world.ctx('an').newId(), meetingId, userId: canbo001?.id ?? '', role: 'member', createdAt: world.ctx('an').now() },
  })
  expect(await world.refusal(castBallot(world.ctx('canbo001'), { pollId, choice: YES }))).toBe('poll.no_seat')
})

test('a poll with a clock takes no ballot at its closing instant and is closed by the sweep', async () => {
  const pollId = await openedPoll({ minutesOpen: 1 })
  const openedAt = world.ctx('ha').now()
  const end = new Date(openedAt.getTime() + 60_000)
  await castBallot(world.ctx('giang', new Date(end.getTime() - 1)), { pollId, choice: YES })
  expect(await world.refusal(castBallot(world.ctx('ha', end), { pollId, choice: YES }))).toBe('poll.closed')
  const { db, files, settings } = world.ctx('an')
  await closePollsWhoseTimeIsUp({ db, files, settings, now: () => end })
  const poll = await world.db.poll.findUniqueOrThrow({ where: { id: pollId } })
  expect(poll).toMatchObject({ state: 'closed', result: { castCount: 1 } })
})

test('nothing ties a secret ballot to its seat: no link, no order, no shared transaction number', async () => {
  const pollId = await openedPoll({ isSecret: true })
  await castBallot(world.ctx('ha'), { pollId, choice: YES })
  await castBallot(world.ctx('giang'), { pollId, choice: 'Không tán thành' })
  const [mine] = await pollsOfMeeting(world.ctx('ha'), meetingId)
  expect(mine?.mine).toMatchObject({ hasSeat: true, choice: null })
  const { castCount } = await closePoll(world.ctx('an'), { pollId })
  expect(castCount).toBe(2)
  expect(await world.db.ballot.count({ where: { pollId, participantId: { not: null } } })).toBe(0)
  const shared = await world.db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM ballot JOIN voter_roll_entry AS entry ON entry."pollId" = ballot."pollId" AND entry.xmin = ballot.xmin
    WHERE ballot."pollId" = ${pollId}::uuid`
  expect(shared[0]?.count).toBe(0n)
  const trail = await world.db.event.findMany({ where: { subjectId: pollId, type: 'poll.ballot_cast' } })
  expect(JSON.stringify(trail.map(({ data }) => data))).not.toContain('tán thành')
})

test('fifty ballots at once, each sent twice, count exactly fifty', async () => {
  const session = await openTestSession(world.db, { ...base, memberIds: officialIds })
  const pollId = await openedPoll({ in: session.meetingId })
  const sent = accounts.flatMap((account, index) =>
    [0, 1].map(() => castBallot(world.ctx(account), { pollId, choice: CHOICES[index % 3] ?? YES })))
  const outcomes = await Promise.allSettled(sent)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
  const result = await closePoll(world.ctx('an'), { pollId })
  expect(result).toMatchObject({ entitledCount: 51, castCount: 50 })
  expect(result.counts.map(({ count }) => count)).toEqual([17, 17, 16])
})

test('ballots that race with the closing are either counted or refused, never lost', async () => {
  const session = await openTestSession(world.db, { ...base, memberIds: officialIds })
  const pollId = await openedPoll({ in: session.meetingId, isSecret: true })
  const ballots = accounts.map((account) => castBallot(world.ctx(account), { pollId, choice: YES }))
  const [result, ...outcomes] = await Promise.all([
    new Promise((resolve) => setTimeout(resolve, 30)).then(() => closePoll(world.ctx('an'), { pollId })),
    ...ballots.map((ballot) => ballot.then(() => 'cast', (thrown: unknown) => (thrown instanceof Error ? thrown.message : 'bug'))),
  ])
  const cast = outcomes.filter((outcome) => outcome === 'cast').length
  expect(new Set(outcomes.filter((outcome) => outcome !== 'cast'))).toEqual(new Set(cast < 50 ? ['poll.closed'] : []))
  expect(result.castCount).toBe(cast)
  expect(await world.db.ballot.count({ where: { pollId } })).toBe(cast)
})

test('opening a poll while the meeting closes leaves no open poll in a closed meeting', async () => {
  const { pollId } = await createPoll(world.ctx('binh'), { meetingId, question: 'Thông qua?', choices: CHOICES, isSecret: false })
  let opening: Promise<string> | undefined
  await world.db.$transaction(async (tx) => {
    // Stands for the closing of the meeting, stopped between its decision and its commit.
    await lockRow(tx, 'meeting', meetingId)
    await tx.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } })
    opening = world.refusal(openPoll(world.ctx('an'), { pollId }))
    await world.untilSomebodyWaits()
  }, { timeout: 60_000 })
  expect(await opening).toBe('meeting.closed')
  expect(await world.db.poll.count({ where: { meetingId, state: 'open' } })).toBe(0)
})

test('a meeting does not close over an open poll, and one that is over takes no ballot', async () => {
  const pollId = await openedPoll()
  expect(await world.refusal(closeMeeting(world.ctx('an'), { meetingId }))).toBe('meeting.poll_open')
  await world.db.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } })
  expect(await world.refusal(castBallot(world.ctx('ha'), { pollId, choice: YES }))).toBe('meeting.closed')
})
