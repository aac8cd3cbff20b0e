import { randomInt, randomUUID } from 'node:crypto'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor, type Ctx, type World } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { ClosePoll } from './input.ts'
import { tally, type PollResult } from './poll.ts'
import { pollToDirect } from './queries.ts'

/**
 * Closes a poll and writes its result, once. Waits for ballots under way; later ones are refused.
 *
 * @throws Refusal poll.not_found, poll.chair_only, poll.not_open, poll.closed
 */
export async function closePoll(ctx: Ctx, { pollId }: ClosePoll): Promise<PollResult> {
  return ctx.transact(async (tx) => {
    await lockRow(tx, 'poll', pollId)
    const poll = await pollToDirect(tx, ctx.actor, pollId)
    if (poll.state === 'draft') throw new Refusal('poll.not_open')
    if (poll.state === 'closed') throw new Refusal('poll.closed')
    return settle(tx, ctx, poll)
  })
}

/** Closes every poll whose time is up, in nobody's name. The worker calls it each minute. */
export async function closePollsWhoseTimeIsUp(world: World): Promise<void> {
  const ctx = ctxFor(world, SYSTEM_ACTOR)
  const isDue = { state: 'open', closesAt: { lte: ctx.now() } } as const
  for (const { id } of await ctx.db.poll.findMany({ where: isDue, select: { id: true } })) {
    await ctx.transact(async (tx) => {
      await lockRow(tx, 'poll', id)
      const poll = await tx.poll.findFirst({ where: { id, ...isDue } })
      if (poll !== null) await settle(tx, ctx, poll)
    })
  }
}

interface OpenPollRow {
  id: string
  meetingId: string
  question: string
  choices: string[]
  isSecret: boolean
}

async function settle(tx: Tx, ctx: Ctx, poll: OpenPollRow): Promise<PollResult> {
  const pollId = poll.id
  const ballots = await tx.ballot.findMany({ where: { pollId } })
  const result: PollResult = {
    entitledCount: await tx.voterRollEntry.count({ where: { pollId } }),
    presentCount: await tx.voterRollEntry.count({
      where: { pollId, participant: { presence: { some: { toAt: null } } } },
    }),
    castCount: ballots.length,
    counts: tally(poll.choices, ballots),
  }
  if (poll.isSecret) await forgetOrder(tx, pollId, ballots.map(({ choice }) => choice))
  const stored = { ...result, counts: result.counts.map((count) => ({ ...count })) }
  await tx.poll.update({ where: { id: pollId }, data: { state: 'closed', closedAt: ctx.now(), result: stored } })

  const { question, meetingId } = poll
  const { entitledCount, castCount, counts } = result
  await record(tx, ctx, 'poll.closed', pollId, { question, entitledCount, castCount, counts }, { meetingId })
  return result
}

/**
 * Writes the ballots again in shuffled order. A ballot and its line of the roll were written by one transaction and
 * share its number in PostgreSQL's hidden columns; after this, neither order nor those columns link them.
 */
async function forgetOrder(tx: Tx, pollId: string, choices: string[]): Promise<void> {
  for (let last = choices.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const held = choices[last] as string
    choices[last] = choices[other] as string
    choices[other] = held
  }
  await tx.ballot.deleteMany({ where: { pollId } })
  await tx.ballot.createMany({ data: choices.map((choice) => ({ id: randomUUID(), pollId, choice })) })
}
