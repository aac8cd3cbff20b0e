import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Actor } from '#server/kernel/actor.ts'
import { ctxFor, type World } from '#server/kernel/ctx.ts'
import { castBallot } from '#server/polls/cast-ballot.ts'
import { closePoll } from '#server/polls/close-poll.ts'
import { COMMON_CHOICES } from '#server/polls/poll.ts'

const ROUNDS = 5

export interface BurstFigures {
  /** Milliseconds from the moment all are sent until each is answered. */
  p50Ms: number
  p99Ms: number
  perSecond: number
}

export interface PollBurst {
  ballotCount: number
  rounds: number
  ballots: BurstFigures
  /** The floor: as many unique inserts, each its own transaction, on the same database and pool. */
  inserts: BurstFigures
}

/**
 * Everybody votes at the same instant: `ballotCount` ballots through the verb, in rounds interleaved with the floor so
 * that both meet the same machine. Each round must count exactly.
 */
export async function pollBurst(world: World, ballotCount = 500): Promise<PollBurst> {
  const electorate = await makeElectorate(world, ballotCount)
  await world.db.$executeRaw`CREATE TABLE IF NOT EXISTS bench_unique_insert (round int, voter uuid, PRIMARY KEY (round, voter))`
  await world.db.$executeRaw`TRUNCATE bench_unique_insert`
  const ballots: number[][] = []
  const inserts: number[][] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      inserts.push(await burst(electorate.actors, (actor) =>
        world.db.$executeRaw`INSERT INTO bench_unique_insert VALUES (${round}::int, ${actor.userId}::uuid)`))
      ballots.push(await voteOnce(world, electorate))
    }
  } finally {
    await world.db.$executeRaw`DROP TABLE bench_unique_insert`
  }
  return { ballotCount, rounds: ROUNDS, ballots: figuresOf(ballots), inserts: figuresOf(inserts) }
}

async function voteOnce(world: World, { chair, actors, meetingId, seatIds }: Electorate): Promise<number[]> {
  const pollId = randomUUID()
  const at = new Date()
  await world.db.poll.create({
    data: { id: pollId, meetingId, question: 'Thông qua?', choices: [...COMMON_CHOICES], state: 'open', createdAt: at, openedAt: at },
  })
  await world.db.voterRollEntry.createMany({ data: seatIds.map((participantId) => ({ pollId, participantId })) })
  const latencies = await burst(actors, (actor, index) =>
    castBallot(ctxFor(world, actor), { pollId, choice: COMMON_CHOICES[index % COMMON_CHOICES.length] ?? '' }))
  const { castCount } = await closePoll(ctxFor(world, chair), { pollId })
  if (castCount !== actors.length) throw new Error(`${actors.length} ballots were accepted, ${castCount} counted`)
  return latencies
}

/** Latency of each, in milliseconds; the last one's is the length of the burst. */
async function burst(actors: readonly Actor[], send: (actor: Actor, index: number) => Promise<unknown>): Promise<number[]> {
  const startMs = performance.now()
  return Promise.all(actors.map(async (actor, index) => {
    await send(actor, index)
    return performance.now() - startMs
  }))
}

function figuresOf(rounds: readonly number[][]): BurstFigures {
  const sorted = rounds.flat().sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const burstsMs = rounds.map((latencies) => Math.max(...latencies))
  const totalMs = burstsMs.reduce((sum, ms) => sum + ms, 0)
  return { p50Ms: at(0.5), p99Ms: at(0.99), perSecond: (sorted.length / totalMs) * 1000 }
}

interface Electorate {
  chair: Actor
  actors: Actor[]
  meetingId: string
  seatIds: string[]
}

/** A meeting of people made for the purpose, in the first org unit there is. */
async function makeElectorate({ db }: World, count: number): Promise<Electorate> {
  const at = new Date()
  const { id: orgUnitId } = await db.orgUnit.findFirstOrThrow({ select: { id: true } })
  const actors = Array.from({ length: count }, (_, index): Actor => ({
    userId: randomUUID(), name: `Đại biểu ${index + 1}`, locale: 'vi', positions: [],
  }))
  const [chair] = actors
  if (chair === undefined) throw new Error('A burst needs a voter')
  await db.user.createMany({
    data: actors.map(({ userId, name }) => ({ id: userId, account: userId, fullName: name, email: '', passwordHash: '', createdAt: at })),
  })
  const meetingId = randomUUID()
  await db.meeting.create({
    data: {
      id: meetingId, title: 'Đo biểu quyết', kind: 'professional', content: '', place: '', startAt: at, endAt: at,
      state: 'open', orgUnitId, chairId: chair.userId, secretaryId: chair.userId, createdAt: at,
    },
  })
  const seatIds = actors.map(() => randomUUID())
  await db.participant.createMany({
    data: actors.map(({ userId }, index) => ({ id: seatIds[index] ?? '', meetingId, userId, role: 'member', createdAt: at })),
  })
  return { chair, actors, meetingId, seatIds }
}
