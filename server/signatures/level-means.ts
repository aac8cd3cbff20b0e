import type { Settings } from '#server/kernel/settings.ts'
import { timestampAuthority } from '#signing/timestamp/request-timestamp.ts'
import type { LevelMeans } from './raise-level.ts'
import { trustOf } from './trust.ts'

/** The government's authority was seen to take 131 s. */
const TIMEOUT_MS = 180_000

/** Null without a timestamp authority. Nothing outside is asked but it and the origins in the settings. */
export function levelMeansOf({ dataDir, timestampUrl, statusOrigins }: Settings): LevelMeans | null {
  if (timestampUrl === null) return null
  const rules = (allowedOrigins: readonly string[]) => ({ fetch: globalThis.fetch, allowedOrigins, timeoutMs: TIMEOUT_MS })
  return {
    // The job is tried again by itself.
    timestamps: timestampAuthority({ url: timestampUrl, network: rules([new URL(timestampUrl).origin]), attemptsMax: 1 }),
    async evidence() {
      return { ...await trustOf(dataDir), network: rules(statusOrigins), now: () => new Date() }
    },
  }
}
