import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { IOC_LISTENER } from './endpoint.ts'
import { can } from './policy.ts'

const DELIVERIES_MAX = 200

export interface EndpointView {
  id: string
  name: string
  url: string
  types: string[]
  createdAt: Date
  disabledAt: Date | null
  disabledReason: string | null
  lastDeliveredAt: Date | null
  waitingCount: number
  givenUpCount: number
}

export interface DeliveryView {
  id: string
  eventType: string
  eventAt: Date
  listener: string
  endpointName: string | null
  state: 'due' | 'delivered' | 'given_up'
  attempts: number
  nextAt: Date
  lastError: string | null
  deliveredAt: Date | null
  can: { sendAgain: boolean }
}

export interface DeliveriesView {
  endpoints: EndpointView[]
  /** What did not arrive: given up first, then what is being retried, oldest first. */
  unfinished: DeliveryView[]
  /** The last ones that arrived at an endpoint. */
  delivered: DeliveryView[]
  can: { manageEndpoints: boolean }
}

/** The receivers, first added first, without their secrets. @throws Refusal endpoint.not_found */
export async function endpointsOf(ctx: Ctx) {
  if (!can.seeDeliveries(ctx.actor)) throw new Refusal('endpoint.not_found')
  return ctx.db.webhookEndpoint.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], omit: { secret: true } })
}

/** The state of everything that leaves the house. Secrets stay in. @throws Refusal endpoint.not_found */
export async function deliveriesOverview(ctx: Ctx): Promise<DeliveriesView> {
  if (!can.seeDeliveries(ctx.actor)) throw new Refusal('endpoint.not_found')
  const withEvent = { event: { select: { type: true, at: true } } } as const
  const [endpoints, counts, unfinished, delivered] = await Promise.all([
    endpointsOf(ctx),
    ctx.db.delivery.groupBy({
      by: ['target', 'state'], where: { listener: IOC_LISTENER, state: { not: 'delivered' } }, _count: true,
    }),
    ctx.db.delivery.findMany({
      where: { OR: [{ state: 'given_up' }, { state: 'due', attempts: { gt: 0 } }, { state: 'due', nextAt: { lt: ctx.now() } }] },
      orderBy: [{ state: 'desc' }, { nextAt: 'asc' }],
      take: DELIVERIES_MAX,
      include: withEvent,
    }),
    ctx.db.delivery.findMany({
      where: { listener: IOC_LISTENER, target: { not: '' }, state: 'delivered' },
      orderBy: { deliveredAt: 'desc' },
      take: 50,
      include: withEvent,
    }),
  ])
  const countOf = (target: string, state: string) =>
    counts.find((count) => count.target === target && count.state === state)?._count ?? 0
  const isActive = (target: string) =>
    target === '' || endpoints.some(({ id, disabledAt }) => id === target && disabledAt === null)
  const toView = (row: (typeof unfinished)[number]): DeliveryView => ({
    id: row.id,
    eventType: row.event.type,
    eventAt: row.event.at,
    listener: row.listener,
    endpointName: endpoints.find(({ id }) => id === row.target)?.name ?? null,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.nextAt,
    lastError: row.lastError,
    deliveredAt: row.deliveredAt,
    can: { sendAgain: row.state !== 'delivered' && isActive(row.target) && can.sendAgain(ctx.actor) },
  })
  return {
    endpoints: endpoints.map((endpoint) => ({
      ...endpoint,
      waitingCount: countOf(endpoint.id, 'due'),
      givenUpCount: countOf(endpoint.id, 'given_up'),
    })),
    unfinished: unfinished.map(toView),
    delivered: delivered.map(toView),
    can: { manageEndpoints: can.manageEndpoints(ctx.actor) },
  }
}
