const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A working day without signing in again, and no longer. */
export const SESSION_LIFE_MS = 12 * HOUR
/** A tablet left on a table is signed out after this long. */
export const SESSION_IDLE_MS = 60 * MINUTE
/** `lastSeenAt` is written at most this often: five hundred tablets must not write at every request. */
export const SESSION_TOUCH_MS = MINUTE

export interface SessionTimes {
  lastSeenAt: Date
  expiresAt: Date
}

/** The instant of expiry itself is too late. */
export function isSessionAlive({ lastSeenAt, expiresAt }: SessionTimes, now: Date): boolean {
  return now < expiresAt && now.getTime() - lastSeenAt.getTime() < SESSION_IDLE_MS
}
