import { readCertificate } from './certificate.ts'
import { TAG, contextTag, der, integer, octetString, oid, readWholeDer, sequence, setOf } from './der.ts'
import { OID } from './oids.ts'
import { PKI_OID } from './pki-oids.ts'
import type { SigningAlgorithm } from './signing-algorithm.ts'
import { digestIdentifier, signatureIdentifier } from './signing-algorithm.ts'

export interface SignedDataParts {
  algorithm: SigningAlgorithm
  /** DER SET as it was signed. */
  attributesDer: Uint8Array
  signatureValue: Uint8Array
  certificateDer: Uint8Array
  /** Issuers, nearest first; the root may be left out. */
  chainDer: readonly Uint8Array[]
  /** A timestamp over the signature value, as the authority sent it. */
  timestampToken?: Uint8Array
}

/** A detached CMS SignedData with one signer; certificates and issuer name as raw bytes. Source: RFC 5652, 5. */
export function buildSignedData(parts: SignedDataParts): Buffer {
  const { algorithm, attributesDer, signatureValue, certificateDer, chainDer, timestampToken } = parts
  const { issuerDer, serialDer } = readCertificate(certificateDer)
  const signerInfo = sequence(
    integer(1),
    sequence(issuerDer, serialDer),
    digestIdentifier(algorithm),
    // Signed as a SET, stored as [0]: only the tag differs. Source: RFC 5652, 5.4.
    der(contextTag(0), readWholeDer(attributesDer, TAG.set).content),
    signatureIdentifier(algorithm),
    octetString(signatureValue),
    ...(timestampToken === undefined ? [] : [der(contextTag(1), sequence(oid(PKI_OID.timestampToken), setOf(timestampToken)))]),
  )
  const certificates = [certificateDer, ...chainDer].sort((a, b) => Buffer.compare(a, b))
  const signedData = sequence(
    integer(1),
    setOf(digestIdentifier(algorithm)),
    sequence(oid(OID.data)),
    der(contextTag(0), ...certificates),
    setOf(signerInfo),
  )
  return sequence(oid(OID.signedData), der(contextTag(0), signedData))
}
