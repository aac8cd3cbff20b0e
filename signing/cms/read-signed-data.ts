import { SigningError } from '../signing-error.ts'
import type { DerNode } from './der.ts'
import { TAG, child, children, contextTag, readOid, readWholeDer } from './der.ts'
import { OID } from './oids.ts'
import { PKI_OID } from './pki-oids.ts'
import { readTime } from './read-time.ts'
import type { HashName, SignatureAlgorithm } from './signature-algorithm.ts'
import { readDigestAlgorithm, readSignatureAlgorithm } from './signature-algorithm.ts'

export type { HashName } from './signature-algorithm.ts'

/** What a CMS signature says, not yet believed. */
export interface ReadSignedData {
  certificates: Uint8Array[]
  /** Revocation data that came along: in the SignedData itself, or in the attribute Adobe defined for it. */
  crls: Uint8Array[]
  ocsps: Uint8Array[]
  /** What is signed when the signature carries its content (a timestamp token does); null when detached. */
  content: Uint8Array | null
  /** Issuer and serial number of the signer, raw DER. */
  issuerDer: Uint8Array
  serialDer: Uint8Array
  /** Null for an algorithm we do not accept. */
  digestAlgorithm: HashName | null
  signatureAlgorithm: SignatureAlgorithm | null
  /** With the SET tag that was signed. */
  attributesDer: Uint8Array
  messageDigest: Uint8Array
  /** SHA-256 (or stronger) reference to the signing certificate; null when the attribute is absent. */
  signingCertificate: { hash: HashName | null; value: Uint8Array } | null
  /** The same by SHA-1 (RFC 2634); good enough to name a timestamp authority, never a person. */
  signingCertificateSha1: Uint8Array | null
  hasSigningTime: boolean
  /** Claimed, and unproven. */
  signingTime: Date | null
  signatureValue: Uint8Array
  /** RFC 3161 tokens over `signatureValue`. */
  timestamps: Uint8Array[]
}

const CERTIFICATES_MAX = 64
const TIMESTAMPS_MAX = 8

/**
 * Reads a CMS SignedData with exactly one signer and signed attributes: detached by default, or with content
 * of the given type inside.
 *
 * @throws SigningError cms.broken
 */
export function readSignedData(cms: Uint8Array, contentType: string = OID.data): ReadSignedData {
  const outer = readWholeDer(cms, TAG.sequence)
  demand(readOid(child(outer, 0)) === OID.signedData)
  const parts = children(child(child(outer, 1, contextTag(0)), 0, TAG.sequence))
  const content = parts[2]
  demand(content?.tag === TAG.sequence && readOid(child(content, 0)) === contentType)
  const inside = children(content)[1]
  demand(contentType === OID.data ? inside === undefined : inside?.tag === contextTag(0))
  const optional = (number: number): DerNode[] => {
    const part = parts.slice(3, -1).find(({ tag }) => tag === contextTag(number))
    return part === undefined ? [] : children(part)
  }
  const signers = parts.at(-1)
  demand(parts.length >= 4 && signers?.tag === TAG.set && children(signers).length === 1)
  const certificates = optional(0).map(({ whole }) => whole)
  demand(certificates.length <= CERTIFICATES_MAX)
  const { archive, ...signer } = readSigner(child(signers, 0, TAG.sequence), contentType)
  const revocations = optional(1)
  return {
    ...signer,
    certificates,
    content: inside === undefined ? null : child(inside, 0, TAG.octetString).content,
    crls: [...revocations.filter(({ tag }) => tag === TAG.sequence).map(({ whole }) => whole), ...archive.crls],
    ocsps: [...revocations.filter(({ tag }) => tag === contextTag(1)).flatMap(ocspIn), ...archive.ocsps],
  }
}

type Signer = Omit<ReadSignedData, 'certificates' | 'content' | 'crls' | 'ocsps'> & { archive: { crls: Uint8Array[]; ocsps: Uint8Array[] } }

function readSigner(signer: DerNode, contentType: string): Signer {
  const sid = child(signer, 1, TAG.sequence)
  const digestAlgorithm = readDigestAlgorithm(child(signer, 2, TAG.sequence))
  const stored = child(signer, 3, contextTag(0))
  const attributes = readAttributes(stored)
  const type = attributes.get(OID.contentType)
  const messageDigest = attributes.get(OID.messageDigest)
  demand(type !== undefined && readOid(type) === contentType)
  demand(messageDigest?.tag === TAG.octetString)
  const signingTime = attributes.get(OID.signingTime)
  return {
    issuerDer: child(sid, 0, TAG.sequence).whole,
    serialDer: child(sid, 1, TAG.integer).whole,
    digestAlgorithm,
    signatureAlgorithm: readSignatureAlgorithm(child(signer, 4, TAG.sequence), digestAlgorithm),
    attributesDer: Buffer.concat([Buffer.from([TAG.set]), stored.whole.subarray(1)]),
    messageDigest: messageDigest.content,
    signingCertificate: readSigningCertificate(attributes.get(OID.signingCertificateV2)),
    signingCertificateSha1: readSha1Reference(attributes.get(PKI_OID.signingCertificate)),
    hasSigningTime: signingTime !== undefined,
    signingTime: signingTime === undefined ? null : readTime(signingTime),
    signatureValue: child(signer, 5, TAG.octetString).content,
    timestamps: readTimestamps(children(signer)[6]),
    archive: readArchive(attributes.get(PKI_OID.revocationArchive)),
  }
}

/** Each attribute once, each with one value: a second one is where forgeries hide. */
function readAttributes(stored: DerNode): Map<string, DerNode> {
  const found = new Map<string, DerNode>()
  for (const attribute of children(stored)) {
    const type = readOid(child(attribute, 0))
    const values = children(child(attribute, 1, TAG.set))
    const [value] = values
    demand(value !== undefined && values.length === 1 && !found.has(type))
    found.set(type, value)
  }
  return found
}

function readSigningCertificate(value: DerNode | undefined): ReadSignedData['signingCertificate'] {
  if (value === undefined) return null
  const first = child(child(value, 0, TAG.sequence), 0, TAG.sequence)
  const [algorithm, hash] = children(first)
  if (algorithm?.tag === TAG.octetString) return { hash: 'sha256', value: algorithm.content }
  demand(algorithm?.tag === TAG.sequence && hash?.tag === TAG.octetString)
  return { hash: readDigestAlgorithm(algorithm), value: hash.content }
}

function readSha1Reference(value: DerNode | undefined): Uint8Array | null {
  return value === undefined ? null : child(child(child(value, 0, TAG.sequence), 0, TAG.sequence), 0, TAG.octetString).content
}

/** Unsigned attributes [1]: several timestamps may stand in one attribute or in several. */
function readTimestamps(unsigned: DerNode | undefined): Uint8Array[] {
  if (unsigned === undefined) return []
  demand(unsigned.tag === contextTag(1))
  const tokens = children(unsigned)
    .filter((attribute) => readOid(child(attribute, 0)) === PKI_OID.timestampToken)
    .flatMap((attribute) => children(child(attribute, 1, TAG.set)).map(({ whole }) => whole))
  demand(tokens.length <= TIMESTAMPS_MAX)
  return tokens
}

/** RevocationInfoArchival: crl [0], ocsp [1]. Source: ISO 32000-2, 12.8.3.3.2. */
function readArchive(value: DerNode | undefined): { crls: Uint8Array[]; ocsps: Uint8Array[] } {
  const list = (number: number): Uint8Array[] => {
    const part = value === undefined ? undefined : children(value).find(({ tag }) => tag === contextTag(number))
    return part === undefined ? [] : children(child(part, 0, TAG.sequence)).map(({ whole }) => whole)
  }
  return { crls: list(0), ocsps: list(1) }
}

function ocspIn(other: DerNode): Uint8Array[] {
  return readOid(child(other, 0)) === PKI_OID.ocspInCms ? [child(other, 1).whole] : []
}

function demand(claim: boolean): asserts claim {
  if (!claim) throw new SigningError('cms.broken', 'not a signature of the expected kind with one signer')
}
