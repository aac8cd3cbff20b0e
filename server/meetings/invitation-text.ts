import type { Locale } from '#server/kernel/actor.ts'
import { t } from '#server/i18n/t.ts'
import type { MeetingKind } from './meeting.ts'

/** What an invitation states. Source: Decision 45/2018/QĐ-TTg: chair, invitees, content, time, place, specific requests. */
export interface Invitation {
  title: string
  kind: MeetingKind
  isUrgent: boolean
  purpose: string
  content: string
  requests: string
  place: string
  startAt: Date
  endAt: Date
  timeZone: string
  chairName: string
  /** Empty when the chair holds no position. */
  chairTitle: string
  hostUnitName: string
  /** People and units as they are to be read, in order. */
  invitees: readonly string[]
  agenda: readonly { title: string; presenterName: string; minutesPlanned: number }[]
  url: string
}

export interface Recipient {
  name: string
  locale: Locale
  /** Set when the unit is invited and this person names who attends for it. */
  namesForUnit: string | null
  /** He holds an earlier sending of this invitation. */
  isSentAgain: boolean
}

export interface InvitationText {
  subject: string
  text: string
}

/** A province may invite everybody; the mail names the first of them and counts the rest. */
const INVITEES_SHOWN_MAX = 30

/** The mail of an invitation in the recipient's language, as plain text. */
export function invitationText(invitation: Invitation, recipient: Recipient): InvitationText {
  const { locale } = recipient
  const subjectKey = recipient.isSentAgain ? 'meeting.mail.subject_again' : 'meeting.mail.subject'
  const sections = [
    t(locale, 'meeting.mail.greeting', { name: recipient.name }),
    opening(invitation, recipient),
    facts(invitation, locale),
    agendaLines(invitation, locale),
    t(locale, 'meeting.mail.papers', { url: invitation.url }),
    t(locale, recipient.namesForUnit === null ? 'meeting.mail.please_answer' : 'meeting.mail.please_name', {
      unit: recipient.namesForUnit ?? '',
    }),
    invitation.hostUnitName,
  ]
  return {
    subject: t(locale, subjectKey, { title: invitation.title }),
    text: sections.filter((section) => section !== '').join('\n\n'),
  }
}

function opening(invitation: Invitation, { locale, namesForUnit }: Recipient): string {
  const key = namesForUnit === null ? 'meeting.mail.opening' : 'meeting.mail.opening_unit'
  const urgent = invitation.isUrgent ? `${t(locale, 'meeting.mail.urgent')} ` : ''
  return urgent + t(locale, key, { host: invitation.hostUnitName, unit: namesForUnit ?? '', title: invitation.title })
}

function facts(invitation: Invitation, locale: Locale): string {
  const chair = [invitation.chairName, invitation.chairTitle].filter((part) => part !== '').join(', ')
  const rows: [Parameters<typeof t>[1], string][] = [
    ['meeting.label.kind', t(locale, `meeting.kind.${invitation.kind}`)],
    ['meeting.label.chair', chair],
    ['meeting.label.time', timeSpan(invitation, locale)],
    ['meeting.label.place', invitation.place],
    ['meeting.label.purpose', invitation.purpose],
    ['meeting.label.content', invitation.content],
    ['meeting.label.invitees', inviteeList(invitation.invitees, locale)],
    ['meeting.label.requests', invitation.requests],
  ]
  return rows.filter(([, value]) => value !== '').map(([key, value]) => `${t(locale, key)}: ${value}`).join('\n')
}

/** "08:00–11:30, Thứ Năm, ngày 26 tháng 11 năm 2026"; both days are named when the meeting runs over midnight. */
export function timeSpan({ startAt, endAt, timeZone }: Pick<Invitation, 'startAt' | 'endAt' | 'timeZone'>, locale: Locale): string {
  const dayFormat = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const timeFormat = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = (at: Date) => (locale === 'vi' ? officialDay(dayFormat.formatToParts(at)) : dayFormat.format(at))
  const [startDay, endDay] = [day(startAt), day(endAt)]
  const [start, end] = [timeFormat.format(startAt), timeFormat.format(endAt)]
  return startDay === endDay ? `${start}–${end}, ${startDay}` : `${start}, ${startDay} – ${end}, ${endDay}`
}

/** The way official papers write a day; the locale's own form leaves out "ngày" and "năm". */
function officialDay(parts: readonly Intl.DateTimeFormatPart[]): string {
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('weekday')}, ngày ${part('day')} ${part('month')} năm ${part('year')}`
}

function inviteeList(invitees: readonly string[], locale: Locale): string {
  const shown = invitees.slice(0, INVITEES_SHOWN_MAX).join('; ')
  const rest = invitees.length - INVITEES_SHOWN_MAX
  return rest > 0 ? `${shown}; ${t(locale, 'meeting.mail.more_invitees', { count: rest })}` : shown
}

function agendaLines({ agenda }: Invitation, locale: Locale): string {
  if (agenda.length === 0) return ''
  const lines = agenda.map(({ title, presenterName, minutesPlanned }, index) => {
    const minutes = t(locale, 'meeting.mail.minutes', { count: minutesPlanned })
    return `${index + 1}. ${title} (${[presenterName, minutes].filter((part) => part !== '').join(', ')})`
  })
  return [`${t(locale, 'meeting.label.agenda')}:`, ...lines].join('\n')
}
