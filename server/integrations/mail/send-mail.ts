import type { Ctx } from '#server/kernel/ctx.ts'
import type { MailTransport } from './smtp-transport.ts'

/**
 * Sends one mail once it is due; without a mail server it is kept for the mailbox page. A mail already sent stays.
 * What the server refuses is noted on the row and thrown, so that the job tries again.
 */
export async function sendMail(ctx: Ctx, mailId: string, transport: MailTransport | null): Promise<void> {
  const mail = await ctx.db.mail.findUnique({ where: { id: mailId } })
  if (mail === null || mail.sentAt !== null || mail.transport === 'kept') return
  if (transport === null) {
    await ctx.db.mail.update({ where: { id: mailId }, data: { transport: 'kept', lastError: null } })
    return
  }
  try {
    await transport.send(mail)
  } catch (thrown) {
    const lastError = thrown instanceof Error ? thrown.message : String(thrown)
    await ctx.db.mail.update({ where: { id: mailId }, data: { lastError } })
    throw thrown
  }
  await ctx.db.mail.update({ where: { id: mailId }, data: { transport: 'smtp', sentAt: ctx.now(), lastError: null } })
}
