import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import type { PostEvent } from '#server/integrations/ioc/client.ts'
import { silence } from '#server/integrations/ioc/disable-endpoint.ts'
import { IOC_LISTENER } from '#server/integrations/ioc/endpoint.ts'
import { toCloudEvent } from '#server/integrations/ioc/message.ts'
import { notify } from '#server/notifications/notify.ts'
import { claimForPost, lockDue } from './claim-delivery.ts'
import { fanOut } from './fan-out.ts'
import { settleDelivered, settleFailed } from './settle-delivery.ts'

/**
 * Carries out one delivery once. A delivery that is done, taken, or not yet due is left alone, so a job that comes
 * twice or late does no harm. Failures are noted with the next attempt; they do not fail the job.
 */
export async function deliver(ctx: Ctx, deliveryId: string, post: PostEvent, stopping?: AbortSignal): Promise<void> {
  const delivery = await ctx.db.delivery.findUnique({ where: { id: deliveryId }, select: { target: true, state: true } })
  if (delivery === null || delivery.state !== 'due') return
  if (delivery.target === '') await deliverInside(ctx, deliveryId)
  else await deliverToEndpoint(ctx, deliveryId, delivery.target, post, stopping)
}

/** Listeners of our own: their work and the note that it is done commit together. */
async function deliverInside(ctx: Ctx, deliveryId: string): Promise<void> {
  try {
    await ctx.transact(async (tx) => {
      if (!(await lockDue(tx, deliveryId))) return
      const { listener, event } = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId }, include: { event: true } })
      if (listener === IOC_LISTENER) await fanOut(tx, ctx, event)
      else if (listener === 'notifications') await notify(tx, ctx, event)
      else throw new Error(`Nobody listens as ${listener}`)
      await tx.delivery.update({ where: { id: deliveryId }, data: { state: 'delivered', deliveredAt: ctx.now(), lastError: null } })
    })
  } catch (thrown) {
    await settleFailed(ctx, deliveryId, { kind: 'failed', retryAfterMs: 0, reason: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}

/**
 * Receivers outside: claim, post without a transaction, note the outcome. A crash between the post and the note sends
 * the same id again after the lease; the receiver drops it.
 */
async function deliverToEndpoint(ctx: Ctx, deliveryId: string, endpointId: string, post: PostEvent, stopping?: AbortSignal): Promise<void> {
  const claim = await ctx.transact((tx) => claimForPost(tx, ctx, deliveryId, endpointId))
  if (claim === null) return
  const target = { url: claim.endpoint.url, secret: claim.endpoint.secret, allowsLoopback: ctx.settings.hasDemo }
  const outcome = await post(target, toCloudEvent(claim.event, ctx.settings.orgCode), ctx.now(), stopping)
  // Broken off by us, not by the receiver: nothing is noted, and the next start tries again after the lease.
  if (outcome.kind === 'silent' && stopping?.aborted === true) return
  if (outcome.kind === 'accepted') return settleDelivered(ctx, deliveryId, endpointId, outcome.status)
  if (outcome.kind === 'failed' || outcome.kind === 'silent') return settleFailed(ctx, deliveryId, outcome)
  await ctx.transact(async (tx) => {
    await lockRow(tx, 'webhook_endpoint', endpointId)
    await silence(tx, ctx, endpointId, 'gone')
  })
}
