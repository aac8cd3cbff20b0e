import { isSigningError } from '../signing-error.ts'
import type { Finding } from './verdict.ts'
import { Stop } from './verdict.ts'

/** Runs a check; a stop becomes a finding, an unreadable part too, a bug stays a bug. */
export function attempt<T>(check: () => T): T | Finding {
  try {
    return check()
  } catch (error) {
    if (error instanceof Stop) return error.finding
    if (!isSigningError(error)) throw error
    if (error.code === 'pdf.too_large') return { verdict: 'INDETERMINATE', code: 'RESOURCE_LIMIT', detail: error.message }
    return { verdict: 'INVALID', code: 'REVISION_BROKEN', detail: error.message }
  }
}

export function isFinding(value: unknown): value is Finding {
  return typeof value === 'object' && value !== null && 'verdict' in value && 'code' in value
}
