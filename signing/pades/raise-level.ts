import type { Evidence, EvidenceSettings, FetchedLists } from '../evidence/collect-evidence.ts'
import { collectEvidence, merge } from '../evidence/collect-evidence.ts'
import { citedIn, readCertificate } from '../cms/certificate.ts'
import type { ReadSignedData } from '../cms/read-signed-data.ts'
import { PdfDocument } from '../pdf/document.ts'
import { as, name } from '../pdf/objects.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import type { PdfSource } from '../pdf/pdf-file.ts'
import { writeIncrement } from '../pdf/write-increment.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import { SigningError, isSigningError } from '../signing-error.ts'
import { readTimestamp } from '../timestamp/read-timestamp.ts'
import type { TimestampAuthority } from '../timestamp/request-timestamp.ts'
import type { StandingSignature } from './read-signatures.ts'
import { readSignatures } from './read-signatures.ts'
import { digestAround, fillContents, writeSignatureIncrement } from './signature-increment.ts'
import { evidenceObjects } from './write-evidence.ts'

/*
 * Each level is reached from the file of the level before by one more increment, so that each may be a durable
 * job of its own and a slow authority holds up nobody. Source: ETSI EN 319 142-1, 6.3: trusted time may come
 * from a timestamp in the signature or from one over the document.
 */

/** B-B to B-T: time proven by a document timestamp. Already there: the same bytes. @throws SigningError timestamp.*, network.*, level.out_of_order */
export async function raiseToBT(pdf: PdfSource, timestamps: TimestampAuthority): Promise<Uint8Array> {
  const file = PdfFile.of(pdf)
  const standing = standingIn(file)
  return everyTimeIsProven(standing) ? file.bytes : addDocumentTimestamp(file, timestamps)
}

/** B-T to B-LT: chain and revocation data for every signature and every timestamp. @throws SigningError evidence.*, network.*, level.out_of_order */
export async function raiseToBLT(pdf: PdfSource, settings: EvidenceSettings): Promise<Uint8Array> {
  const file = PdfFile.of(pdf)
  const standing = standingIn(file)
  if (!everyTimeIsProven(standing)) throw new SigningError('level.out_of_order', 'no trusted time')
  const evidence: { signature: StandingSignature; evidence: Evidence }[] = []
  const lists: FetchedLists = new Map()
  for (const signature of standing) {
    const whole = await evidenceOf(signature.signed, settings, lists)
    for (const token of signature.signed.timestamps) merge(whole, await evidenceOf(readTimestamp(token).signed, settings, lists))
    evidence.push({ signature, evidence: whole })
  }
  const document = PdfDocument.open(file.bytes)
  file.append(writeIncrement(document, evidenceObjects(document, evidence)).tail)
  return file.bytes
}

/** B-LT to B-LTA, and again whenever the last timestamp grows old. @throws SigningError timestamp.*, network.*, level.out_of_order */
export async function raiseToBLTA(pdf: PdfSource, timestamps: TimestampAuthority): Promise<Uint8Array> {
  const file = PdfFile.of(pdf)
  standingIn(file)
  const document = PdfDocument.open(file.bytes)
  if (as('dict', document.get(document.catalog, 'DSS')) === null) throw new SigningError('level.out_of_order', 'no evidence')
  return addDocumentTimestamp(file, timestamps)
}

function standingIn(file: PdfFile): StandingSignature[] {
  const standing = readSignatures(PdfDocument.open(file.bytes))
  if (!standing.some(({ kind }) => kind === 'signature')) throw new SigningError('level.out_of_order', 'no signature')
  return standing
}

function everyTimeIsProven(standing: readonly StandingSignature[]): boolean {
  const lastStamp = standing.findLastIndex(({ kind }) => kind === 'document_timestamp')
  return standing.every(({ kind, signed }, index) => kind !== 'signature' || index < lastStamp || signed.timestamps.length > 0)
}

/** Source: ISO 32000-2, 12.8.5; ETSI EN 319 142-1, 5.4.3. */
async function addDocumentTimestamp(file: PdfFile, timestamps: TimestampAuthority): Promise<Uint8Array> {
  for (let room = (timestamps.lastTokenSizeBytes ?? GUESS_BYTES) + PLAY_BYTES, attempt = 0; ; attempt++) {
    const document = PdfDocument.open(file.bytes)
    const { tail, placeholder } = await writeSignatureIncrement(document, {
      field: { name: unusedName(document), place: { pageIndex: 0, rect: null } },
      entries: { Type: name('DocTimeStamp'), Filter: name('Adobe.PPKLite'), SubFilter: name('ETSI.RFC3161') },
      contentsSizeBytes: room,
    })
    const token = await timestamps.stamp(await digestAround(file, tail, placeholder, 'sha256'))
    try {
      file.append(fillContents(tail, document.bytes.length, placeholder, token))
      return file.bytes
    } catch (error) {
      if (!isSigningError(error) || error.code !== 'signature.contents_too_small' || attempt > 0) throw error
      room = token.length + PLAY_BYTES
    }
  }
}

/** A token before any was seen, and how much one differs from the next, in bytes. */
const GUESS_BYTES = 8192
const PLAY_BYTES = 64

function unusedName(document: PdfDocument): string {
  const taken = new Set(readSignatureFields(document).map((field) => field.name))
  for (let number = 1; ; number++) if (!taken.has(`ThoiGian${number}`)) return `ThoiGian${number}`
}

function evidenceOf(signed: ReadSignedData, settings: EvidenceSettings, lists: FetchedLists): Promise<Evidence> {
  const signer = citedIn(signed.certificates.map(readCertificate), signed)
  if (signer === undefined) throw new SigningError('evidence.missing', 'signer certificate not in the signature')
  return collectEvidence(signer, signed.certificates, settings, lists)
}
