import { createHash, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { NULL, TAG, bitString, child, contextTag, der, integer, octetString, oid, readWholeDer, sequence, setOf, time, utf8String } from '../cms/der.ts'
import { OID } from '../cms/oids.ts'
import { PKI_OID } from '../cms/pki-oids.ts'

/** Parts of a name in the order they are written; a missing part is left out. */
export interface SubjectName {
  commonName: string
  title?: string
  organisation?: string
  organisationalUnit?: string
  province?: string
}

export interface CertificateSpec {
  subject: SubjectName
  publicKey: KeyObject
  issuer: { subject: Uint8Array; key: KeyObject; publicKey: KeyObject }
  notBefore: Date
  notAfter: Date
  role: CertificateRole
  /** Where its status can be asked; absent: nowhere. */
  status?: { ocspUrl?: string; crlUrl?: string }
  /** Anything weaker than the default is for tests of what refuses it. */
  hash?: 'sha256' | 'sha384' | 'sha1'
  /** Instead of the role's own, the first octet of the key usage and object identifiers of purposes: for tests of what refuses them. */
  keyUsageOctet?: number
  purposes?: readonly string[]
  /** How many authorities may follow below an authority; absent: no limit. */
  pathLengthMax?: number
}

/** What a certificate is for: to certify, to sign documents, to stamp times, or to tell the status of others. */
export type CertificateRole = 'authority' | 'signer' | 'timestamp' | 'ocsp_responder'

const SIGNATURES = {
  sha256: { rsa: OID.rsaSha256, ec: OID.ecdsaSha256 },
  sha384: { rsa: OID.rsaSha384, ec: OID.ecdsaSha384 },
  // RFC 3279.
  sha1: { rsa: '1.2.840.113549.1.1.5', ec: '1.2.840.10045.4.1' },
} as const

/** Builds and signs an X.509 v3 certificate; names are UTF8String. Source: RFC 5280, 4.1. */
export async function buildCertificate(spec: CertificateSpec): Promise<Buffer> {
  const { issuer, publicKey } = spec
  const hash = spec.hash ?? 'sha256'
  const algorithm = issuer.key.asymmetricKeyType === 'ec'
    ? sequence(oid(SIGNATURES[hash].ec))
    : sequence(oid(SIGNATURES[hash].rsa), NULL)
  const tbs = sequence(
    der(contextTag(0), integer(2)),
    integer(serialNumber()),
    algorithm,
    issuer.subject,
    sequence(time(spec.notBefore), time(spec.notAfter)),
    encodeName(spec.subject),
    spki(publicKey),
    der(contextTag(3), extensions(spec)),
  )
  return sequence(tbs, algorithm, bitString(await signAsync(issuer.key, tbs, hash)))
}

/** Source: RFC 5280, 4.1.2.4. The country is a PrintableString, everything else UTF-8. */
export function encodeName(subject: SubjectName): Buffer {
  const parts: [string, string | undefined][] = [
    [OID.province, subject.province],
    [OID.organisation, subject.organisation],
    [OID.organisationalUnit, subject.organisationalUnit],
    [OID.title, subject.title],
    [OID.commonName, subject.commonName],
  ]
  const country = setOf(sequence(oid(OID.country), der(TAG.printableString, Buffer.from('VN'))))
  const rest = parts.flatMap(([type, value]) => value === undefined ? [] : [setOf(sequence(oid(type), utf8String(value.normalize('NFC'))))])
  return sequence(country, ...rest)
}

function extensions(spec: CertificateSpec): Buffer {
  const { role, publicKey, issuer, status, pathLengthMax } = spec
  const isAuthority = role === 'authority'
  const constraints = isAuthority
    ? sequence(CRITICAL, ...(pathLengthMax === undefined ? [] : [integer(pathLengthMax)])) : sequence()
  return sequence(
    sequence(oid(OID.basicConstraints), CRITICAL, octetString(constraints)),
    sequence(oid(OID.keyUsage), CRITICAL, octetString(spec.keyUsageOctet === undefined ? keyUsage(role) : bitString(Buffer.from([spec.keyUsageOctet])))),
    sequence(oid(OID.subjectKeyIdentifier), octetString(octetString(keyIdentifier(publicKey)))),
    sequence(oid(OID.authorityKeyIdentifier), octetString(sequence(der(0x80, keyIdentifier(issuer.publicKey))))),
    ...(spec.purposes === undefined ? purposes(role) : [sequence(oid(PKI_OID.extendedKeyUsage), octetString(sequence(...spec.purposes.map(oid))))]),
    ...(status?.ocspUrl === undefined ? [] : [authorityInformation(status.ocspUrl)]),
    ...(status?.crlUrl === undefined ? [] : [distributionPoint(status.crlUrl)]),
  )
}

/** DER TRUE, which marks an extension that nobody may ignore. */
const CRITICAL = der(TAG.boolean, Buffer.from([0xff]))

/** Source: RFC 5280, 4.2.1.3. */
function keyUsage(role: CertificateRole): Buffer {
  switch (role) {
    // keyCertSign and cRLSign.
    case 'authority': return bitString(Buffer.from([0x06]), 1)
    // digitalSignature and nonRepudiation.
    case 'signer': return bitString(Buffer.from([0xc0]), 6)
    case 'timestamp':
    case 'ocsp_responder': return bitString(Buffer.from([0x80]), 7)
  }
}

/** A timestamp authority's purpose is critical and alone; a responder's own status is not asked. Source: RFC 3161, 2.3; RFC 6960, 4.2.2.2. */
function purposes(role: CertificateRole): Buffer[] {
  switch (role) {
    case 'authority':
    case 'signer': return []
    case 'timestamp': return [sequence(oid(PKI_OID.extendedKeyUsage), CRITICAL, octetString(sequence(oid(PKI_OID.timestamping))))]
    case 'ocsp_responder': return [
      sequence(oid(PKI_OID.extendedKeyUsage), octetString(sequence(oid(PKI_OID.ocspSigning)))),
      sequence(oid(PKI_OID.ocspNoCheck), octetString(NULL)),
    ]
  }
}

function authorityInformation(ocspUrl: string): Buffer {
  return sequence(oid(PKI_OID.authorityInformation), octetString(sequence(sequence(oid(PKI_OID.ocsp), url(ocspUrl)))))
}

function distributionPoint(crlUrl: string): Buffer {
  const names = der(contextTag(0), url(crlUrl))
  return sequence(oid(PKI_OID.crlDistributionPoints), octetString(sequence(sequence(der(contextTag(0), names)))))
}

/** uniformResourceIdentifier [6]. */
function url(address: string): Buffer {
  return der(0x86, Buffer.from(address, 'latin1'))
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

/** Leftmost 160 bits of SHA-256 over the key's bits. Source: RFC 7093, method 1. */
function keyIdentifier(key: KeyObject): Buffer {
  const bits = child(readWholeDer(spki(key)), 1, TAG.bitString).content.subarray(1)
  return createHash('sha256').update(bits).digest().subarray(0, 20)
}

/** 127 random bits: positive in DER, unique without a register. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}

function signAsync(key: KeyObject, data: Uint8Array, hash: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign(hash, data, key, (error, value) => {
      if (error === null) resolve(value)
      else reject(error)
    })
  })
}
