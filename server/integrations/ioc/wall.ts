import type { Ctx } from '#server/kernel/ctx.ts'
import { addDays, dayOf, type Day } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { instantOf, type MeetingState } from '#server/meetings/meeting.ts'
import { taskFigures } from '#server/tasks/queries.ts'
import type { TaskFigures } from '#server/tasks/figures.ts'
import { IOC_LISTENER } from './endpoint.ts'
import { can } from './policy.ts'

/** A figure with its age: when the facts under it last changed, and when they were read. */
export interface Tile<T> {
  value: T
  /** Null when nothing of the kind has ever happened. */
  changedAt: Date | null
  asOf: Date
}

export interface WallMeeting {
  id: string
  title: string
  orgUnitName: string
  place: string
  startAt: Date
  endAt: Date
  state: MeetingState
  participantCount: number
  presentCount: number
  currentItem: string | null
}

export interface WallView {
  day: Day
  meetings: Tile<WallMeeting[]>
  tasks: Tile<TaskFigures>
  polls: Tile<{ openCount: number; closedTodayCount: number }>
  /** Whether receivers hear us: what waits, what was given up, when the last event arrived somewhere. */
  deliveries: Tile<{ waitingCount: number; givenUpCount: number; lastDeliveredAt: Date | null }>
}

/** The read-only wall of the operations centre. @throws Refusal wall.not_found */
export async function wallOf(ctx: Ctx): Promise<WallView> {
  if (!can.seeWall(ctx.actor)) throw new Refusal('wall.not_found')
  const { timeZone } = ctx.settings
  const asOf = ctx.now()
  const day = dayOf(asOf, timeZone)
  const today = { gte: instantOf(`${day}T00:00:00`, timeZone), lt: instantOf(`${addDays(day, 1)}T00:00:00`, timeZone) }
  const tile = async <T>(value: Promise<T>, ...prefixes: string[]): Promise<Tile<T>> => ({
    value: await value,
    changedAt: await lastChange(ctx, prefixes),
    asOf,
  })
  const [meetings, tasks, polls, deliveries] = await Promise.all([
    tile(meetingsOn(ctx, today), 'meeting.', 'presence.', 'agenda.', 'invitation.'),
    tile(taskFigures(ctx.db, day), 'task.'),
    tile(pollsOn(ctx, today), 'poll.'),
    tile(deliveryFigures(ctx)),
  ])
  return { day, meetings, tasks, polls, deliveries: { ...deliveries, changedAt: deliveries.value.lastDeliveredAt } }
}

interface Span {
  gte: Date
  lt: Date
}

/** Meetings that touch the day; drafts are nobody's business yet. */
async function meetingsOn(ctx: Ctx, { gte, lt }: Span): Promise<WallMeeting[]> {
  const rows = await ctx.db.meeting.findMany({
    where: { state: { not: 'draft' }, startAt: { lt }, endAt: { gte } },
    orderBy: [{ startAt: 'asc' }, { id: 'asc' }],
    include: {
      orgUnit: { select: { name: true } },
      agendaItems: { select: { id: true, title: true } },
      participants: { select: { presence: { select: { toAt: true } } } },
    },
  })
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    orgUnitName: row.orgUnit.name,
    place: row.place,
    startAt: row.startAt,
    endAt: row.endAt,
    state: row.state,
    participantCount: row.participants.length,
    // Once closed nobody sits there any more; what counts is who came.
    presentCount: row.participants.filter(({ presence }) => presence.some(({ toAt }) => toAt === null || row.state === 'closed')).length,
    currentItem: row.state === 'open' ? (row.agendaItems.find(({ id }) => id === row.currentItemId)?.title ?? null) : null,
  }))
}

async function pollsOn(ctx: Ctx, today: Span) {
  const [openCount, closedTodayCount] = await Promise.all([
    ctx.db.poll.count({ where: { state: 'open' } }),
    ctx.db.poll.count({ where: { state: 'closed', closedAt: today } }),
  ])
  return { openCount, closedTodayCount }
}

async function deliveryFigures(ctx: Ctx) {
  const toEndpoints = { listener: IOC_LISTENER, target: { not: '' } } as const
  const [waitingCount, givenUpCount, last] = await Promise.all([
    ctx.db.delivery.count({ where: { ...toEndpoints, state: 'due' } }),
    ctx.db.delivery.count({ where: { ...toEndpoints, state: 'given_up' } }),
    ctx.db.webhookEndpoint.aggregate({ _max: { lastDeliveredAt: true } }),
  ])
  return { waitingCount, givenUpCount, lastDeliveredAt: last._max.lastDeliveredAt }
}

/** When the ledger last had a line of these kinds. */
async function lastChange(ctx: Ctx, prefixes: readonly string[]): Promise<Date | null> {
  if (prefixes.length === 0) return null
  const { _max } = await ctx.db.event.aggregate({
    where: { OR: prefixes.map((prefix) => ({ type: { startsWith: prefix } })) },
    _max: { at: true },
  })
  return _max.at
}
