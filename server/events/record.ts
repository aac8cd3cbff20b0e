import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { catalogue, listenersOf, type EventData, type EventType } from './catalogue.ts'
import { jobKeyOf, taskFor } from './delivery.ts'

/** Channel on which watchers (screens) hear after the commit. A lost nudge costs a moment, never a fact. */
export const NUDGE_CHANNEL = 'nghi_su'

/** What travels on `NUDGE_CHANNEL`, as JSON. PostgreSQL caps a payload at 8,000 bytes: no event data except page turns. */
export interface Nudge {
  seq: string
  type: EventType
  subjectId: string
  meetingId: string | null
  at: string
  data?: unknown
}

/** Event data this small and this urgent rides along, so that five hundred tablets need not ask for it. */
const RIDES_ALONG: ReadonlySet<EventType> = new Set(['page.presented', 'agenda.item_opened', 'presence.marked'])

/**
 * Writes what happened into the ledger, a delivery row per durable listener with the job that wakes the worker, and
 * the nudge for screens: all in the caller's transaction, so that they commit together or not at all.
 */
export async function record<T extends EventType>(
  tx: Tx,
  ctx: Ctx,
  type: T,
  subjectId: string,
  data: EventData<T>,
  about: { meetingId?: string | null } = {},
): Promise<string> {
  const eventId = ctx.newId()
  const at = ctx.now()
  const meetingId = about.meetingId ?? null
  const checked = catalogue[type].data.parse(data)
  const { seq } = await tx.event.create({
    data: { id: eventId, type, subjectId, meetingId, actorUserId: ctx.actor.userId, at, data: checked },
    select: { seq: true },
  })
  for (const listener of listenersOf(type)) {
    const deliveryId = ctx.newId()
    await tx.delivery.create({ data: { id: deliveryId, eventId, listener, nextAt: at } })
    await addDeliveryJobs(tx, [{ id: deliveryId, target: '', runAt: at }])
  }
  const nudge: Nudge = { seq: seq.toString(), type, subjectId, meetingId, at: at.toISOString() }
  if (RIDES_ALONG.has(type)) nudge.data = checked
  await tx.$executeRaw`SELECT pg_notify(${NUDGE_CHANNEL}, ${JSON.stringify(nudge)})`
  return eventId
}

/** Asks the worker to try these deliveries at `runAt`; a second request for the same delivery moves the first. */
export async function addDeliveryJobs(tx: Tx, deliveries: readonly { id: string; target: string; runAt: Date }[]): Promise<void> {
  if (deliveries.length === 0) return
  const jobs = deliveries.map(({ id, target, runAt }) => ({ deliveryId: id, task: taskFor(target), key: jobKeyOf(id), runAt: runAt.toISOString() }))
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      job->>'task', json_build_object('deliveryId', job->>'deliveryId'),
      run_at => (job->>'runAt')::timestamptz, job_key => job->>'key', max_attempts => 3)
    FROM json_array_elements(${JSON.stringify(jobs)}::json) AS job`
}
