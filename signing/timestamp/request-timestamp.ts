import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { NULL, TAG, child, children, der, integer, octetString, oid, readWholeDer, sequence } from '../cms/der.ts'
import { OID } from '../cms/oids.ts'
import type { NetworkRules } from '../evidence/fetch-allowed.ts'
import { fetchAllowed } from '../evidence/fetch-allowed.ts'
import { SigningError, isSigningError } from '../signing-error.ts'
import { checkTimestamp } from '../validation/check-timestamp.ts'
import { Stop } from '../validation/verdict.ts'

export interface TimestampAuthority {
  /** Size of the last token, in bytes; null before the first. */
  readonly lastTokenSizeBytes: number | null
  /**
   * A token over what has that SHA-256, checked before it is handed out.
   *
   * @throws SigningError timestamp.refused, timestamp.invalid, network.*
   */
  stamp(sha256: Uint8Array): Promise<Uint8Array>
}

export interface TimestampAuthorityOptions {
  url: string
  network: NetworkRules
  /** The government's authority was seen to take from 2 to 131 s, so failures are asked again. */
  attemptsMax?: number
  /** Before the second attempt, in milliseconds; twice as long before each further one. */
  backoffMs?: number
  /** Asked at the same time, at most. */
  parallelMax?: number
}

const TOKEN_BYTES_MAX = 64 * 1024

/** A client for RFC 3161 over HTTP (appendix C of RFC 3161, 3.4). */
export function timestampAuthority(
  { url, network, attemptsMax = 3, backoffMs = 1000, parallelMax = 4 }: TimestampAuthorityOptions,
): TimestampAuthority {
  let lastTokenSizeBytes: number | null = null
  const lanes = new Lanes(parallelMax)
  return {
    get lastTokenSizeBytes() { return lastTokenSizeBytes },
    async stamp(sha256) {
      const token = await lanes.run(() => askPatiently(sha256))
      lastTokenSizeBytes = token.length
      return token
    },
  }

  async function askPatiently(sha256: Uint8Array): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await askOnce(sha256)
      } catch (error) {
        // A clear no, or a token that does not hold, will not be better next time.
        if (!isSigningError(error) || error.code !== 'network.failed' || attempt >= attemptsMax) throw error
        await sleep(backoffMs * 2 ** (attempt - 1))
      }
    }
  }

  async function askOnce(sha256: Uint8Array): Promise<Uint8Array> {
    const nonce = integer(Buffer.concat([Buffer.from([1]), randomBytes(15)]))
    const answer = await fetchAllowed({
      url, method: 'POST', headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: timestampQuery(sha256, nonce), answerBytesMax: TOKEN_BYTES_MAX,
    }, network)
    const token = takeToken(answer)
    assertAnswers(token, sha256, nonce)
    return token
  }
}

/** TimeStampReq; the authority's certificate is asked for. Source: RFC 3161, 2.4.1. */
function timestampQuery(sha256: Uint8Array, nonce: Uint8Array): Buffer {
  const imprint = sequence(sequence(oid(OID.sha256), NULL), octetString(sha256))
  return sequence(integer(1), imprint, nonce, der(TAG.boolean, Buffer.from([0xff])))
}

/** granted (0) or grantedWithMods (1). Source: RFC 3161, 2.4.2. */
function takeToken(answer: Uint8Array): Uint8Array {
  try {
    const [status, token] = children(readWholeDer(answer, TAG.sequence))
    const code = status === undefined ? undefined : child(status, 0, TAG.integer).content[0]
    if (token === undefined || (code !== 0 && code !== 1)) throw new SigningError('timestamp.refused', `status ${code ?? 'missing'}`)
    return token.whole
  } catch (error) {
    if (isSigningError(error) && error.code === 'timestamp.refused') throw error
    throw new SigningError('timestamp.invalid', 'not a timestamp reply')
  }
}

function assertAnswers(token: Uint8Array, sha256: Uint8Array, nonce: Uint8Array): void {
  try {
    const { content, imprintHash } = checkTimestamp(token, () => Buffer.from(sha256))
    if (imprintHash !== 'sha256') throw new SigningError('timestamp.invalid', 'over another hash')
    const answered = children(readWholeDer(content, TAG.sequence)).slice(5).find(({ tag }) => tag === TAG.integer)
    if (answered === undefined || !Buffer.from(answered.whole).equals(nonce)) throw new SigningError('timestamp.invalid', 'nonce')
  } catch (error) {
    if (error instanceof Stop) throw new SigningError('timestamp.invalid', `${error.finding.code} ${error.finding.detail}`)
    throw error
  }
}

/** SHA-256 as a timestamp's imprint. */
export function imprintOf(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest()
}

/** Runs so many at a time; the others wait their turn. */
class Lanes {
  private free: number
  private readonly waiting: (() => void)[] = []

  constructor(count: number) {
    this.free = count
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => { this.waiting.push(resolve) })
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next === undefined) this.free++
      else next()
    }
  }
}
