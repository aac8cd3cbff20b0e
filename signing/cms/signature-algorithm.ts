import { constants, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { DerNode } from './der.ts'
import { TAG, child, children, contextTag, readOid } from './der.ts'
import { OID } from './oids.ts'
import { PKI_OID } from './pki-oids.ts'

/** Names for node:crypto of the hashes that may protect a signature. */
export type HashName = 'sha256' | 'sha384' | 'sha512'

export interface SignatureAlgorithm {
  kind: 'rsa' | 'rsa_pss' | 'ecdsa'
  hash: HashName
  /** Of PSS, in bytes; 0 for the others. */
  saltLength: number
}

const DIGESTS: Readonly<Record<string, HashName>> = {
  [OID.sha256]: 'sha256', [OID.sha384]: 'sha384', [OID.sha512]: 'sha512',
}
const SIGNATURES: Readonly<Record<string, { kind: 'rsa' | 'ecdsa'; hash: HashName }>> = {
  [OID.rsaSha256]: { kind: 'rsa', hash: 'sha256' },
  [OID.rsaSha384]: { kind: 'rsa', hash: 'sha384' },
  [OID.rsaSha512]: { kind: 'rsa', hash: 'sha512' },
  [OID.ecdsaSha256]: { kind: 'ecdsa', hash: 'sha256' },
  [OID.ecdsaSha384]: { kind: 'ecdsa', hash: 'sha384' },
  [OID.ecdsaSha512]: { kind: 'ecdsa', hash: 'sha512' },
}

/** The hash an AlgorithmIdentifier names; null for SHA-1, MD5 and whatever else protects nothing. */
export function readDigestAlgorithm(identifier: DerNode): HashName | null {
  return DIGESTS[readOid(child(identifier, 0))] ?? null
}

/**
 * The signature algorithm an AlgorithmIdentifier names; null when we do not accept it. Plain rsaEncryption
 * leaves the hash to the digest algorithm beside it. Source: RFC 3370, 3.2; RFC 4055, 3.1.
 */
export function readSignatureAlgorithm(identifier: DerNode, digest: HashName | null = null): SignatureAlgorithm | null {
  const algorithm = readOid(child(identifier, 0))
  if (algorithm === PKI_OID.rsaPss) return readPss(children(identifier)[1])
  if (algorithm === OID.rsaEncryption) return digest === null ? null : { kind: 'rsa', hash: digest, saltLength: 0 }
  const known = SIGNATURES[algorithm]
  return known === undefined ? null : { ...known, saltLength: 0 }
}

/** Hash and mask must be the same and named: the defaults are SHA-1. */
function readPss(parameters: DerNode | undefined): SignatureAlgorithm | null {
  if (parameters?.tag !== TAG.sequence) return null
  const part = (number: number): DerNode | undefined => children(parameters).find(({ tag }) => tag === contextTag(number))
  const [hashPart, maskPart, saltPart] = [part(0), part(1), part(2)]
  if (hashPart === undefined || maskPart === undefined) return null
  const hash = readDigestAlgorithm(child(hashPart, 0, TAG.sequence))
  const mask = child(maskPart, 0, TAG.sequence)
  if (hash === null || readOid(child(mask, 0)) !== PKI_OID.mgf1 || readDigestAlgorithm(child(mask, 1, TAG.sequence)) !== hash) return null
  const salt = saltPart === undefined ? 20 : child(saltPart, 0, TAG.integer).content[0] ?? 0
  return { kind: 'rsa_pss', hash, saltLength: salt }
}

/** True when `value` is that key's signature over `data`. A key of another kind, or nonsense, is false. */
export function verifyValue(key: KeyObject, algorithm: SignatureAlgorithm, data: Uint8Array, value: Uint8Array): boolean {
  const { kind, hash, saltLength } = algorithm
  if (!keyTypes(kind).includes(key.asymmetricKeyType ?? '')) return false
  try {
    if (kind !== 'rsa_pss') return verify(hash, data, key, value)
    return verify(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, value)
  } catch {
    return false
  }
}

function keyTypes(kind: SignatureAlgorithm['kind']): string[] {
  switch (kind) {
    case 'rsa': return ['rsa']
    case 'rsa_pss': return ['rsa', 'rsa-pss']
    case 'ecdsa': return ['ec']
  }
}
