import type { Certificate } from '../cms/certificate.ts'
import { isStrongKey } from '../cms/certificate.ts'
import type { CertificateStatus, RevocationPool } from '../revocation/status.ts'
import type { CertificatePool } from './certificate-pool.ts'
import { indeterminate, invalid } from './verdict.ts'

/**
 * When a revocation status must be known: always; when the certificate says where to ask (a certificate that
 * names no place has none to give); or never, as right after signing, when the status is fetched later.
 */
export type RevocationPolicy = 'required' | 'when_published' | 'if_at_hand'

export interface ChainQuestion {
  signer: Certificate
  pool: CertificatePool
  revocations: RevocationPool
  policy: RevocationPolicy
  /** The instant for which the question is asked, and whether it is proven that the signature existed by then. */
  at: Date
  isProven: boolean
  /** Claimed by the signer; null when the file does not say. */
  claimedAt: Date | null
  /** When the question is asked. */
  now: Date
}

export interface ChainLink { certificate: Certificate; status: CertificateStatus | 'anchor' }

/**
 * The path from the signer to an anchor, signer first, every certificate inside its dates, fit for its place
 * and not revoked at `at`. Without a proven time an end that came meanwhile leaves the question open when the
 * claimed time lies before it, because only a timestamp could prove that time.
 */
export function checkChain(question: ChainQuestion): ChainLink[] {
  const path = question.pool.pathOf(question.signer)
  if (path === null) throw indeterminate('UNTRUSTED_ANCHOR')
  path.forEach((certificate, depth) => checkFitness(certificate, depth, depth === path.length - 1))
  for (const certificate of path) checkDates(certificate, question)
  return path.map((certificate, index) => {
    const issuer = path[index + 1]
    if (issuer === undefined) return { certificate, status: 'anchor' }
    const status = question.revocations.statusOf(certificate, issuer, question)
    checkStatus(certificate, status, question)
    return { certificate, status }
  })
}

function checkFitness(certificate: Certificate, depth: number, isAnchor: boolean): void {
  const { extensions, publicKey, signedWith } = certificate
  if (!isStrongKey(publicKey)) throw invalid('WEAK_ALGORITHM', 'key in the chain')
  // Nobody relies on an anchor's own signature.
  if (!isAnchor && signedWith === null) throw invalid('WEAK_ALGORITHM', 'signature in the chain')
  if (extensions.unknownCritical.length > 0) throw indeterminate('UNSUPPORTED', `critical extension ${extensions.unknownCritical.join(' ')}`)
  // Authorities between this one and the signer. Source: RFC 5280, 4.2.1.9.
  if (depth > 0 && extensions.pathLengthMax !== null && depth - 1 > extensions.pathLengthMax) throw invalid('KEY_USAGE', 'path length')
}

function checkDates({ notBefore, notAfter }: Certificate, { claimedAt, at, isProven }: ChainQuestion): void {
  if (at < notBefore) throw invalid('CERT_NOT_YET_VALID')
  if (isProven) {
    if (at > notAfter) throw invalid('CERT_EXPIRED')
    return
  }
  if (claimedAt !== null && claimedAt < notBefore) throw invalid('CERT_NOT_YET_VALID')
  if (claimedAt !== null && claimedAt > notAfter) throw invalid('CERT_EXPIRED')
  if (at > notAfter) throw indeterminate('CERT_EXPIRED', 'no proof that it was signed before')
}

function checkStatus(certificate: Certificate, status: CertificateStatus, { policy, at, isProven, claimedAt }: ChainQuestion): void {
  switch (status.kind) {
    case 'good': return
    case 'revoked': {
      const since = status.revocation.at
      if (since <= at && (isProven || claimedAt === null || since <= claimedAt)) throw invalid('CERT_REVOKED', since.toISOString())
      if (since <= at) throw indeterminate('CERT_REVOKED', 'no proof that it was signed before')
      return
    }
    case 'unknown': {
      const { ocspUrls, crlUrls } = certificate.extensions
      const isPublished = ocspUrls.length > 0 || crlUrls.length > 0
      if (status.wasOffered) throw indeterminate('REVOCATION_DATA_UNTRUSTED', certificate.subject.commonName)
      if (policy === 'required' || (policy === 'when_published' && isPublished)) {
        throw indeterminate('REVOCATION_UNKNOWN', certificate.subject.commonName)
      }
    }
  }
}
