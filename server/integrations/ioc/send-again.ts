import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { addDeliveryJobs, record } from '#server/events/record.ts'
import type { SendAgain } from './input.ts'
import { can } from './policy.ts'

/**
 * Tries a delivery now that waits for its time or was given up. It keeps the event's id, so a receiver that had it
 * after all drops the second.
 *
 * @throws Refusal delivery.not_found, delivery.delivered, endpoint.disabled
 */
export async function sendAgain(ctx: Ctx, { deliveryId }: SendAgain): Promise<void> {
  await ctx.transact(async (tx) => {
    if (!can.sendAgain(ctx.actor)) throw new Refusal('delivery.not_found')
    const found = await tx.delivery.findUnique({ where: { id: deliveryId }, select: { target: true } })
    if (found === null) throw new Refusal('delivery.not_found')
    const { target } = found
    if (target !== '') {
      await lockRow(tx, 'webhook_endpoint', target)
      const endpoint = await tx.webhookEndpoint.findUnique({ where: { id: target }, select: { disabledAt: true } })
      if (endpoint === null || endpoint.disabledAt !== null) throw new Refusal('endpoint.disabled')
      // Whoever presses the button may know that the receiver is back.
      await tx.webhookEndpoint.update({ where: { id: target }, data: { silentUntil: null } })
    }
    await lockRow(tx, 'delivery', deliveryId)
    const { state, eventId } = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId } })
    if (state === 'delivered') throw new Refusal('delivery.delivered')

    await tx.delivery.update({ where: { id: deliveryId }, data: { state: 'due', attempts: 0, nextAt: ctx.now(), scheduledAt: null } })
    await addDeliveryJobs(tx, [{ id: deliveryId, target, runAt: ctx.now() }])
    await record(tx, ctx, 'delivery.sent_again', deliveryId, { eventId, target })
  })
}
