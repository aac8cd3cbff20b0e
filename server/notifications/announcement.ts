import type { Locale } from '#server/kernel/actor.ts'
import type { Params } from '#server/i18n/t.ts'
import type { CalendarEntry } from './invitation-calendar.ts'
import type { Letter, Topic } from './mail.ts'

/** One thing to tell to some people. */
export interface Announcement {
  topic: Topic
  userIds: readonly string[]
  /** Path of the screen to read on. */
  href: string
  params: (locale: Locale) => Params
  /** Present when a calendar entry goes along. */
  entry?: CalendarEntry
  /** The whole mail, where the sentences of the topic would not do: an invitation differs from reader to reader. */
  letter?: (reader: { id: string; name: string; locale: Locale }) => Letter
}

const LOCALE_TAGS: Readonly<Record<Locale, string>> = { vi: 'vi-VN', en: 'en-GB' }

/** "08:00 Thứ Năm, 26/11/2026" */
export function whenWords(at: Date, locale: Locale, timeZone: string): string {
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALE_TAGS[locale], { timeZone, ...options }).format(at)
  const time = of({ hour: '2-digit', minute: '2-digit', hour12: false })
  return `${time} ${of({ weekday: 'long' })}, ${of({ day: '2-digit', month: '2-digit', year: 'numeric' })}`
}

/** "31/12/2026" of a `YYYY-MM-DD` day; empty without one. */
export function dayWords(day: string | null): string {
  return day === null ? '' : day.split('-').reverse().join('/')
}
