import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { nextAttemptAt } from '#server/events/delivery.ts'
import { addDeliveryJobs } from '#server/events/record.ts'
import type { PostOutcome } from '#server/integrations/ioc/client.ts'
import { IOC_LISTENER } from '#server/integrations/ioc/endpoint.ts'
import { LEASE_MS } from './claim-delivery.ts'

const ERROR_CHARS_MAX = 500
/** Each success wakes this many more, so a long backlog flows without one long transaction. */
const WOKEN_MAX = 200
/** A message that failed is not brought forward again sooner: it may be this message that the receiver cannot take. */
const BROUGHT_FORWARD_MS = 60_000
/** Longest time for which a receiver that does not answer is left alone before the next message asks. */
const SILENCE_MS_MAX = 60_000

/** Notes that the endpoint has it, and wakes what waited for this endpoint. */
export async function settleDelivered(ctx: Ctx, deliveryId: string, endpointId: string, status: number): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockRow(tx, 'webhook_endpoint', endpointId)
    const at = ctx.now()
    await tx.delivery.update({
      where: { id: deliveryId },
      data: { state: 'delivered', deliveredAt: at, lastError: null, receipt: { status, at: at.toISOString() } },
    })
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { lastDeliveredAt: at, silentUntil: null } })
    await wake(tx, ctx, endpointId)
  })
}

/**
 * Notes a failed attempt with the time of the next one, or gives up after the last and shows it to operators. An
 * attempt that was brought forward does not count: the message keeps its turn, and with it the three days.
 */
export async function settleFailed(
  ctx: Ctx,
  deliveryId: string,
  outcome: Extract<PostOutcome, { kind: 'failed' | 'silent' }>,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const { target } = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId }, select: { target: true } })
    if (target !== '') await lockRow(tx, 'webhook_endpoint', target)
    await lockRow(tx, 'delivery', deliveryId)
    const { state, attempts: before, scheduledAt } = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId } })
    if (state !== 'due') return

    const now = ctx.now()
    const keepsTurn = scheduledAt !== null && scheduledAt > now
    const attempts = keepsTurn ? before : before + 1
    const retryAfterMs = outcome.kind === 'failed' ? outcome.retryAfterMs : 0
    const nextAt = keepsTurn ? scheduledAt : nextAttemptAt(attempts, now, Math.random(), retryAfterMs)
    const lastError = outcome.reason.slice(0, ERROR_CHARS_MAX)
    if (target !== '') await noteSilence(tx, target, outcome.kind === 'silent' ? { now, nextAt } : null)
    if (nextAt !== null) {
      await tx.delivery.update({ where: { id: deliveryId }, data: { attempts, lastError, nextAt, scheduledAt: null } })
      await addDeliveryJobs(tx, [{ id: deliveryId, target, runAt: nextAt }])
      return
    }
    await tx.delivery.update({ where: { id: deliveryId }, data: { state: 'given_up', attempts, lastError } })
    if (target !== '') await wakeBehind(tx, ctx, deliveryId, target)
  })
}

/** Null: the receiver answered, whatever it said. */
async function noteSilence(tx: Tx, endpointId: string, silence: { now: Date; nextAt: Date | null } | null): Promise<void> {
  const longest = silence === null ? null : silence.now.getTime() + SILENCE_MS_MAX
  const silentUntil = longest === null ? null : new Date(Math.min(silence?.nextAt?.getTime() ?? longest, longest))
  await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { silentUntil } })
}

/**
 * The endpoint answers: whatever was put off for it is tried now. A row within the lease may be on its way at this
 * moment and comes soon enough by itself.
 */
async function wake(tx: Tx, ctx: Ctx, endpointId: string): Promise<void> {
  await pullToNow(tx, ctx, { target: endpointId })
}

/** What stood behind a message that is given up need not wait for it any longer. */
async function wakeBehind(tx: Tx, ctx: Ctx, deliveryId: string, endpointId: string): Promise<void> {
  const { event } = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId }, include: { event: true } })
  await pullToNow(tx, ctx, { target: endpointId, event: { subjectId: event.subjectId } })
}

async function pullToNow(tx: Tx, ctx: Ctx, which: { target: string; event?: { subjectId: string } }): Promise<void> {
  const now = ctx.now()
  const mayComeForward = [{ attempts: 0 }, { attemptedAt: null }, { attemptedAt: { lt: new Date(now.getTime() - BROUGHT_FORWARD_MS) } }]
  const waiting = await tx.delivery.findMany({
    where: { ...which, listener: IOC_LISTENER, state: 'due', nextAt: { gt: new Date(now.getTime() + LEASE_MS) }, OR: mayComeForward },
    orderBy: { event: { seq: 'asc' } },
    take: WOKEN_MAX,
    select: { id: true },
  })
  const ids = waiting.map(({ id }) => id)
  // What never failed has no turn to lose: its first attempt counts.
  await tx.$executeRaw`
    UPDATE delivery
    SET "scheduledAt" = CASE WHEN attempts > 0 THEN COALESCE("scheduledAt", "nextAt") END, "nextAt" = ${now}
    WHERE id = ANY(${ids}::uuid[])`
  await addDeliveryJobs(tx, ids.map((id) => ({ id, target: which.target, runAt: now })))
}
