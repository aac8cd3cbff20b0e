import { maySignDocuments } from '../cms/certificate.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import type { ReadSignedData } from '../cms/read-signed-data.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { CheckedSigner } from './check-signer.ts'
import { checkReference, checkSigner, readOrStop } from './check-signer.ts'
import type { LocatedSignature } from './locate-signature.ts'
import { digestOfRanges } from './range-digest.ts'
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
export function checkCms(document: PdfDocument, located: LocatedSignature): CheckedCms {
  const signed = readOrStop(() => readSignedData(located.cms), 'CMS_STRUCTURE')
  const checked = checkSigner(signed, (hash) => digestOfRanges(document, located, hash))
  checkReference(signed, checked.signer, located.isPades)
  const { purposes } = checked.signer.extensions
  if (!maySignDocuments(checked.signer)) throw invalid('KEY_USAGE')
  if (purposes !== null && !purposes.some((purpose) => DOCUMENT_PURPOSES.includes(purpose))) {
    throw invalid('KEY_USAGE', purposes.join(' '))
  }
  return { ...checked, signed }
}
