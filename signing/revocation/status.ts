import { createHash } from 'node:crypto'
import type { Certificate } from '../cms/certificate.ts'
import { isIssuedBy, isStrongKey, readCertificate } from '../cms/certificate.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import { readReadable } from '../cms/read-readable.ts'
import { verifyValue } from '../cms/signature-algorithm.ts'
import type { ReadCrl, Revocation } from './read-crl.ts'
import { readCrl } from './read-crl.ts'
import type { OcspAnswer, ReadOcsp } from './read-ocsp.ts'
import { isAnswerFor, publicKeyBits, readOcsp } from './read-ocsp.ts'

/** Where revocation data came from: the file itself, the caller, or the network. */
export type EvidenceSource = 'dss' | 'cms' | 'supplied'

export interface RevocationEvidence { ocsps: readonly Uint8Array[]; crls: readonly Uint8Array[]; source: EvidenceSource }

export interface StatusEvidence { kind: 'ocsp' | 'crl'; source: EvidenceSource; thisUpdate: Date }

export type CertificateStatus =
  | { kind: 'good'; evidence: StatusEvidence }
  | { kind: 'revoked'; revocation: Revocation; evidence: StatusEvidence }
  /** `wasOffered`: there was data about it, and none of it could be believed. */
  | { kind: 'unknown'; wasOffered: boolean }

/** Clocks of authorities and ours may differ by so much. */
export const CLOCK_SKEW_MS = 5 * 60 * 1000
/** How old a status without an end of its own may be. */
const WITHOUT_END_MS = 24 * 60 * 60 * 1000
/** Pieces of each kind that a file may bring; what the caller brings is never crowded out by them. */
const EVIDENCE_MAX = 256

interface Known<T> { read: T; source: EvidenceSource }

/** All revocation data at hand, read once. Nothing in it is believed until its signature is verified. */
export class RevocationPool {
  private readonly crls: Known<ReadCrl>[] = []
  private readonly ocsps: Known<ReadOcsp>[] = []
  private readonly believed = new Map<string, boolean>()
  private readonly onUnknown: (certificate: Certificate, issuer: Certificate) => void

  constructor(evidence: readonly RevocationEvidence[], onUnknown: (certificate: Certificate, issuer: Certificate) => void = () => undefined) {
    this.onUnknown = onUnknown
    for (const isSupplied of [false, true]) {
      const chosen = evidence.filter(({ source }) => (source === 'supplied') === isSupplied)
      this.crls.push(...readAll(chosen.flatMap(({ crls, source }) => crls.map((der) => ({ der, source }))), readCrl, isSupplied))
      this.ocsps.push(...readAll(chosen.flatMap(({ ocsps, source }) => ocsps.map((der) => ({ der, source }))), readOcsp, isSupplied))
    }
  }

  /**
   * What is known about a certificate for the instant `at`, when looked at from `now`. One believable
   * revocation outweighs everything; a good word must be fresh at `at`.
   */
  statusOf(certificate: Certificate, issuer: Certificate, { at, now }: { at: Date; now: Date }, depth = 0): CertificateStatus {
    const offered: { status: CertificateStatus; isGood: boolean }[] = []
    for (const { read, source } of this.ocsps) {
      for (const answer of read.answers.filter((candidate) => isAnswerFor(candidate, certificate, issuer))) {
        const isBelieved = answer.status !== 'unknown' && this.believes(read, issuer, now, depth)
        offered.push(judge(isBelieved, answer.status, answer, { kind: 'ocsp', source, thisUpdate: answer.thisUpdate }, certificate, at, now))
      }
    }
    for (const { read, source } of this.crls) {
      if (!Buffer.from(read.issuerDer).equals(issuer.subjectDer) || !isInScope(read, certificate)) continue
      const isBelieved = this.believesList(read, issuer)
      const status = isBelieved ? read.revocationOf(certificate.serialDer) ?? 'good' : 'unknown'
      offered.push(judge(isBelieved, status, read, { kind: 'crl', source, thisUpdate: read.thisUpdate }, certificate, at, now))
    }
    const known = offered.find(({ status }) => status.kind === 'revoked')?.status ?? offered.find(({ isGood }) => isGood)?.status
    if (known === undefined) this.onUnknown(certificate, issuer)
    return known ?? { kind: 'unknown', wasOffered: offered.length > 0 }
  }

  private believesList(crl: ReadCrl, issuer: Certificate): boolean {
    return this.once(crl, issuer, () => crl.isComplete && crl.algorithm !== null
      && (issuer.keyUsage === null || issuer.keyUsage.crlSign)
      && verifyValue(issuer.publicKey, crl.algorithm, crl.signedDer, crl.signatureValue))
  }

  private believes(ocsp: ReadOcsp, issuer: Certificate, now: Date, depth: number): boolean {
    return this.once(ocsp, issuer, () => {
      const { algorithm } = ocsp
      const responder = algorithm === null ? null : this.responderOf(ocsp, issuer, now, depth)
      return algorithm !== null && responder !== null
        && verifyValue(responder.publicKey, algorithm, ocsp.signedDer, ocsp.signatureValue)
    })
  }

  /** The issuer itself, or somebody it certified for this purpose alone. Source: RFC 6960, 4.2.2.2. */
  private responderOf(ocsp: ReadOcsp, issuer: Certificate, now: Date, depth: number): Certificate | null {
    if (isNamed(ocsp, issuer)) return issuer
    const delegate = readReadable(ocsp.certificates, readCertificate).find((candidate) => isNamed(ocsp, candidate))
    if (delegate === undefined || !isStrongKey(delegate.publicKey) || delegate.signedWith === null) return null
    const { purposes, hasNoCheck, ocspUrls, crlUrls } = delegate.extensions
    if (purposes?.includes(PKI_OID.ocspSigning) !== true || !isIssuedBy(delegate, issuer)) return null
    if (ocsp.producedAt < delegate.notBefore || ocsp.producedAt > delegate.notAfter) return null
    if (hasNoCheck || (ocspUrls.length === 0 && crlUrls.length === 0)) return delegate
    const isGood = depth === 0 && this.statusOf(delegate, issuer, { at: ocsp.producedAt, now }, depth + 1).kind === 'good'
    return isGood ? delegate : null
  }

  /** Signatures are costly; the answer for the same signed bytes, signature and issuer is kept. */
  private once(
    { signedDer, signatureValue }: { signedDer: Uint8Array; signatureValue: Uint8Array }, issuer: Certificate, check: () => boolean,
  ): boolean {
    const digest = createHash('sha256').update(signedDer).update(signatureValue).digest('hex')
    const key = `${issuer.fingerprint} ${digest}`
    const known = this.believed.get(key)
    if (known !== undefined) return known
    this.believed.set(key, false)
    const isBelieved = check()
    this.believed.set(key, isBelieved)
    return isBelieved
  }
}

function isNamed({ responderNameDer, responderKeyHash }: ReadOcsp, certificate: Certificate): boolean {
  if (responderNameDer !== null) return Buffer.from(responderNameDer).equals(certificate.subjectDer)
  const hash = createHash('sha1').update(publicKeyBits(certificate)).digest()
  return responderKeyHash !== null && hash.equals(responderKeyHash)
}

function isInScope({ scope }: ReadCrl, { isAuthority }: Certificate): boolean {
  return scope === 'all' || (scope === 'authorities') === isAuthority
}

function judge(
  isBelieved: boolean, status: OcspAnswer['status'], { thisUpdate, nextUpdate }: { thisUpdate: Date; nextUpdate: Date | null },
  evidence: StatusEvidence, certificate: Certificate, at: Date, now: Date,
): { status: CertificateStatus; isGood: boolean } {
  if (!isBelieved || status === 'unknown' || thisUpdate.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    return { status: { kind: 'unknown', wasOffered: true }, isGood: false }
  }
  if (status !== 'good') return { status: { kind: 'revoked', revocation: status, evidence }, isGood: false }
  // After its end a certificate drops out of the lists, so a later list says nothing about it.
  const isAboutLiving = thisUpdate <= certificate.notAfter
  const until = nextUpdate?.getTime() ?? thisUpdate.getTime() + (evidence.kind === 'ocsp' ? WITHOUT_END_MS : 0)
  const isFresh = thisUpdate >= at || until + CLOCK_SKEW_MS >= at.getTime()
  return { status: { kind: 'good', evidence }, isGood: isAboutLiving && isFresh }
}

/**
 * A file full of worthless lists must not push out the one list that the caller knows: only what files bring is cut
 * off. Source: the attack of a poisoned document security store.
 */
function readAll<T>(offered: readonly { der: Uint8Array; source: EvidenceSource }[], read: (der: Uint8Array) => T, isSupplied: boolean): Known<T>[] {
  const taken = isSupplied ? offered : offered.slice(0, EVIDENCE_MAX)
  return taken.flatMap(({ der, source }) => readReadable([der], read).map((one) => ({ read: one, source })))
}
