import { constants } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { SigningError } from '../signing-error.ts'
import { NULL, contextTag, der, integer, oid, sequence } from './der.ts'
import { OID } from './oids.ts'
import { PKI_OID } from './pki-oids.ts'

/** How a signature value is made. One hash serves the content, the signed attributes and the value. */
export type SigningAlgorithm = 'rsa_sha256' | 'rsa_pss_sha256' | 'ecdsa_sha256' | 'ecdsa_sha384'

export const SIGNING_ALGORITHMS: readonly SigningAlgorithm[] = ['rsa_sha256', 'rsa_pss_sha256', 'ecdsa_sha256', 'ecdsa_sha384']

/** As long as the hash. Source: RFC 8017, 9.1. */
const PSS_SALT_BYTES = 32
/** Larger keys cost seconds on a token and prove nothing more. */
const RSA_BITS_MAX = 4096

export function hashOf(algorithm: SigningAlgorithm): 'sha256' | 'sha384' {
  return algorithm === 'ecdsa_sha384' ? 'sha384' : 'sha256'
}

/**
 * What a key signs with unless told otherwise: PKCS #1 v1.5 for RSA, because every reader knows it, and the
 * curve's own hash for ECDSA.
 *
 * @throws SigningError certificate.weak_key for any other key
 */
export function defaultAlgorithm(key: KeyObject): SigningAlgorithm {
  const modulusLength = key.asymmetricKeyDetails?.modulusLength ?? 0
  const namedCurve = key.asymmetricKeyDetails?.namedCurve
  if (modulusLength <= RSA_BITS_MAX && key.asymmetricKeyType === 'rsa') return 'rsa_sha256'
  if (modulusLength <= RSA_BITS_MAX && key.asymmetricKeyType === 'rsa-pss') return 'rsa_pss_sha256'
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'ecdsa_sha256'
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'secp384r1') return 'ecdsa_sha384'
  throw new SigningError('certificate.weak_key', `${key.asymmetricKeyType ?? 'unknown'} ${namedCurve ?? modulusLength}`)
}

/** True when that key can make such a value. */
export function suits(algorithm: SigningAlgorithm, key: KeyObject): boolean {
  return algorithm === defaultAlgorithm(key) || (algorithm === 'rsa_pss_sha256' && key.asymmetricKeyType === 'rsa')
}

/** The key with the padding that the algorithm wants, as node:crypto takes it. */
export function keyFor(algorithm: SigningAlgorithm, key: KeyObject): { key: KeyObject; padding?: number; saltLength?: number } {
  return algorithm === 'rsa_pss_sha256'
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT_BYTES }
    : { key }
}

/** The AlgorithmIdentifier of the hash. Parameters are absent. Source: RFC 5754, 2. */
export function digestIdentifier(algorithm: SigningAlgorithm): Buffer {
  return sequence(oid(OID[hashOf(algorithm)]))
}

/** The AlgorithmIdentifier of the signature value. Source: RFC 5754, 3; RFC 8017, A.2.3. */
export function signatureIdentifier(algorithm: SigningAlgorithm): Buffer {
  switch (algorithm) {
    case 'rsa_sha256': return sequence(oid(OID.rsaSha256), NULL)
    case 'ecdsa_sha256': return sequence(oid(OID.ecdsaSha256))
    case 'ecdsa_sha384': return sequence(oid(OID.ecdsaSha384))
    case 'rsa_pss_sha256': return sequence(oid(PKI_OID.rsaPss), pssParameters())
  }
}

/** RSASSA-PSS-params. Source: RFC 8017, A.2.3. */
export function pssParameters(): Buffer {
  const sha256 = sequence(oid(OID.sha256), NULL)
  return sequence(
    der(contextTag(0), sha256),
    der(contextTag(1), sequence(oid(PKI_OID.mgf1), sha256)),
    der(contextTag(2), integer(PSS_SALT_BYTES)),
  )
}
