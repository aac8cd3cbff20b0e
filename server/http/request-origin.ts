import type { IncomingHttpHeaders } from 'node:http'

/**
 * False when a browser says that another site made the request. SameSite cookies already keep the session out of such
 * requests; this is the second line.
 */
export function isOwnRequest(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const originHost = new URL(origin).host
  return originHost === host || originHost === new URL(publicUrl).host
}
