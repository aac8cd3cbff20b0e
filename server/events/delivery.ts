/** Name of the worker's task that carries out one delivery to a listener of our own. */
export const DELIVERY_TASK = 'deliver'
/** The same to a receiver outside. A line of its own: a receiver that does not answer must not keep invitations waiting. */
export const POST_TASK = 'post'

/** The task for a delivery to `target`, which is empty for our own listeners. */
export function taskFor(target: string): string {
  return target === '' ? DELIVERY_TASK : POST_TASK
}

export function jobKeyOf(deliveryId: string): string {
  return `delivery:${deliveryId}`
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits after the first, second, … failed attempt (Standard Webhooks 1.0 schedule): 75 h 35 min in all. */
const WAITS_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/**
 * When to try again after `attempts` failures; null when it is time to give up and show an operator.
 * `jitter` in 0…1 spreads receivers that came back together by ±10 %.
 */
export function nextAttemptAt(attempts: number, now: Date, jitter: number, retryAfterMs = 0): Date | null {
  const waitMs = WAITS_MS[attempts - 1]
  if (waitMs === undefined) return null
  const spreadMs = waitMs * (0.9 + 0.2 * jitter)
  return new Date(now.getTime() + Math.max(spreadMs, Math.min(retryAfterMs, 24 * HOUR)))
}
