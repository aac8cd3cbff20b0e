import type { RequestHandler } from 'express'
import type { Log } from '#server/kernel/log.ts'

/** What must be well for the product to be well. Each answers null, or the reason why not. */
export interface HealthChecks {
  database(): Promise<string | null>
  migrations(): Promise<string | null>
  worker(): Promise<string | null>
}

const CHECK_MS_MAX = 3000

/** Whoever asks more often hears the same again: a check opens a connection of its own. */
const ANSWER_MS = 1000

/** `GET /healthz`: 200 `{"status":"ok"}` only when every check passes in time, else 503 with the reasons. */
export function healthPage(checks: HealthChecks, startedAt: Date, log: Log): RequestHandler {
  const reasonsNow = keptFor(ANSWER_MS, async () => {
    const reasons = await reasonsOf(checks)
    if (Object.keys(reasons).length > 0) log.warn({ reasons }, 'not well')
    return reasons
  })
  return (_request, response, next) => {
    void (async () => {
      const reasons = await reasonsNow()
      const isWell = Object.keys(reasons).length === 0
      response
        .status(isWell ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json(isWell ? { status: 'ok', startedAt: startedAt.toISOString() } : { status: 'unwell', reasons })
    })().catch(next)
  }
}

async function reasonsOf(checks: HealthChecks): Promise<Record<string, string>> {
  const names = ['database', 'migrations', 'worker'] as const
  const found = await Promise.all(names.map(async (name) => [name, await withinTime(checks[name]())] as const))
  return Object.fromEntries(found.flatMap(([name, reason]) => (reason === null ? [] : [[name, reason]])))
}

/** Asks one at a time, and again only when the last answer is older than `ms`. */
function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null
  let answeredAtMs = Infinity
  return () => {
    if (answer !== null && performance.now() - answeredAtMs < ms) return answer
    answeredAtMs = Infinity
    answer = ask().finally(() => (answeredAtMs = performance.now()))
    return answer
  }
}

async function withinTime(check: Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => (timer = setTimeout(() => resolve(`no answer within ${CHECK_MS_MAX} ms`), CHECK_MS_MAX)))
  return Promise.race([check.catch(lastLineOf), late]).finally(() => clearTimeout(timer))
}

/** What failed stands last; above it the database's client tells which statement it was. */
function lastLineOf(thrown: unknown): string {
  const lines = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n').map((line) => line.trim())
  return lines.findLast((line) => line !== '') ?? 'failed without a reason'
}
