import { setTimeout as sleep } from 'node:timers/promises'

const RELAUNCHES_MAX = 5
/** Whatever ran this long was well, and its end counts as a first one. */
const GOOD_MS = 10 * 60_000

/**
 * Starts something again whenever it ends, until it is to stop, or has ended too often without a good time between.
 *
 * @param ended resolves when what runs now has ended; at once when a restart failed
 */
export async function keepRunning({ ended, restart, isStopping, log, goodMs = GOOD_MS, pauseMs = 1000 }: {
  ended: () => Promise<void>
  restart: () => Promise<void>
  isStopping: () => boolean
  log: (sentence: string) => void
  goodMs?: number
  pauseMs?: number
}): Promise<'stopped' | 'given_up'> {
  for (let failures = 0; ;) {
    const startedAtMs = performance.now()
    await ended()
    if (isStopping()) return 'stopped'
    failures = performance.now() - startedAtMs >= goodMs ? 1 : failures + 1
    if (failures > RELAUNCHES_MAX) return 'given_up'
    log('PostgreSQL ended unexpectedly; starting it again.')
    try {
      await restart()
    } catch (error) {
      log(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`)
      await sleep(pauseMs)
    }
  }
}
