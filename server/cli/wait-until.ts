import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_AGAIN_MS = 50

export interface Patience {
  msMax: number
  signal: AbortSignal
  /** Said when the time is up. */
  reason: () => string
}

/** @throws Error with `reason` when it is not so in time, and whatever `isSo` throws. */
export async function waitUntil(isSo: () => boolean | Promise<boolean>, { msMax, signal, reason }: Patience): Promise<void> {
  const deadlineMs = performance.now() + msMax
  while (!(await isSo())) {
    signal.throwIfAborted()
    if (performance.now() > deadlineMs) throw new Error(reason())
    await sleep(LOOK_AGAIN_MS)
  }
}
