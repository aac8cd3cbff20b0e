import { createHash } from 'node:crypto'
import { maySignDocuments } from '../cms/certificate.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import type { ReadSignedData } from '../cms/read-signed-data.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import type { HashName } from '../cms/signature-algorithm.ts'
import type { CheckedSigner } from './check-signer.ts'
import { checkReference, checkSigner, readOrStop } from './check-signer.ts'
import type { LocatedSignature } from './locate-signature.ts'
import { invalid } from './verdict.ts'

export interface CheckedCms extends CheckedSigner { signed: ReadSignedData }

/** Purposes that include signing a document; a certificate without any purpose may do everything. */
const DOCUMENT_PURPOSES: readonly string[] = [
  PKI_OID.anyPurpose, PKI_OID.clientAuthentication, PKI_OID.emailProtection, PKI_OID.documentSigning,
  PKI_OID.microsoftDocumentSigning, PKI_OID.adobeDocumentSigning,
]

/**
 * The bytes are those that were signed, by the key of the certificate that the signature names, and that
 * certificate was meant for it. Says nothing yet about whom to trust.
 */
export function checkCms(pdf: Uint8Array, located: LocatedSignature): CheckedCms {
  const signed = readOrStop(() => readSignedData(located.cms), 'CMS_STRUCTURE')
  const checked = checkSigner(signed, (hash) => digestOfRanges(pdf, located, hash))
  checkReference(signed, checked.signer, located.isPades)
  const { purposes } = checked.signer.extensions
  if (!maySignDocuments(checked.signer)) throw invalid('KEY_USAGE')
  if (purposes !== null && !purposes.some((purpose) => DOCUMENT_PURPOSES.includes(purpose))) {
    throw invalid('KEY_USAGE', purposes.join(' '))
  }
  return { ...checked, signed }
}

/** Over the two byte ranges. Source: ISO 32000-2, 12.8.1. */
export function digestOfRanges(pdf: Uint8Array, { gap, end }: Pick<LocatedSignature, 'gap' | 'end'>, hash: HashName): Buffer {
  return createHash(hash).update(pdf.subarray(0, gap.start)).update(pdf.subarray(gap.end, end)).digest()
}
