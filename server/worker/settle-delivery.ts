import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { nextAttemptAt } from '#server/events/delivery.ts'
import { addDeliveryJob, addDeliveryJobs } from '#server/events/record.ts'
import { IOC_LISTENER } from '#server/integrations/ioc/endpoint.ts'
import { LEASE_MS } from './claim-delivery.ts'

const ERROR_CHARS_MAX = 500
/** Each success wakes this many more, so a long backlog flows without one long transaction. */
const WOKEN_MAX = 200

/** Notes that the endpoint has it, and wakes what waited for this endpoint. */
export async function settleDelivered(ctx: Ctx, deliveryId: string, endpointId: string, status: number): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockRow(tx, 'webhook_endpoint', endpointId)
    const at = ctx.now()
    await tx.delivery.update({
      where: { id: deliveryId },
      data: { state: 'delivered', deliveredAt: at, lastError: null, receipt: { status, at: at.toISOString() } },
    })
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { lastDeliveredAt: at } })
    await wake(tx, ctx, endpointId)
  })
}

/** Notes a failed attempt with the time of the next one, or gives up after the last and shows it to operators. */
export async function settleFailed(
  ctx: Ctx,
  deliveryId: string,
  { reason, retryAfterMs = 0 }: { reason: string; retryAfterMs?: number },
): Promise<void> {
  await ctx.transact(async (tx) => {
    const found = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId }, select: { target: true } })
    if (found.target !== '') await lockRow(tx, 'webhook_endpoint', found.target)
    await lockRow(tx, 'delivery', deliveryId)
    const { state, attempts: before } = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId } })
    if (state !== 'due') return

    const attempts = before + 1
    const nextAt = nextAttemptAt(attempts, ctx.now(), Math.random(), retryAfterMs)
    const lastError = reason.slice(0, ERROR_CHARS_MAX)
    if (nextAt !== null) {
      await tx.delivery.update({ where: { id: deliveryId }, data: { attempts, lastError, nextAt } })
      await addDeliveryJob(tx, deliveryId, nextAt)
      return
    }
    await tx.delivery.update({ where: { id: deliveryId }, data: { state: 'given_up', attempts, lastError } })
    if (found.target !== '') await wakeBehind(tx, ctx, deliveryId, found.target)
  })
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
  const waiting = await tx.delivery.findMany({
    where: { ...which, listener: IOC_LISTENER, state: 'due', nextAt: { gt: new Date(now.getTime() + LEASE_MS) } },
    orderBy: { event: { seq: 'asc' } },
    take: WOKEN_MAX,
    select: { id: true },
  })
  await tx.delivery.updateMany({ where: { id: { in: waiting.map(({ id }) => id) } }, data: { nextAt: now } })
  await addDeliveryJobs(tx, waiting.map(({ id }) => ({ id, runAt: now })))
}
