import { SigningError } from '../signing-error.ts'
import { readCertificate } from '../cms/certificate.ts'
import { isSignatureOf } from '../cms/sign-attributes.ts'
import { buildSignedData } from '../cms/signed-data.ts'
import { ownTurn } from '../pdf/own-turn.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import type { PdfSource } from '../pdf/pdf-file.ts'
import type { PreparedSignature } from './prepared-signature.ts'
import { fillContents } from './signature-increment.ts'

/**
 * Second half of a signature: puts the value the device returned into the place kept for it. Nothing is
 * embedded that does not verify against the certificate, and nothing onto a file that changed meanwhile.
 *
 * @param signatureValue over `attributesDer`, by the algorithm that was prepared; ECDSA as a DER sequence
 * @param timestampToken over the signature value, when a timestamp authority answered in the same act
 * @returns the signed file; a `PdfFile` has grown by the signature
 * @throws SigningError signature.base_changed, signature.value_invalid, signature.contents_too_small
 */
export async function completeSignature(
  pdf: PdfSource, prepared: PreparedSignature, signatureValue: Uint8Array, timestampToken?: Uint8Array,
): Promise<Uint8Array> {
  const { tail, placeholder, algorithm, attributesDer, certificateDer, chainDer } = prepared
  const file = PdfFile.of(pdf)
  if (file.sizeBytes !== prepared.baseSizeBytes || !(await file.sha256()).equals(prepared.baseSha256)) {
    throw new SigningError('signature.base_changed')
  }
  await ownTurn()
  if (!isSignatureOf(readCertificate(certificateDer).publicKey, attributesDer, signatureValue, algorithm)) {
    throw new SigningError('signature.value_invalid')
  }
  const cms = buildSignedData({
    algorithm, attributesDer, signatureValue, certificateDer, chainDer, ...(timestampToken === undefined ? {} : { timestampToken }),
  })
  file.append(fillContents(tail, prepared.baseSizeBytes, placeholder, cms))
  return file.bytes
}
