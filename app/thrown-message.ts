import { isRouteErrorResponse } from '@remix-run/react'

/** The sentence of a refusal that a page was answered with; null for a bug, which has none. */
export function messageOf(thrown: unknown): string | null {
  const isRefused = isRouteErrorResponse(thrown) && typeof thrown.data === 'object' && thrown.data !== null && 'message' in thrown.data
  return isRefused ? String(thrown.data.message) : null
}
