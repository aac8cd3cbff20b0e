import { isKey, t, type Key, type Params } from '#server/i18n/t.ts'
import type { Locale } from '#server/kernel/actor.ts'

/** Name of the worker's task that sends one mail. */
export const MAIL_TASK = 'mail'

export function mailJobKeyOf(mailId: string): string {
  return `mail:${mailId}`
}

/** What a person hears of. Sentences: `notifications.<topic>`; of a mail also `mails.<topic>.subject` and `.text`. */
export type Topic =
  | 'meeting.convened' | 'meeting.changed' | 'meeting.cancelled' | 'unit.invited' | 'unit.uninvited' | 'participant.removed' | 'invitation.answered'
  | 'approval.requested' | 'approval.approved' | 'approval.returned'
  | 'signature.requested' | 'signature.refused' | 'notice.withdrawn' | 'conclusion.issued' | 'task.assigned' | 'task.progressed'

export function notificationKey(topic: Topic): Key {
  return `notifications.${topic}`
}

export interface Letter {
  subject: string
  text: string
}

/** A line break in a subject would end the header. */
export function oneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ')
}

/** Subject and text in the reader's language, ending with where to read on. Null for a topic that sends no mail. */
export function mailWords(topic: Topic, locale: Locale, params: Params, address: string): Letter | null {
  const subject = `mails.${topic}.subject`
  const text = `mails.${topic}.text`
  if (!isKey(subject) || !isKey(text)) return null
  const footer = t(locale, 'mails.footer', { address })
  return { subject: oneLine(t(locale, subject, params)), text: `${t(locale, text, params)}\n\n${footer}\n` }
}
