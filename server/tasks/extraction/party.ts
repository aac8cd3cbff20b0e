import type { Token } from './tokens.ts'

/** An agency as a text names it. */
export interface Party {
  /** As written; a head word stated once for a list ("Các sở: …") is repeated. */
  name: string
  start: number
  end: number
  isGeneric: boolean
  /** Its head word names things as well as agencies. */
  isWeak: boolean
  /** Named with his or her address: "đồng chí …". */
  isPerson: boolean
}

export interface Found {
  party: Party
  next: number
}

/** The party of the tokens from `at` to `end`, `head` set before it when the text says it once for a list. */
export function partyOf(tokens: readonly Token[], at: number, end: number, more: { head?: string; isGeneric?: boolean; isWeak?: boolean; isPerson?: boolean } = {}): Found | null {
  const first = tokens[at]
  const last = tokens[end - 1]
  if (first === undefined || last === undefined || end <= at) return null
  const name = wordsOf(tokens.slice(at, end))
  const { head, isGeneric = false, isWeak = false, isPerson = false } = more
  return { party: { name: head === undefined ? name : `${head} ${name}`, start: first.start, end: last.end, isGeneric, isWeak, isPerson }, next: end }
}

/** The words of a run of tokens, spaced as written. */
export function wordsOf(tokens: readonly Token[]): string {
  return tokens.map((token, index) => (index > 0 && token.start > (tokens[index - 1]?.end ?? 0) ? ' ' : '') + token.text).join('')
}
