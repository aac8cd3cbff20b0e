import { X509Certificate, createHash } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { SigningError } from '../signing-error.ts'
import type { DerNode } from './der.ts'
import { TAG, child, children, contextTag, readOid, readString, readWholeDer } from './der.ts'
import type { CertificateExtensions } from './certificate-extensions.ts'
import { readExtensions } from './certificate-extensions.ts'
import { OID } from './oids.ts'
import type { SignatureAlgorithm } from './signature-algorithm.ts'
import { readSignatureAlgorithm } from './signature-algorithm.ts'

/** The parts of a distinguished name that people read. Empty when absent; several units joined by ", ". */
export interface DistinguishedName {
  commonName: string
  organisation: string
  organisationalUnit: string
  title: string
  locality: string
  province: string
  country: string
}

/** A certificate, read. Names are decoded from their own bytes, so Vietnamese stays Vietnamese. */
export interface Certificate {
  der: Uint8Array
  subject: DistinguishedName
  issuer: DistinguishedName
  /** Lower-case hex, no separators. */
  serial: string
  notBefore: Date
  notAfter: Date
  /** SHA-256 over the DER, lower-case hex. */
  fingerprint: string
  isAuthority: boolean
  keyUsage: CertificateExtensions['keyUsage']
  extensions: CertificateExtensions
  /** How its issuer signed it; null for an algorithm that proves nothing any more. */
  signedWith: SignatureAlgorithm | null
  publicKey: KeyObject
  /** The name and number a signature must cite, as raw DER. */
  issuerDer: Uint8Array
  serialDer: Uint8Array
  subjectDer: Uint8Array
}

/** By the hash of their bytes, oldest first forgotten: one signature asks several times for its certificate, and parsing is what costs. */
const known = new Map<string, Certificate>()
const KNOWN_MAX = 256

/** @throws SigningError certificate.broken */
export function readCertificate(der: Uint8Array): Certificate {
  const key = createHash('sha256').update(der).digest('hex')
  const certificate = known.get(key) ?? parse(der)
  known.delete(key)
  known.set(key, certificate)
  for (const oldest of known.keys()) {
    if (known.size <= KNOWN_MAX) break
    known.delete(oldest)
  }
  return certificate
}

function parse(der: Uint8Array): Certificate {
  try {
    const x509 = new X509Certificate(der)
    const fields = tbsFields(der)
    const extensions = readExtensions(fields.extensions)
    return {
      der: Uint8Array.from(der),
      subject: readName(fields.subject),
      issuer: readName(fields.issuer),
      serial: Buffer.from(fields.serial.content).toString('hex').replace(/^(00)+(?=..)/, ''),
      notBefore: new Date(x509.validFrom),
      notAfter: new Date(x509.validTo),
      fingerprint: createHash('sha256').update(der).digest('hex'),
      isAuthority: x509.ca,
      keyUsage: extensions.keyUsage,
      extensions,
      signedWith: readSignatureAlgorithm(fields.algorithm),
      publicKey: x509.publicKey,
      issuerDer: fields.issuer.whole,
      serialDer: fields.serial.whole,
      subjectDer: fields.subject.whole,
    }
  } catch (cause) {
    throw new SigningError('certificate.broken', String(cause))
  }
}

/**
 * Refuses a certificate that may not sign a document at `now`: outside its dates (both ends included), made
 * for something else, or with a key too weak to mean anything.
 *
 * @throws SigningError certificate.not_yet_valid, certificate.expired, certificate.key_usage, certificate.weak_key
 */
export function assertCertificateUsable(certificate: Certificate, now: Date): void {
  if (now < certificate.notBefore) throw new SigningError('certificate.not_yet_valid')
  if (now > certificate.notAfter) throw new SigningError('certificate.expired')
  if (!maySignDocuments(certificate)) throw new SigningError('certificate.key_usage')
  if (!isStrongKey(certificate.publicKey)) throw new SigningError('certificate.weak_key')
}

/** True for an end-entity certificate whose key usage allows signatures on documents. */
export function maySignDocuments({ isAuthority, keyUsage }: Certificate): boolean {
  return !isAuthority && (keyUsage === null || keyUsage.digitalSignature || keyUsage.nonRepudiation)
}

/** RSA of 2048 bits or more, or a NIST curve of 256 bits or more. */
export function isStrongKey(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails
  if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss') return (details?.modulusLength ?? 0) >= 2048
  return key.asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(details?.namedCurve ?? '')
}

/** True when `issuer` really signed `certificate`: names match byte for byte and the signature holds. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!Buffer.from(certificate.issuerDer).equals(issuer.subjectDer)) return false
  if (!issuer.isAuthority || (issuer.keyUsage !== null && !issuer.keyUsage.keyCertSign)) return false
  try {
    return new X509Certificate(certificate.der).verify(issuer.publicKey)
  } catch {
    // A key that cannot verify anything has issued nothing.
    return false
  }
}

/** The certificate that a signature cites by issuer and serial number, byte for byte. */
export function citedIn(
  certificates: readonly Certificate[], { issuerDer, serialDer }: { issuerDer: Uint8Array; serialDer: Uint8Array },
): Certificate | undefined {
  return certificates.find((one) => Buffer.from(one.issuerDer).equals(issuerDer) && Buffer.from(one.serialDer).equals(serialDer))
}

interface TbsFields { algorithm: DerNode; serial: DerNode; issuer: DerNode; subject: DerNode; extensions: DerNode | null }

/** Source: RFC 5280, 4.1. */
function tbsFields(der: Uint8Array): TbsFields {
  const whole = readWholeDer(der, TAG.sequence)
  const tbs = child(whole, 0, TAG.sequence)
  const fields = children(tbs)
  const shift = fields[0]?.tag === contextTag(0) ? 1 : 0
  const at = (index: number, tag: number): DerNode => child(tbs, index + shift, tag)
  const wrapper = fields.find((field) => field.tag === contextTag(3))
  return {
    algorithm: child(whole, 1, TAG.sequence),
    serial: at(0, TAG.integer),
    issuer: at(2, TAG.sequence),
    subject: at(4, TAG.sequence),
    extensions: wrapper === undefined ? null : child(wrapper, 0, TAG.sequence),
  }
}

function readName(node: DerNode): DistinguishedName {
  const values = new Map<string, string[]>()
  for (const set of children(node)) {
    for (const attribute of children(set)) {
      const type = readOid(child(attribute, 0))
      values.set(type, [...(values.get(type) ?? []), readString(child(attribute, 1))])
    }
  }
  const text = (type: string): string => (values.get(type) ?? []).join(', ')
  return {
    commonName: text(OID.commonName),
    organisation: text(OID.organisation),
    organisationalUnit: text(OID.organisationalUnit),
    title: text(OID.title),
    locality: text(OID.locality),
    province: text(OID.province),
    country: text(OID.country),
  }
}
