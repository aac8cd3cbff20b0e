import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { addDeliveryJobs } from '#server/events/record.ts'
import { IOC_LISTENER } from '#server/integrations/ioc/endpoint.ts'
import type { Event, WebhookEndpoint } from '#generated/prisma/client.ts'

/** Longer than one post may take. A claim older than this belonged to a process that died. */
export const LEASE_MS = 30_000
/** Clocks of two machines may differ a little; a job that comes early is not turned away for it. */
const EARLY_MS = 2_000
/**
 * How long a message waits behind an earlier one of the same subject, or for a receiver that does not answer. It is
 * woken sooner, when that one is through or the receiver back.
 */
const WAITING_MS = 5 * 60_000

export interface Claim {
  event: Event
  endpoint: WebhookEndpoint
}

/** The row itself, locked, while nobody else works on it and it is still due. For work inside one transaction. */
export async function lockDue(tx: Tx, deliveryId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM delivery WHERE id = ${deliveryId}::uuid AND state = 'due' FOR UPDATE SKIP LOCKED`
  return rows.length > 0
}

/**
 * Takes a delivery to an endpoint for one attempt: moves its time behind the lease, so that no other worker takes it
 * while the network is busy. Null when it is not due, was taken, must wait for an earlier message of its subject, or
 * the endpoint is left alone for now.
 */
export async function claimForPost(tx: Tx, ctx: Ctx, deliveryId: string, endpointId: string): Promise<Claim | null> {
  await lockRow(tx, 'webhook_endpoint', endpointId)
  const now = ctx.now()
  const due = await tx.delivery.findFirst({
    where: { id: deliveryId, state: 'due', nextAt: { lte: new Date(now.getTime() + EARLY_MS) } },
    include: { event: true },
  })
  if (due === null) return null
  const endpoint = await tx.webhookEndpoint.findUnique({ where: { id: endpointId } })
  if (endpoint === null || endpoint.disabledAt !== null) {
    await tx.delivery.update({ where: { id: deliveryId }, data: { state: 'given_up', lastError: 'Endpoint disabled' } })
    return null
  }
  const { event } = due
  if (isLeftAlone(endpoint, now) || (await isBehind(tx, event, endpointId))) {
    const nextAt = new Date(now.getTime() + WAITING_MS)
    await tx.delivery.update({ where: { id: deliveryId }, data: { nextAt } })
    await addDeliveryJobs(tx, [{ id: deliveryId, target: endpointId, runAt: nextAt }])
    return null
  }
  const nextAt = new Date(now.getTime() + LEASE_MS)
  await tx.delivery.update({ where: { id: deliveryId }, data: { nextAt, attemptedAt: now } })
  // This one asks whether the receiver is back; the others wait for what it finds.
  if (endpoint.silentUntil !== null) await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { silentUntil: nextAt } })
  return { event, endpoint }
}

function isLeftAlone({ silentUntil }: WebhookEndpoint, now: Date): boolean {
  return silentUntil !== null && silentUntil > new Date(now.getTime() + EARLY_MS)
}

async function isBehind(tx: Tx, { subjectId, seq }: Event, endpointId: string): Promise<boolean> {
  const earlier = await tx.delivery.count({
    where: { listener: IOC_LISTENER, target: endpointId, state: 'due', event: { subjectId, seq: { lt: seq } } },
  })
  return earlier > 0
}
