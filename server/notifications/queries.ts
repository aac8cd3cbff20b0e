import { holds } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { isKey, t, type Params } from '#server/i18n/t.ts'
import { inForce } from '#server/meetings/known-people.ts'

const NOTIFICATIONS_MAX = 100
const MAILS_MAX = 200

export interface NotificationView {
  id: string
  sentence: string
  href: string
  createdAt: Date
  isRead: boolean
}

/** What the actor was told, newest first, in the actor's language. */
export async function myNotifications(ctx: Ctx): Promise<{ unreadCount: number; notifications: NotificationView[] }> {
  const userId = ctx.actor.userId
  const [unreadCount, rows] = await Promise.all([
    ctx.db.notification.count({ where: { userId, readAt: null } }),
    ctx.db.notification.findMany({ where: { userId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: NOTIFICATIONS_MAX }),
  ])
  const notifications = rows.map(({ id, key, params, href, createdAt, readAt }) => ({
    id,
    sentence: isKey(key) ? t(ctx.actor.locale, key, params as Params) : key,
    href,
    createdAt,
    isRead: readAt !== null,
  }))
  return { unreadCount, notifications }
}

export interface MailView {
  id: string
  toAddress: string
  subject: string
  text: string
  hasCalendar: boolean
  createdAt: Date
  /** `kept`: no mail server is set, this page is where it is read. */
  state: 'waiting' | 'sent' | 'kept' | 'failing'
  lastError: string | null
}

/** The mailbox page: the actor's own mails; an administrator sees all. Newest first. */
export async function mailbox(ctx: Ctx): Promise<MailView[]> {
  const rows = await ctx.db.mail.findMany({
    where: mayReadMails(ctx),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAILS_MAX,
  })
  return rows.map((row) => ({
    id: row.id,
    toAddress: row.toAddress,
    subject: row.subject,
    text: row.text,
    hasCalendar: row.ical !== null,
    createdAt: row.createdAt,
    state: row.transport === 'kept' ? 'kept' : row.sentAt !== null ? 'sent' : row.lastError !== null ? 'failing' : 'waiting',
    lastError: row.lastError,
  }))
}

/** The calendar part of a mail, to download; null when there is none or the mail is somebody else's. */
export async function calendarOfMail(ctx: Ctx, mailId: string): Promise<string | null> {
  const mail = await ctx.db.mail.findFirst({ where: { id: mailId, ...mayReadMails(ctx) }, select: { ical: true } })
  return mail?.ical ?? null
}

function mayReadMails(ctx: Ctx) {
  return holds(ctx.actor, 'administrator') ? {} : { toUserId: ctx.actor.userId }
}

/** Heads of these units today: who answers for a task, and who names an attendee. */
export async function headsOf(tx: Tx, ctx: Ctx, orgUnitIds: readonly string[]): Promise<string[]> {
  const positions = await tx.position.findMany({
    where: {
      orgUnitId: { in: [...orgUnitIds] },
      role: { in: ['unit_head', 'leader'] },
      user: { disabledAt: null },
      ...inForce(ctx),
    },
    select: { userId: true },
  })
  return [...new Set(positions.map(({ userId }) => userId))]
}
