import { Refusal } from '#server/kernel/refusal.ts'
import { isReachable, literalAddress, type Reach } from './reachable-address.ts'

/**
 * The address in its one spelling (`https://127.1` and `https://127.0.0.1/` are the same receiver), if events may be sent there: https, or with the demo on http to this very machine. No user and password in the address.
 * A name is resolved when something is sent (`reachable-address.ts`); a literal address is judged here already.
 *
 * @throws Refusal endpoint.bad_url, endpoint.https_only, endpoint.address_not_allowed
 */
export function endpointUrl(text: string, reach: Reach): string {
  if (!URL.canParse(text)) throw new Refusal('endpoint.bad_url', {}, 422)
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') throw new Refusal('endpoint.bad_url', {}, 422)
  const isDemo = reach.allowsLoopback && isLoopback(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isDemo)) throw new Refusal('endpoint.https_only', {}, 422)
  const address = url.hostname === 'localhost' ? '127.0.0.1' : literalAddress(url.hostname)
  if (address !== null && !isReachable(address, reach)) throw new Refusal('endpoint.address_not_allowed', {}, 422)
  url.hash = ''
  return url.href
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
