import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { addDeliveryJobs } from '#server/events/record.ts'
import { hears, IOC_LISTENER } from '#server/integrations/ioc/endpoint.ts'
import type { Event } from '#generated/prisma/client.ts'

/**
 * One delivery for each active endpoint that hears the type. Earlier events of the same subject that still wait are
 * fanned out with it, so that an endpoint's queue never shows a later message before an earlier one.
 */
export async function fanOut(tx: Tx, ctx: Ctx, event: Event): Promise<void> {
  const parents = await tx.$queryRaw<{ id: string; eventId: string; type: string }[]>`
    SELECT delivery.id, delivery."eventId", event.type
    FROM delivery JOIN event ON event.id = delivery."eventId"
    WHERE delivery.listener = ${IOC_LISTENER} AND delivery.target = '' AND delivery.state = 'due'
      AND event."subjectId" = ${event.subjectId} AND event.seq <= ${event.seq}
    ORDER BY event.seq FOR UPDATE OF delivery`
  const endpoints = await tx.webhookEndpoint.findMany({ where: { disabledAt: null }, select: { id: true, types: true } })
  const at = ctx.now()
  for (const parent of parents) {
    for (const endpoint of endpoints.filter((one) => hears(one, parent.type))) {
      const id = ctx.newId()
      await tx.delivery.create({
        data: { id, eventId: parent.eventId, listener: IOC_LISTENER, target: endpoint.id, nextAt: at },
      })
      await addDeliveryJobs(tx, [{ id, target: endpoint.id, runAt: at }])
    }
    await tx.delivery.update({ where: { id: parent.id }, data: { state: 'delivered', deliveredAt: at } })
  }
}
