import type { Certificate } from '../cms/certificate.ts'
import { isIssuedBy, readCertificate } from '../cms/certificate.ts'
import { readReadable } from '../cms/read-readable.ts'
import { indeterminate } from './verdict.ts'

const CHAIN_MAX = 8
/** Signatures of certificates that may be verified for one file: many authorities of one name are an attack. */
const VERIFICATIONS_MAX = 400
const CANDIDATES_MAX = 512

/** Certificates that may stand between a signer and an anchor; nobody trusts them for being here. */
export class CertificatePool {
  private readonly bySubject = new Map<string, Certificate[]>()
  private readonly issued = new Map<string, boolean>()
  private readonly known = new Set<string>()
  private readonly anchors: Certificate[]
  private verifications = 0

  constructor(anchors: readonly Certificate[]) {
    this.anchors = [...anchors]
  }

  add(certificates: readonly Certificate[]): void {
    for (const certificate of certificates) {
      if (this.known.has(certificate.fingerprint) || this.known.size >= CANDIDATES_MAX) continue
      this.known.add(certificate.fingerprint)
      const subject = keyOf(certificate.subjectDer)
      this.bySubject.set(subject, [...(this.bySubject.get(subject) ?? []), certificate])
    }
  }

  /** Broken certificates are passed over: they can lead nowhere. Answers the fingerprints of the others. */
  addDer(ders: readonly Uint8Array[]): Set<string> {
    const certificates = readReadable(ders.slice(0, CANDIDATES_MAX), readCertificate)
    this.add(certificates)
    return new Set(certificates.map(({ fingerprint }) => fingerprint))
  }

  /** The path from `signer` to an anchor, signer first; null when there is none. */
  pathOf(signer: Certificate): Certificate[] | null {
    // Whoever trusts this very certificate needs no authority to vouch for it.
    if (this.anchors.some(({ fingerprint }) => fingerprint === signer.fingerprint)) return [signer]
    return this.extend([signer], new Set([signer.fingerprint]))
  }

  private extend(path: Certificate[], visited: Set<string>): Certificate[] | null {
    const last = path.at(-1)
    if (last === undefined || path.length > CHAIN_MAX) return null
    const anchor = this.anchors.find((candidate) => this.isIssued(last, candidate))
    if (anchor !== undefined) return anchor.fingerprint === last.fingerprint ? path : [...path, anchor]
    for (const candidate of this.bySubject.get(keyOf(last.issuerDer)) ?? []) {
      // A certificate that led nowhere once leads nowhere from anywhere.
      if (visited.has(candidate.fingerprint) || !this.isIssued(last, candidate)) continue
      visited.add(candidate.fingerprint)
      const found = this.extend([...path, candidate], visited)
      if (found !== null) return found
    }
    return null
  }

  private isIssued(certificate: Certificate, issuer: Certificate): boolean {
    if (keyOf(certificate.issuerDer) !== keyOf(issuer.subjectDer)) return false
    const pair = `${certificate.fingerprint} ${issuer.fingerprint}`
    const known = this.issued.get(pair)
    if (known !== undefined) return known
    if (++this.verifications > VERIFICATIONS_MAX) throw indeterminate('RESOURCE_LIMIT', 'certificates')
    const answer = isIssuedBy(certificate, issuer)
    this.issued.set(pair, answer)
    return answer
  }
}

function keyOf(nameDer: Uint8Array): string {
  return Buffer.from(nameDer).toString('latin1')
}
