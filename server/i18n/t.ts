import type { Locale } from '#server/kernel/actor.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

/** Vietnamese is the source; English has the same keys (a test says so). */
export type Key = keyof typeof vi
export type Messages = Readonly<Record<Key, string>>
export type Params = Readonly<Record<string, string | number>>

const catalogues: Readonly<Record<Locale, Messages>> = { vi, en }

export function messagesOf(locale: Locale): Messages {
  return catalogues[locale]
}

export function isKey(text: string): text is Key {
  return Object.hasOwn(vi, text)
}

export function t(locale: Locale, key: Key, params: Params = {}): string {
  return fill(catalogues[locale][key], params)
}

/** Replaces `{name}`. A name without a value stays visible, so that a test or a reader sees it. */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** The sentence of a refusal. An unknown code is a bug found by the test of parity; people still get a sentence. */
export function refusalSentence(locale: Locale, code: string, params: Params = {}): string {
  const key = `refusals.${code}`
  return t(locale, isKey(key) ? key : 'refusals.unknown', { ...params, code })
}
