import type { Locale } from '#server/kernel/actor.ts'

const LOCALE_COOKIE = /(?:^|;\s*)nghi_su_locale=(vi|en)/

/**
 * The language of a visitor who is not known yet: the one chosen in this browser, else Vietnamese. What the browser
 * itself is set to does not count: people here work on machines that came in English.
 */
export function requestLocale(cookieHeader: string | undefined): Locale {
  return LOCALE_COOKIE.exec(cookieHeader ?? '')?.[1] === 'en' ? 'en' : 'vi'
}
