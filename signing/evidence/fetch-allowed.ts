import { SigningError } from '../signing-error.ts'

/** What may be asked outside, and how much. Nothing that a file or a certificate names is asked unless its origin is listed. */
export interface NetworkRules {
  fetch: typeof globalThis.fetch
  /** Such as `http://tsa.ca.gov.vn`: scheme, host and port. */
  allowedOrigins: readonly string[]
  /** For one call, its whole answer included. */
  timeoutMs: number
}

export interface OutsideCall {
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: Uint8Array | string
  answerBytesMax: number
}

/**
 * One call to an allowed origin; any answer but success is a failure. Redirections are not followed: they lead to
 * places that nobody allowed.
 *
 * @throws SigningError network.not_allowed, network.failed, network.too_large
 */
export function fetchAllowed(call: OutsideCall, rules: NetworkRules): Promise<Buffer> {
  return ask(call, rules, async (response) => {
    if (!response.ok) throw new SigningError('network.failed', `${call.url} answers ${response.status}`)
    return readWithin(response, call)
  })
}

/**
 * The same for services that say in the body why they refuse: the answer is read whatever its status.
 *
 * @throws SigningError network.not_allowed, network.failed, network.too_large
 */
export function fetchAnswer(call: OutsideCall, rules: NetworkRules): Promise<{ status: number; body: Buffer }> {
  return ask(call, rules, async (response) => ({ status: response.status, body: await readWithin(response, call) }))
}

async function ask<T>(call: OutsideCall, rules: NetworkRules, take: (response: Response) => Promise<T>): Promise<T> {
  const { url, method, headers, body } = call
  if (!isAllowed(url, rules)) throw new SigningError('network.not_allowed', url)
  try {
    return await take(await rules.fetch(url, {
      method, redirect: 'error', signal: AbortSignal.timeout(rules.timeoutMs),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    }))
  } catch (cause) {
    if (cause instanceof SigningError) throw cause
    throw new SigningError('network.failed', `${url}: ${String(cause)}`)
  }
}

function isAllowed(url: string, { allowedOrigins }: NetworkRules): boolean {
  if (!URL.canParse(url)) return false
  const { origin, protocol, username, password } = new URL(url)
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '' && allowedOrigins.includes(origin)
}

async function readWithin(response: Response, { url, answerBytesMax }: OutsideCall): Promise<Buffer> {
  const reader = response.body?.getReader()
  const chunks: Uint8Array[] = []
  for (let size = 0; reader !== undefined;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > answerBytesMax) {
      await reader.cancel()
      throw new SigningError('network.too_large', url)
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}
