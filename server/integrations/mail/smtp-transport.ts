import { createTransport } from 'nodemailer'

export interface OutgoingMail {
  id: string
  toAddress: string
  subject: string
  text: string
  ical: string | null
  icalMethod: string | null
}

export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

const TIMEOUT_MS = 20_000

/** A mail server by its address, `smtp://user:password@host:587`. */
export function smtpTransport(url: string, from: string): MailTransport {
  const transporter = createTransport({
    url, pool: true, maxConnections: 2,
    connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS,
  })
  return {
    async send(mail) {
      await transporter.sendMail({
        from,
        to: mail.toAddress,
        subject: mail.subject,
        text: mail.text,
        // The same id on every try: a server or a reader may drop the second copy.
        messageId: `<${mail.id}@nghi-su>`,
        ...calendarPart(mail),
      })
    },
    close: () => transporter.close(),
  }
}

/** As an alternative of the text, which calendars act on, and as a file, which people can open. */
function calendarPart({ ical, icalMethod }: OutgoingMail) {
  if (ical === null) return {}
  return { icalEvent: { method: icalMethod ?? 'REQUEST', filename: 'giay-moi.ics', content: ical } }
}
