import { createHash } from 'node:crypto'
import type { Certificate } from '../cms/certificate.ts'
import { SigningError } from '../signing-error.ts'
import type { DerNode } from '../cms/der.ts'
import { TAG, child, children, contextTag, readOid, readWholeDer } from '../cms/der.ts'
import { OID } from '../cms/oids.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import { readTime } from '../cms/read-time.ts'
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts'
import { readSignatureAlgorithm } from '../cms/signature-algorithm.ts'
import type { Revocation } from './read-crl.ts'

/** What a responder says about one certificate. */
export interface OcspAnswer {
  hashName: string
  issuerNameHash: Uint8Array
  issuerKeyHash: Uint8Array
  serialDer: Uint8Array
  status: 'good' | 'unknown' | Revocation
  thisUpdate: Date
  nextUpdate: Date | null
}

/** An OCSP response, read and not yet believed. Source: RFC 6960, 4.2. */
export interface ReadOcsp {
  /** Raw DER of the responder's name, or the SHA-1 of its key; one of the two is null. */
  responderNameDer: Uint8Array | null
  responderKeyHash: Uint8Array | null
  producedAt: Date
  answers: OcspAnswer[]
  signedDer: Uint8Array
  algorithm: SignatureAlgorithm | null
  signatureValue: Uint8Array
  certificates: Uint8Array[]
}

const OCSP_BYTES_MAX = 1024 * 1024
/** Hashes here only name an issuer; SHA-1 is what most responders write. Source: RFC 5019, 2.1.1. */
const NAMING_HASHES: Readonly<Record<string, string>> = {
  [PKI_OID.sha1]: 'sha1', [OID.sha256]: 'sha256', [OID.sha384]: 'sha384', [OID.sha512]: 'sha512',
}

/** @throws SigningError cms.broken, also for a responder that answers with an error instead of a status */
export function readOcsp(der: Uint8Array): ReadOcsp {
  if (der.length > OCSP_BYTES_MAX) throw new SigningError('cms.broken', 'OCSP response too large')
  const outer = children(readWholeDer(der, TAG.sequence))
  const bytes = outer[1]
  if (outer[0]?.tag !== 0x0a || outer[0].content[0] !== 0 || bytes?.tag !== contextTag(0)) throw new SigningError('cms.broken', 'OCSP answer without status')
  const wrapped = child(bytes, 0, TAG.sequence)
  if (readOid(child(wrapped, 0)) !== PKI_OID.basicOcspResponse) throw new SigningError('cms.broken', 'kind of OCSP response')
  const basic = readWholeDer(child(wrapped, 1, TAG.octetString).content, TAG.sequence)
  const data = child(basic, 0, TAG.sequence)
  const fields = children(data)
  const shift = fields[0]?.tag === contextTag(0) ? 1 : 0
  const [responder, producedAt, answers] = fields.slice(shift)
  if (responder === undefined || producedAt === undefined || answers?.tag !== TAG.sequence) throw new SigningError('cms.broken', 'OCSP response')
  const certificates = children(basic)[3]
  return {
    responderNameDer: responder.tag === contextTag(1) ? child(responder, 0, TAG.sequence).whole : null,
    responderKeyHash: responder.tag === contextTag(2) ? child(responder, 0, TAG.octetString).content : null,
    producedAt: readTime(producedAt),
    answers: children(answers).map(readAnswer),
    signedDer: data.whole,
    algorithm: readSignatureAlgorithm(child(basic, 1, TAG.sequence)),
    signatureValue: child(basic, 2, TAG.bitString).content.subarray(1),
    certificates: certificates === undefined ? [] : children(child(certificates, 0, TAG.sequence)).map(({ whole }) => whole).slice(0, 8),
  }
}

function readAnswer(answer: DerNode): OcspAnswer {
  const id = child(answer, 0, TAG.sequence)
  const [, status, thisUpdate, next] = children(answer)
  if (status === undefined || thisUpdate === undefined) throw new SigningError('cms.broken', 'OCSP answer')
  return {
    hashName: NAMING_HASHES[readOid(child(child(id, 0, TAG.sequence), 0))] ?? '',
    issuerNameHash: child(id, 1, TAG.octetString).content,
    issuerKeyHash: child(id, 2, TAG.octetString).content,
    serialDer: child(id, 3, TAG.integer).whole,
    status: readStatus(status),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: next?.tag === contextTag(0) ? readTime(child(next, 0)) : null,
  }
}

/** good [0], revoked [1], unknown [2]. */
function readStatus(status: DerNode): OcspAnswer['status'] {
  if (status.tag === 0x80 && status.content.length === 0) return 'good'
  if (status.tag !== contextTag(1)) return 'unknown'
  const [at, reason] = children(status)
  if (at === undefined) throw new SigningError('cms.broken', 'OCSP revocation')
  return { at: readTime(at), reason: reason === undefined ? null : child(reason, 0).content[0] ?? null }
}

/** True when the answer is about this certificate of this issuer. */
export function isAnswerFor(answer: OcspAnswer, certificate: Certificate, issuer: Certificate): boolean {
  if (answer.hashName === '' || !Buffer.from(answer.serialDer).equals(certificate.serialDer)) return false
  const hash = (bytes: Uint8Array): Buffer => createHash(answer.hashName).update(bytes).digest()
  return hash(issuer.subjectDer).equals(answer.issuerNameHash) && hash(publicKeyBits(issuer)).equals(answer.issuerKeyHash)
}

/** The key's bits without the algorithm, as RFC 6960 hashes them. */
export function publicKeyBits({ publicKey }: Certificate): Uint8Array {
  return child(readWholeDer(publicKey.export({ type: 'spki', format: 'der' })), 1, TAG.bitString).content.subarray(1)
}
