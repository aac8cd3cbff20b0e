import type { DerNode } from './der.ts'
import { TAG, child, children, contextTag, readOid, readWholeDer } from './der.ts'
import { OID } from './oids.ts'
import { PKI_OID } from './pki-oids.ts'

/** What a certificate's extensions say about its use. Source: RFC 5280, 4.2. */
export interface CertificateExtensions {
  /** Null when the extension is absent, which allows everything. */
  keyUsage: { digitalSignature: boolean; nonRepudiation: boolean; keyCertSign: boolean; crlSign: boolean } | null
  /** Object identifiers; null when the extension is absent. */
  purposes: string[] | null
  arePurposesCritical: boolean
  /** How many authorities may still follow below this one; null is no limit. */
  pathLengthMax: number | null
  /** http(s) addresses where status can be asked. */
  ocspUrls: string[]
  crlUrls: string[]
  /** The responder's own status need not be asked. Source: RFC 6960, 4.2.2.2.1. */
  hasNoCheck: boolean
  /** Critical extensions that nobody here understands: such a certificate must not be relied upon. */
  unknownCritical: string[]
}

const UNDERSTOOD: readonly string[] = [
  OID.keyUsage, OID.basicConstraints, OID.subjectKeyIdentifier, OID.authorityKeyIdentifier, PKI_OID.extendedKeyUsage,
  PKI_OID.crlDistributionPoints, PKI_OID.certificatePolicies, PKI_OID.subjectAlternativeName, PKI_OID.authorityInformation,
  PKI_OID.ocspNoCheck, PKI_OID.policyConstraints,
]
const URLS_MAX = 8

/** @throws SigningError cms.broken */
export function readExtensions(list: DerNode | null): CertificateExtensions {
  const values = new Map<string, Uint8Array>()
  const critical = new Set<string>()
  for (const extension of list === null ? [] : children(list)) {
    const parts = children(extension)
    const type = readOid(child(extension, 0))
    if (parts[1]?.tag === TAG.boolean && parts[1].content[0] !== 0) critical.add(type)
    const value = parts.find((part) => part.tag === TAG.octetString)
    if (value !== undefined) values.set(type, value.content)
  }
  const within = (type: string, tag: number): DerNode[] => {
    const value = values.get(type)
    return value === undefined ? [] : children(readWholeDer(value, tag))
  }
  return {
    keyUsage: readKeyUsage(values.get(OID.keyUsage)),
    purposes: values.has(PKI_OID.extendedKeyUsage) ? within(PKI_OID.extendedKeyUsage, TAG.sequence).map(readOid) : null,
    arePurposesCritical: critical.has(PKI_OID.extendedKeyUsage),
    pathLengthMax: within(OID.basicConstraints, TAG.sequence).find(({ tag }) => tag === TAG.integer)?.content[0] ?? null,
    ocspUrls: within(PKI_OID.authorityInformation, TAG.sequence)
      .filter((access) => readOid(child(access, 0)) === PKI_OID.ocsp)
      .flatMap((access) => urlsIn([child(access, 1)])),
    crlUrls: within(PKI_OID.crlDistributionPoints, TAG.sequence).flatMap(distributionUrls).slice(0, URLS_MAX),
    hasNoCheck: values.has(PKI_OID.ocspNoCheck),
    unknownCritical: [...critical].filter((type) => !UNDERSTOOD.includes(type)),
  }
}

function readKeyUsage(value: Uint8Array | undefined): CertificateExtensions['keyUsage'] {
  if (value === undefined) return null
  const bits = readWholeDer(value, TAG.bitString).content[1] ?? 0
  // Bit 0 is the most significant one. Source: RFC 5280, 4.2.1.3.
  const has = (bit: number): boolean => (bits & (0x80 >> bit)) !== 0
  return { digitalSignature: has(0), nonRepudiation: has(1), keyCertSign: has(5), crlSign: has(6) }
}

/** distributionPoint [0] { fullName [0] GeneralNames }. Source: RFC 5280, 4.2.1.13. */
function distributionUrls(point: DerNode): string[] {
  const place = children(point).find(({ tag }) => tag === contextTag(0))
  const names = place === undefined ? undefined : children(place).find(({ tag }) => tag === contextTag(0))
  return names === undefined ? [] : urlsIn(children(names))
}

/** uniformResourceIdentifier [6] IA5String. */
function urlsIn(names: DerNode[]): string[] {
  return names.filter(({ tag }) => tag === 0x86)
    .map(({ content }) => Buffer.from(content).toString('latin1'))
    .filter((url) => /^https?:\/\//i.test(url))
    .slice(0, URLS_MAX)
}
