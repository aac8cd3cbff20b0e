import type { Certificate } from '../cms/certificate.ts'
import type { HashName } from '../cms/signature-algorithm.ts'
import { attempt, isFinding } from './attempt.ts'
import type { ChainLink, ChainQuestion } from './check-chain.ts'
import { checkChain } from './check-chain.ts'
import type { CheckedTimestamp } from './check-timestamp.ts'
import { checkTimestamp } from './check-timestamp.ts'
import { type Finding, Stop, indeterminate, invalid } from './verdict.ts'

/** What all questions about trust have in common. */
export type Trust = Pick<ChainQuestion, 'pool' | 'revocations' | 'policy' | 'now'>

/** A timestamp and what may be built on it; `finding` is null when its time is proven. */
export interface JudgedTimestamp {
  checked: CheckedTimestamp
  chain: ChainLink[]
  finding: Finding | null
}

/** A key stolen later can date back; any other later revocation leaves earlier timestamps alone. */
const KEY_COMPROMISE = [1, 2, 10]

/**
 * Judges a token. `seenAt` is the earliest time for which a newer timestamp proves that this one existed, or
 * now: until then its authority must have been in order.
 *
 * @throws Stop TIMESTAMP_INVALID, WEAK_ALGORITHM when the token is wrong; a token that only cannot be trusted is
 *   answered with its finding
 */
export function judgeTimestamp(token: Uint8Array, digestOf: (hash: HashName) => Buffer, trust: Trust, seenAt: Date): JudgedTimestamp {
  const checked = checkTimestamp(token, digestOf)
  trust.pool.add(checked.certificates)
  const chain = attempt(() => checkAuthority(checked.authority, checked.at, trust, seenAt))
  if (!isFinding(chain)) return { checked, chain, finding: null }
  if (chain.verdict === 'INVALID') throw invalid('TIMESTAMP_INVALID', `${chain.code} ${chain.detail}`.trim())
  return { checked, chain: [], finding: chain }
}

function checkAuthority(signer: Certificate, at: Date, trust: Trust, seenAt: Date): ChainLink[] {
  if (at > trust.now) throw new Stop('INVALID', 'TIMESTAMP_INVALID', 'in the future')
  const chain = checkChain({ ...trust, signer, at, isProven: true, claimedAt: null })
  for (const { certificate, status } of chain) {
    if (seenAt > certificate.notAfter) throw indeterminate('CERT_EXPIRED', 'authority expired before a newer timestamp')
    if (status === 'anchor' || status.kind !== 'revoked') continue
    const { reason, at: revokedAt } = status.revocation
    if (revokedAt <= seenAt && KEY_COMPROMISE.includes(reason ?? 1)) throw indeterminate('CERT_REVOKED', 'key of the authority was compromised later')
  }
  return chain
}
