import { SigningError } from '../signing-error.ts'
import type { SignatureAppearance } from '../appearance/draw-appearance.ts'
import { formatPdfTime } from '../appearance/vietnam-time.ts'
import type { Certificate } from '../cms/certificate.ts'
import { assertCertificateUsable, readCertificate } from '../cms/certificate.ts'
import type { SigningAlgorithm } from '../cms/signing-algorithm.ts'
import { defaultAlgorithm, hashOf, suits } from '../cms/signing-algorithm.ts'
import { buildSignedAttributes } from '../cms/signed-attributes.ts'
import { buildSignedData } from '../cms/signed-data.ts'
import { PdfDocument } from '../pdf/document.ts'
import type { PdfValue } from '../pdf/objects.ts'
import { array, bytesString, name, textString } from '../pdf/objects.ts'
import { readPage } from '../pdf/pages.ts'
import { ownTurn } from '../pdf/own-turn.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import type { PdfSource } from '../pdf/pdf-file.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import { coverOf } from '../validation/widget-cover.ts'
import { assertMaySign } from './permissions.ts'
import type { PreparedSignature } from './prepared-signature.ts'
import type { NewFieldPlace, SignatureIncrementSpec } from './signature-increment.ts'
import { digestAround, writeSignatureIncrement } from './signature-increment.ts'

export interface SignatureRequest {
  fieldName: string
  /** For a file from elsewhere that has no such field. Absent: the field must be there and empty. */
  newField?: NewFieldPlace
  /** Absent: the signature leaves no ink. */
  appearance?: SignatureAppearance
  certificateDer: Uint8Array
  chainDer: readonly Uint8Array[]
  /** Absent: what the certificate's key signs with by default. */
  algorithm?: SigningAlgorithm
  /** The claimed time, written to /M at +07:00; nothing proves it until a timestamp does. */
  signedAt: Date
  reason?: string
  location?: string
  signerName: string
  /** Room for a timestamp token made in the same act, in bytes. Absent: none. */
  timestampSizeBytes?: number
  /** Room for the whole CMS in bytes. Absent: reckoned from the certificates, key and timestamp. */
  contentsSizeBytes?: number
}

/** A value as a DER sequence at its longest, in bytes. */
const ECDSA_VALUE_BYTES = { sha256: 72, sha384: 104 } as const
/** A token's attribute around it, in bytes. */
const TIMESTAMP_ATTRIBUTE_BYTES = 64

/**
 * First half of a signature: fills an empty field and stops where the signer's device takes over. What the
 * device must sign is `attributesDer` (or its hash). The earlier file is not touched, so signatures already
 * in it stay valid. Source: ETSI EN 319 142-1, baseline B-B.
 *
 * @throws SigningError pdf.*, certificate.*, signature.field_not_found, signature.field_filled,
 *   signature.certification_forbids, signature.field_locked, signature.algorithm_unsuited, appearance.*, among them
 *   appearance.covers_content for a new field over what others have signed
 */
export async function prepareSignature(pdf: PdfSource, request: SignatureRequest): Promise<PreparedSignature> {
  const certificate = readCertificate(request.certificateDer)
  assertCertificateUsable(certificate, request.signedAt)
  const algorithm = request.algorithm ?? defaultAlgorithm(certificate.publicKey)
  if (!suits(algorithm, certificate.publicKey)) throw new SigningError('signature.algorithm_unsuited', algorithm)

  const file = PdfFile.of(pdf)
  await ownTurn()
  const document = PdfDocument.open(file.bytes)
  const { tail, placeholder } = await writeSignatureIncrement(document, {
    field: findField(document, request),
    entries: dictionaryEntries(request),
    contentsSizeBytes: request.contentsSizeBytes ?? reckonContentsSize(request, certificate, algorithm),
    ...(request.appearance === undefined ? {} : { appearance: request.appearance }),
  })
  const digest = await digestAround(file, tail, placeholder, hashOf(algorithm))
  return {
    version: 2,
    fieldName: request.fieldName,
    baseSha256: await file.sha256(),
    baseSizeBytes: document.bytes.length,
    tail,
    digest,
    algorithm,
    attributesDer: buildSignedAttributes(digest, request.certificateDer),
    placeholder,
    certificateDer: request.certificateDer,
    chainDer: [...request.chainDer],
    signedAt: request.signedAt,
  }
}

function findField(document: PdfDocument, { fieldName, newField }: SignatureRequest): SignatureIncrementSpec['field'] {
  const fields = readSignatureFields(document)
  const field = fields.find((candidate) => candidate.name === fieldName)
  if (field === undefined && newField === undefined) throw new SigningError('signature.field_not_found', fieldName)
  if (field !== undefined && document.get(field.dict, 'V') !== null) throw new SigningError('signature.field_filled', fieldName)
  assertMaySign(document, fields, fieldName, field === undefined)
  if (field === undefined && fields.some(({ value }) => value !== null)) assertLeavesContentOpen(document, newField)
  return field ?? { name: fieldName, place: newField ?? { pageIndex: 0, rect: null } }
}

/** Whoever signed before signed what can be read there; a validator would hold the new field against the file. */
function assertLeavesContentOpen(document: PdfDocument, place: NewFieldPlace | undefined): void {
  const page = place?.rect == null ? null : readPage(document, place.pageIndex)
  if (page === null || place?.rect == null) return
  const { xPt, yPt, widthPt, heightPt } = place.rect
  const { kind, detail } = coverOf(document, page, array([xPt, yPt, xPt + widthPt, yPt + heightPt]))
  if (kind === 'content') throw new SigningError('appearance.covers_content', detail)
}

function dictionaryEntries({ signedAt, signerName, reason, location }: SignatureRequest): Record<string, PdfValue> {
  return {
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    M: bytesString(Buffer.from(formatPdfTime(signedAt))),
    Name: composed(signerName),
    ...(reason === undefined ? {} : { Reason: composed(reason) }),
    ...(location === undefined ? {} : { Location: composed(location) }),
  }
}

/** NFC, whatever keyboard it was typed on: in a signed file one Vietnamese letter is one code point. */
function composed(text: string): PdfValue {
  return textString(text.normalize('NFC'))
}

/** The CMS as it will be, with a value as long as the key can make one: no guess, no reserve. */
function reckonContentsSize(
  { certificateDer, chainDer, timestampSizeBytes }: SignatureRequest, { publicKey }: Certificate, algorithm: SigningAlgorithm,
): number {
  const modulusBits = publicKey.asymmetricKeyDetails?.modulusLength
  const signatureValue = Buffer.alloc(modulusBits === undefined ? ECDSA_VALUE_BYTES[hashOf(algorithm)] : Math.ceil(modulusBits / 8))
  const attributesDer = buildSignedAttributes(Buffer.alloc(hashOf(algorithm) === 'sha384' ? 48 : 32), certificateDer)
  const cms = buildSignedData({ algorithm, attributesDer, signatureValue, certificateDer, chainDer })
  return cms.length + (timestampSizeBytes === undefined ? 0 : timestampSizeBytes + TIMESTAMP_ATTRIBUTE_BYTES)
}
