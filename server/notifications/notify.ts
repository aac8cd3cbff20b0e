import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import type { Announcement } from './announcement.ts'
import { announcementsOf, type HeardEvent } from './concern.ts'
import { invitationCalendar } from './invitation-calendar.ts'
import { MAIL_TASK, mailJobKeyOf, mailWords, notificationKey, oneLine } from './mail.ts'

/**
 * Tells people what happened: a line in the app, and where the topic has one a mail with its job.
 * Hearing the same event twice changes nothing.
 */
export async function notify(tx: Tx, ctx: Ctx, event: HeardEvent): Promise<void> {
  for (const announcement of await announcementsOf(tx, ctx, event)) await tell(tx, ctx, event, announcement)
}

async function tell(tx: Tx, ctx: Ctx, event: HeardEvent, announcement: Announcement): Promise<void> {
  const { topic, href, params, entry, letter } = announcement
  const users = await tx.user.findMany({
    where: { id: { in: [...announcement.userIds] }, disabledAt: null },
    select: { id: true, fullName: true, email: true, locale: true },
  })
  const readers = users.map((user) => {
    const locale: 'vi' | 'en' = user.locale === 'en' ? 'en' : 'vi'
    return { ...user, locale, params: { ...params(locale), reader: user.fullName } }
  })
  const createdAt = ctx.now()
  await tx.notification.createMany({
    skipDuplicates: true,
    data: readers.map((reader) => ({
      id: ctx.newId(), userId: reader.id, eventId: event.id, key: notificationKey(topic), params: reader.params, href, createdAt,
    })),
  })
  const mails = readers.flatMap((reader) => {
    if (reader.email === '') return []
    const words = letter?.({ id: reader.id, name: reader.fullName, locale: reader.locale })
      ?? mailWords(topic, reader.locale, reader.params, ctx.settings.publicUrl + href)
    if (words === null) return []
    return [{
      id: ctx.newId(),
      eventId: event.id,
      toUserId: reader.id,
      toAddress: reader.email,
      subject: oneLine(words.subject),
      text: words.text,
      ical: entry === undefined ? null : invitationCalendar(entry, { name: reader.fullName, email: reader.email }),
      icalMethod: entry?.method ?? null,
      meetingId: event.meetingId,
      createdAt,
    }]
  })
  const kept = await tx.mail.createManyAndReturn({ skipDuplicates: true, data: mails, select: { id: true } })
  await addMailJobs(tx, kept.map(({ id }) => id))
}

/** Asks the worker to send these mails; a second request for the same mail changes nothing. */
export async function addMailJobs(tx: Tx, mailIds: readonly string[]): Promise<void> {
  if (mailIds.length === 0) return
  const jobs = mailIds.map((mailId) => ({ mailId, key: mailJobKeyOf(mailId) }))
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${MAIL_TASK}, json_build_object('mailId', job->>'mailId'), job_key => job->>'key')
    FROM json_array_elements(${JSON.stringify(jobs)}::json) AS job`
}
