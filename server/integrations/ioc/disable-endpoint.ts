import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { DisableEndpoint } from './input.ts'
import { IOC_LISTENER } from './endpoint.ts'
import { can } from './policy.ts'

/**
 * Stops sending to a receiver. What still waited for it is given up and stays visible.
 *
 * @throws Refusal endpoint.not_found, endpoint.already_disabled
 */
export async function disableEndpoint(ctx: Ctx, { endpointId }: DisableEndpoint): Promise<void> {
  await ctx.transact(async (tx) => {
    if (!can.manageEndpoints(ctx.actor)) throw new Refusal('endpoint.not_found')
    await lockRow(tx, 'webhook_endpoint', endpointId)
    const endpoint = await tx.webhookEndpoint.findUnique({ where: { id: endpointId } })
    if (endpoint === null) throw new Refusal('endpoint.not_found')
    if (endpoint.disabledAt !== null) throw new Refusal('endpoint.already_disabled')
    await silence(tx, ctx, endpointId, 'administrator')
  })
}

/** The caller holds the endpoint's lock. `reason`: `administrator`, or `gone` when the receiver answered 410. */
export async function silence(tx: Tx, ctx: Ctx, endpointId: string, reason: 'administrator' | 'gone'): Promise<void> {
  await tx.webhookEndpoint.update({
    where: { id: endpointId },
    data: { disabledAt: ctx.now(), disabledReason: reason },
  })
  await tx.delivery.updateMany({
    where: { listener: IOC_LISTENER, target: endpointId, state: 'due' },
    data: { state: 'given_up', lastError: `Endpoint disabled: ${reason}` },
  })
  await record(tx, ctx, 'endpoint.disabled', endpointId, { reason })
}
