import { useRouteLoaderData } from '@remix-run/react'
import type { Key, Messages, Params } from '#server/i18n/t.ts'
import type { Locale } from '#server/kernel/actor.ts'

export interface Words {
  locale: Locale
  timeZone: string
  messages: Messages
}

/** The active catalogue comes with the root of every page; screens carry no words of their own. */
export function useWords(): Words {
  const root = useRouteLoaderData('root') as { words: Words } | undefined
  if (root === undefined) throw new Error('Words are used outside the page.')
  return root.words
}

export type T = (key: Key, params?: Params) => string

export function useT(): T {
  const { messages } = useWords()
  return (key, params = {}) => messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** Dates as people here write them, in the deployment's zone: `21/11/2026 14:30`. */
export function useDates() {
  const { locale, timeZone } = useWords()
  const tag = locale === 'vi' ? 'vi-VN' : 'en-GB'
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { timeZone, ...options })
    return (at: Date | string) => format.format(typeof at === 'string' ? new Date(at) : at)
  }
  const brief = make({ day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false })
  return {
    day: make({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    time: make({ hour: '2-digit', minute: '2-digit', hour12: false }),
    weekday: make({ weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' }),
    instant: make({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }),
    /** Without the year, where room is short: `14:30 21/11`. */
    brief: (at: Date | string) => brief(at).replace('-', '/'),
    /** A day without a time, `YYYY-MM-DD`. */
    plainDay: (day: string) => day.split('-').reverse().join('/'),
  }
}
