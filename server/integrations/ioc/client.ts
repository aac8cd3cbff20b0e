import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { CLOUD_EVENT_MEDIA_TYPE, type CloudEvent } from './message.ts'
import { isReachable, literalAddress, notReachable, reachableLookup, type Reach } from './reachable-address.ts'
import { signWebhook } from './standard-webhooks.ts'

const TIMEOUT_MS = 15_000
/** Enough of a refusal to help an operator. */
const ANSWER_CHARS_MAX = 200

export interface PostTarget extends Reach {
  url: string
  secret: string
}

export type PostOutcome =
  | { kind: 'accepted'; status: number }
  /** 410: the receiver wants nothing more, ever. */
  | { kind: 'gone' }
  /** It answered, and not with yes. */
  | { kind: 'failed'; reason: string; retryAfterMs: number }
  /** It did not answer, or was not reached: that concerns every message for it. */
  | { kind: 'silent'; reason: string }

/** Sends one message once. An argument of the worker, so that a test may stand in its way. */
export type PostEvent = (target: PostTarget, message: CloudEvent, at: Date, stopping?: AbortSignal) => Promise<PostOutcome>

/**
 * Posts with a signature of this attempt. Never throws for what a receiver or a network does; never follows a redirect;
 * connects to no address that `reachable-address.ts` refuses, whatever name leads there.
 */
export async function postEvent(target: PostTarget, message: CloudEvent, at: Date, stopping?: AbortSignal): Promise<PostOutcome> {
  const body = JSON.stringify(message)
  try {
    const response = await send(target, body, {
      'content-type': CLOUD_EVENT_MEDIA_TYPE,
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'nghi-su',
      ...signWebhook(message.id, at, body, target.secret),
    }, stopping)
    const status = response.statusCode ?? 0
    const isOk = status >= 200 && status < 300
    const answer = isOk ? '' : await firstWords(response)
    response.destroy()
    if (isOk) return { kind: 'accepted', status }
    if (status === 410) return { kind: 'gone' }
    const reason = `HTTP ${status}${answer === '' ? '' : `: ${answer}`}`
    return { kind: 'failed', reason, retryAfterMs: retryAfterMs(response.headers['retry-after'] ?? null, at) }
  } catch (thrown) {
    return { kind: 'silent', reason: reasonOf(thrown) }
  }
}

/** Not `fetch`: there the address that was checked and the one that is connected to could differ. */
function send(target: PostTarget, body: string, headers: OutgoingHttpHeaders, stopping: AbortSignal | undefined): Promise<IncomingMessage> {
  const url = new URL(target.url)
  const address = literalAddress(url.hostname)
  if (address !== null && !isReachable(address, target)) return Promise.reject(notReachable(address))
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const signal = stopping === undefined ? timeout : AbortSignal.any([timeout, stopping])
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, lookup: reachableLookup(target), signal, agent: false })
    sent.on('response', resolve).on('error', reject)
    sent.end(body)
  })
}

/** RFC 9110 §10.2.3: seconds, or a date. Anything else says nothing. */
export function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return 0
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const until = Date.parse(header)
  return Number.isNaN(until) ? 0 : Math.max(0, until - now.getTime())
}

/** The beginning of an answer; a receiver that goes on for ever is not heard out. */
async function firstWords(response: IncomingMessage): Promise<string> {
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    return new TextDecoder().decode(chunk.slice(0, ANSWER_CHARS_MAX * 2)).replace(/\s+/g, ' ').trim().slice(0, ANSWER_CHARS_MAX)
  }
  return ''
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  // The signal's own reason is the cause of what the request reports.
  if ([thrown, thrown.cause].some((one) => one instanceof Error && one.name === 'TimeoutError')) return `No answer within ${TIMEOUT_MS / 1000} s`
  const code = 'code' in thrown ? String(thrown.code) : ''
  return code === '' || thrown.message.includes(code) ? thrown.message || code : `${code}: ${thrown.message}`
}
