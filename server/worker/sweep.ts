import type { Ctx } from '#server/kernel/ctx.ts'
import { addDeliveryJobs } from '#server/events/record.ts'
import { addMailJobs } from '#server/notifications/notify.ts'

const SWEPT_MAX = 1_000
/** Mails older than this have had their 25 tries; people know by other ways. */
const MAIL_DAYS_MAX = 4

/**
 * Gives a job back to every delivery and mail that lost its own: the process died while it ran, or the job failed in
 * a way that we did not answer. A locked job does not count for a delivery: the lease on the row protects it.
 */
export async function sweep(ctx: Ctx): Promise<{ deliveries: number; mails: number }> {
  return ctx.transact(async (tx) => {
    const deliveries = await tx.$queryRaw<{ id: string; target: string; nextAt: Date }[]>`
      SELECT id, target, "nextAt" FROM delivery
      WHERE state = 'due' AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs AS job
        WHERE job.key = 'delivery:' || delivery.id AND job.locked_at IS NULL AND job.attempts < job.max_attempts)
      ORDER BY "nextAt" LIMIT ${SWEPT_MAX}`
    await addDeliveryJobs(tx, deliveries.map(({ id, target, nextAt }) => ({ id, target, runAt: nextAt })))
    const mails = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM mail
      WHERE "sentAt" IS NULL AND transport IS NULL AND "createdAt" > now() - make_interval(days => ${MAIL_DAYS_MAX}::int)
        AND NOT EXISTS (
          SELECT 1 FROM graphile_worker.jobs AS job
          WHERE job.key = 'mail:' || mail.id AND job.attempts < job.max_attempts
            AND (job.locked_at IS NULL OR job.locked_at > now() - interval '2 minutes'))
      ORDER BY "createdAt" LIMIT ${SWEPT_MAX}`
    await addMailJobs(tx, mails.map(({ id }) => id))
    return { deliveries: deliveries.length, mails: mails.length }
  })
}

/** Sessions past their end leave the table. */
export async function removeExpiredSessions(ctx: Ctx): Promise<number> {
  const { count } = await ctx.db.session.deleteMany({ where: { expiresAt: { lt: ctx.now() } } })
  return count
}
