import { CLOCK_SKEW_MS } from '../revocation/status.ts'
import type { WarningCode } from './report.ts'
import { invalid } from './verdict.ts'

/** Vietnam is seven hours ahead, and some programs write local time as if it were UTC. */
const SEVEN_HOURS_MS = 7 * 60 * 60 * 1000
const QUIRK_MS = 10 * 60 * 1000

/**
 * Refuses a claimed time later than the time by which the signature existed: proven by a timestamp, or now. The
 * seven hours of a local time written as UTC are told as a warning.
 */
export function checkClaimedTime(claimedAt: Date | null, existedBy: Date): WarningCode | null {
  if (claimedAt === null) return null
  const ahead = claimedAt.getTime() - existedBy.getTime()
  if (ahead <= CLOCK_SKEW_MS) return null
  if (Math.abs(ahead - SEVEN_HOURS_MS) <= QUIRK_MS) return 'CLAIMED_TIME_SEVEN_HOURS_OFF'
  throw invalid('TIME_INCONSISTENT', `${claimedAt.toISOString()} is after ${existedBy.toISOString()}`)
}
