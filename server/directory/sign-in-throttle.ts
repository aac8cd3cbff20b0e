const SECOND = 1000
const HOUR = 3600 * SECOND

/** After this many failures in a row the account must wait (TCVN 14423:2026 §5.5.2.2 suggests at most 5). */
export const FREE_FAILURES = 5
const FIRST_ANSWER_DELAY_MS = 200
const FIRST_LOCK_MS = 15 * SECOND
/**
 * Not the 12 hours which the standard suggests: anybody who knows the account of a chair could shut the chair out of
 * the session. Four guesses an hour are as useless to a guesser.
 */
const LOCK_MS_MAX = 15 * 60 * SECOND
/** Failures older than this are forgotten. */
export const FAILURES_KEPT_MS = 12 * HOUR

export interface Throttle {
  /** Attempts that have not (yet) turned out right, the ones still being checked included. */
  failures: number
  lastFailedAt: Date
}

/** Failures that still count at `now`. */
export function failuresAt(throttle: Throttle | null, now: Date): number {
  if (throttle === null || now.getTime() - throttle.lastFailedAt.getTime() >= FAILURES_KEPT_MS) return 0
  return throttle.failures
}

/** How long the `failures`-th wrong answer is held back: 0.2 s, doubling to 3.2 s. */
export function answerDelayMs(failures: number): number {
  return FIRST_ANSWER_DELAY_MS * 2 ** (Math.min(Math.max(failures, 1), FREE_FAILURES) - 1)
}

/** Whole seconds until the next attempt is looked at; 0 when it may be made now. 15 s after the fifth failure, doubling to 15 min. */
export function lockedForSeconds(throttle: Throttle | null, now: Date): number {
  const failures = failuresAt(throttle, now)
  if (throttle === null || failures < FREE_FAILURES) return 0
  const lockMs = Math.min(FIRST_LOCK_MS * 2 ** (failures - FREE_FAILURES), LOCK_MS_MAX)
  const restMs = throttle.lastFailedAt.getTime() + lockMs - now.getTime()
  return Math.max(0, Math.ceil(restMs / SECOND))
}
