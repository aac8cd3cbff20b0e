import { createHash } from 'node:crypto'
import type { Certificate } from '../cms/certificate.ts'
import { citedIn, isStrongKey, readCertificate } from '../cms/certificate.ts'
import type { ReadSignedData } from '../cms/read-signed-data.ts'
import type { HashName } from '../cms/signature-algorithm.ts'
import { verifyValue } from '../cms/signature-algorithm.ts'
import { isSigningError } from '../signing-error.ts'
import { invalid } from './verdict.ts'

export interface CheckedSigner { signer: Certificate; certificates: Certificate[] }

/**
 * The content has the digest that was signed, and it was signed by the key of the certificate that the
 * signature names. Whose certificate that is, and whether to trust it, is another question.
 */
export function checkSigner(signed: ReadSignedData, digestOf: (hash: HashName) => Buffer): CheckedSigner {
  const { digestAlgorithm, signatureAlgorithm } = signed
  if (digestAlgorithm === null || signatureAlgorithm === null) throw invalid('WEAK_ALGORITHM')
  if (signatureAlgorithm.hash !== digestAlgorithm) throw invalid('CMS_STRUCTURE', 'two hash algorithms')
  if (!digestOf(digestAlgorithm).equals(signed.messageDigest)) throw invalid('DIGEST_MISMATCH')

  const certificates = readCertificates(signed.certificates)
  const signer = citedIn(certificates, signed)
  if (signer === undefined) throw invalid('CMS_STRUCTURE', 'signer certificate not found')
  if (!verifyValue(signer.publicKey, signatureAlgorithm, signed.attributesDer, signed.signatureValue)) {
    throw invalid('SIGNATURE_INVALID')
  }
  if (!isStrongKey(signer.publicKey)) throw invalid('WEAK_ALGORITHM', 'key')
  return { signer, certificates }
}

/**
 * The signed attributes name the very certificate. Without this reference another certificate for the same key
 * could take the place of the signer's. Source: RFC 5035; ETSI EN 319 122-1, 5.2.2.
 */
export function checkReference({ signingCertificate }: ReadSignedData, signer: Certificate, isRequired: boolean): void {
  if (signingCertificate === null) {
    if (isRequired) throw invalid('ESS_MISMATCH', 'absent')
    return
  }
  if (signingCertificate.hash === null) throw invalid('WEAK_ALGORITHM', 'signing-certificate-v2')
  const hash = createHash(signingCertificate.hash).update(signer.der).digest()
  if (!hash.equals(signingCertificate.value)) throw invalid('ESS_MISMATCH')
}

/** Runs a reader of CMS; what it cannot read is `code`. */
export function readOrStop<T>(read: () => T, code: 'CMS_STRUCTURE' | 'TIMESTAMP_INVALID'): T {
  try {
    return read()
  } catch (error) {
    if (isSigningError(error)) throw invalid(code, error.message)
    throw error
  }
}

function readCertificates(ders: readonly Uint8Array[]): Certificate[] {
  return readOrStop(() => ders.map(readCertificate), 'CMS_STRUCTURE')
}
