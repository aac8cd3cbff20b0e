import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, secret of 24 to 64 bytes written `whsec_<base64>`. */
export const SECRET_PREFIX = 'whsec_'
const SECRET_BYTES = 32
const SECRET_BYTES_MIN = 24
const SECRET_BYTES_MAX = 64

/** How far the clock of the sender may be off, either way. The time of the attempt is signed, so a replay goes stale. */
export const TOLERANCE_MS = 5 * 60 * 1000

export interface WebhookHeaders {
  'webhook-id': string
  /** Whole seconds since 1970, of this attempt. */
  'webhook-timestamp': string
  /** Signatures separated by spaces, so that a key can be changed without a gap. */
  'webhook-signature': string
}

export type Verdict = 'valid' | 'missing_header' | 'bad_timestamp' | 'stale' | 'wrong_signature'

export function generateSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64')
}

export function isSecret(text: string): boolean {
  const bytes = keyOf(text)
  return bytes !== null && bytes.length >= SECRET_BYTES_MIN && bytes.length <= SECRET_BYTES_MAX
}

export function signWebhook(id: string, at: Date, body: string, secret: string): WebhookHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest(id, timestamp, body, secret)}`,
  }
}

/** Judges a received message. Only `valid` may be acted on. */
export function verifyWebhook(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  secret: string,
  now: Date,
): Verdict {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name])
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return 'missing_header'
  if (!/^\d{1,12}$/.test(timestamp)) return 'bad_timestamp'
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > TOLERANCE_MS) return 'stale'
  const expected = Buffer.from(digest(id, timestamp, body, secret))
  const isRight = signatures.split(' ').some((signature) => {
    if (!signature.startsWith('v1,')) return false
    const given = Buffer.from(signature.slice(3))
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return isRight ? 'valid' : 'wrong_signature'
}

function digest(id: string, timestamp: string, body: string, secret: string): string {
  const key = keyOf(secret)
  if (key === null) throw new Error('Not a Standard Webhooks secret')
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
}

function keyOf(secret: string): Buffer | null {
  if (!secret.startsWith(SECRET_PREFIX)) return null
  const encoded = secret.slice(SECRET_PREFIX.length)
  return /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64') : null
}
