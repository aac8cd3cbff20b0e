import { appendFileSync } from 'node:fs'
import { t, type Key, type Params } from '#server/i18n/t.ts'
import type { RehearsalOptions } from './rehearsal-options.ts'

/** What a change was and which ids came of it; never its words, never a secret. */
export interface AcknowledgedChange {
  verb: string
  account: string
  input: unknown
  data: unknown
}

/** One run: its options, how it speaks, how it is stopped and what it must put away. */
export interface Rehearsal {
  readonly options: RehearsalOptions
  say(key: Key, params?: Params): string
  /** Aborted by Ctrl-C; while things are put away, a short time limit. */
  signal(): AbortSignal
  acknowledged(change: AcknowledgedChange): void
  /** The last added is put away first. */
  putAwayLater(work: () => Promise<unknown>): void
  putAway(): Promise<void>
}

const PUT_AWAY_MS_MAX = 10_000

export function makeRehearsal(options: RehearsalOptions, interrupted: AbortSignal): Rehearsal {
  const untidy: (() => Promise<unknown>)[] = []
  let ending: AbortSignal | null = null
  return {
    options,
    say: (key, params) => t(options.locale, key, params),
    signal: () => ending ?? interrupted,
    acknowledged({ verb, account, input, data }) {
      if (options.ackLog === null) return
      // Written before the next request goes out: whoever kills the server finds everything acknowledged so far.
      appendFileSync(options.ackLog, `${JSON.stringify({ verb, account, input: idsIn(input), data: idsIn(data) })}\n`)
    },
    putAwayLater: (work) => void untidy.push(work),
    async putAway() {
      ending = AbortSignal.timeout(PUT_AWAY_MS_MAX)
      for (let work = untidy.pop(); work !== undefined; work = untidy.pop()) await work().catch(() => undefined)
    },
  }
}

function idsIn(value: unknown): unknown {
  if (typeof value === 'string') return { id: value }
  if (Array.isArray(value)) return { ids: value.filter((entry) => typeof entry === 'string') }
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter(([name]) => /(?:Id|Ids|^number|^notation|^choice|^key)$/.test(name)))
}
