import { createHash } from 'node:crypto'
import { attempt, isFinding } from './attempt.ts'
import { checkChain } from './check-chain.ts'
import type { CheckedCms } from './check-cms.ts'
import { checkClaimedTime } from './check-time.ts'
import type { Proof } from './judge-document-timestamps.ts'
import type { JudgedTimestamp, Trust } from './judge-timestamp.ts'
import { judgeTimestamp } from './judge-timestamp.ts'
import type { LocatedSignature } from './locate-signature.ts'
import { reachLevel } from './reach-level.ts'
import type { SignatureReport, WarningCode } from './report.ts'
import { revocationOf, summaryOf, timestampOf } from './summaries.ts'
import type { Finding } from './verdict.ts'
import { invalid } from './verdict.ts'

export interface TrustQuestion {
  place: LocatedSignature
  cms: CheckedCms
  claimedAt: Date | null
  proofs: readonly Proof[]
  trust: Trust
  timestampTrust: Trust
  storedCertificates: ReadonlySet<string>
}

type Facts = Pick<SignatureReport, 'level' | 'signedAt' | 'provenAt' | 'chain' | 'revocation' | 'timestamps' | 'warnings'>

/** When the signature existed, and whether the signer was somebody to trust at that time. */
export function judgeTrust(question: TrustQuestion): { findings: Finding[]; facts: Facts } {
  const { place, cms, claimedAt, trust } = question
  const findings: Finding[] = []
  const warnings: WarningCode[] = place.isPades ? [] : ['NOT_PADES']
  trust.pool.add(cms.certificates)
  question.timestampTrust.pool.add(cms.certificates)
  const proofs = question.proofs.filter(({ coveredBytes }) => coveredBytes > place.end)
  const timestamps = judgeOwnTimestamps(question, proofs, findings)
  const trusted = timestamps.filter(({ finding }) => finding === null)
  if (trusted.length < timestamps.length) warnings.push('TIMESTAMP_UNTRUSTED')

  const provenAt = earliest([...trusted.map(({ checked }) => checked.at), ...proofs.map(({ at }) => at)])
  const chain = attempt(() => {
    const quirk = checkClaimedTime(claimedAt, provenAt ?? trust.now)
    if (quirk !== null) warnings.push(quirk)
    if (provenAt !== null && provenAt < cms.signer.notBefore) throw invalid('TIMESTAMP_INVALID', 'earlier than the certificate')
    const claim = quirk === null ? claimedAt : null
    return checkChain({ ...trust, signer: cms.signer, at: provenAt ?? trust.now, isProven: provenAt !== null, claimedAt: claim })
  })
  if (isFinding(chain)) findings.push(chain)
  const links = isFinding(chain) ? [] : chain
  if (links.some(({ status }) => status !== 'anchor' && status.kind === 'unknown')) warnings.push('REVOCATION_NOT_CHECKED')
  return {
    findings,
    facts: {
      level: reachLevel({ isPades: place.isPades, chain: links, timestamps: trusted, proofs, embedded: embeddedIn(question, [...trusted, ...proofs.map(({ judged }) => judged)]) }),
      signedAt: provenAt ?? claimedAt,
      provenAt,
      chain: links.map(({ certificate }) => summaryOf(certificate)),
      revocation: links.map(revocationOf),
      timestamps: timestamps.map(timestampOf),
      warnings,
    },
  }
}

/** The timestamps inside the signature; a wrong one is a finding, an untrusted one proves nothing. */
function judgeOwnTimestamps({ cms, timestampTrust: trust }: TrustQuestion, proofs: readonly Proof[], findings: Finding[]): JudgedTimestamp[] {
  const { signatureValue, timestamps } = cms.signed
  const seenAt = earliest(proofs.map(({ at }) => at)) ?? trust.now
  return timestamps.flatMap((token) => {
    const judged = attempt(() => judgeTimestamp(token, (hash) => createHash(hash).update(signatureValue).digest(), trust, seenAt))
    if (!isFinding(judged)) return [judged]
    findings.push(judged)
    return []
  })
}

/** SHA-256 of all certificates that the file carries: in its validation data, in the signature, in timestamps. */
function embeddedIn({ storedCertificates, cms }: TrustQuestion, timestamps: readonly JudgedTimestamp[]): Set<string> {
  const inTokens = timestamps.flatMap(({ checked }) => checked.certificates)
  return new Set([...storedCertificates, ...[...inTokens, ...cms.certificates].map(({ fingerprint }) => fingerprint)])
}

function earliest(times: readonly Date[]): Date | null {
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime())))
}
