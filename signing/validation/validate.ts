import { createHash } from 'node:crypto'
import type { Certificate } from '../cms/certificate.ts'
import { readCertificate } from '../cms/certificate.ts'
import { PDF_BYTES_MAX, PdfDocument } from '../pdf/document.ts'
import { readPages } from '../pdf/pages.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import type { RevocationEvidence } from '../revocation/status.ts'
import { RevocationPool } from '../revocation/status.ts'
import { SigningError, isSigningError } from '../signing-error.ts'
import { attempt, isFinding } from './attempt.ts'
import { CertificatePool } from './certificate-pool.ts'
import type { RevocationPolicy } from './check-chain.ts'
import { collectEvidence } from './collect-evidence.ts'
import type { WorkflowExpectation } from './expectation.ts'
import { checkExpectation } from './expectation.ts'
import type { LocatedField } from './judge-document-timestamps.ts'
import { judgeDocumentTimestamps } from './judge-document-timestamps.ts'
import { assertNoneStripped, readHistory } from './judge-revisions.ts'
import { judgeSignature } from './judge-signature.ts'
import type { Trust } from './judge-timestamp.ts'
import type { LocatedSignature } from './locate-signature.ts'
import { locateSignature } from './locate-signature.ts'
import type { FieldPolicy } from './permissions.ts'
import { REASONS } from './reasons.ts'
import type { ValidationReport } from './report.ts'
import type { ValidationData } from './read-validation-data.ts'
import { readValidationData } from './read-validation-data.ts'
import type { Finding } from './verdict.ts'
import { worstOf } from './verdict.ts'

export type { DocumentTimestampReport, SignatureReport, ValidationReport } from './report.ts'

export interface ValidationOptions {
  /** Certificates of the authorities that are trusted; nothing from the operating system is. */
  anchorsDer: readonly Uint8Array[]
  /** Authorities trusted for timestamps beside those. */
  timestampAnchorsDer?: readonly Uint8Array[]
  /** Issuers that files often leave out. */
  intermediatesDer?: readonly Uint8Array[]
  /** Revocation data from elsewhere: a caller's files, or what was fetched. */
  crlsDer?: readonly Uint8Array[]
  ocspsDer?: readonly Uint8Array[]
  /** The instant for which the question is asked. */
  at: Date
  /** Absent: a status must be known where the certificate says where to ask. */
  revocation?: RevocationPolicy
  /** Absent: others may add a field together with their signature; our own documents declare all fields. */
  fields?: FieldPolicy
  /** Absent: hybrid files, which old readers see differently, stay open. */
  allowsHybrid?: boolean
  /** What the workflow of the document expects; absent for a document nobody here knows. */
  expected?: WorkflowExpectation
  sizeBytesMax?: number
  /** Told about every certificate whose status could not be believed from what is at hand. */
  onStatusUnknown?: (certificate: Certificate, issuer: Certificate) => void
}

/** More filled fields than that are an attack on whoever must read the report. */
const SIGNATURES_MAX = 200

/**
 * Judges a PDF and every signature in it, step by step: structure, place and shape of the signature, digest and
 * CMS, certificate reference, what was added since, what was permitted, timestamps, chain, revocation, workflow.
 * Pure: reads no clock and no network. Never throws for a file, however broken: then `isReadable` is false.
 */
export function validatePdf(pdf: Uint8Array, options: ValidationOptions): ValidationReport {
  const base = { sha256: createHash('sha256').update(pdf).digest('hex'), sizeBytes: pdf.length }
  const read = readable(() => {
    const document = PdfDocument.open(pdf, options.sizeBytesMax ?? PDF_BYTES_MAX)
    readPages(document)
    // Readers disagree about where offsets count from when something stands before the header.
    if (!Buffer.from(pdf.subarray(0, 5)).equals(Buffer.from('%PDF-'))) throw new SigningError('pdf.broken', 'bytes before the header')
    return { document, fields: readSignatureFields(document), stored: readValidationData(document) }
  })
  if (isFinding(read)) return conclude({ ...base, isReadable: false, signatures: [], documentTimestamps: [], emptyFields: [] }, [read])
  const judged = readable(() => judgeDocument(read, options, base.sha256))
  if (isFinding(judged)) return conclude({ ...base, isReadable: false, signatures: [], documentTimestamps: [], emptyFields: [] }, [judged])
  return conclude({ ...base, isReadable: true, ...judged.parts }, judged.findings)
}

interface ReadFile { document: PdfDocument; fields: readonly SignatureField[]; stored: ValidationData }
type Parts = Pick<ValidationReport, 'signatures' | 'documentTimestamps' | 'emptyFields'>

function judgeDocument({ document, fields, stored }: ReadFile, options: ValidationOptions, sha256: string): { parts: Parts; findings: Finding[] } {
  const filled = fields.filter((field) => document.get(field.dict, 'V') !== null)
  const findings: Finding[] = []
  if (filled.length > SIGNATURES_MAX) findings.push({ verdict: 'INDETERMINATE', code: 'RESOURCE_LIMIT', detail: `${filled.length} signatures` })
  const located = filled.slice(0, SIGNATURES_MAX).map((field) => ({ field, place: attempt(() => locateSignature(document, field)) }))
  located.sort((a, b) => endOf(a.place) - endOf(b.place))
  const found = located.filter((one): one is LocatedField => !isFinding(one.place))
  const [first] = found
  const history = first === undefined ? null : readHistory(document, first.place.end)

  if (document.sections.some(({ isHybridPart }) => isHybridPart) && options.allowsHybrid !== true) {
    findings.push({ verdict: 'INDETERMINATE', code: 'UNSUPPORTED', detail: 'hybrid cross-references' })
  }
  const stripped = attempt(() => { assertNoneStripped(document) })
  if (isFinding(stripped)) findings.push(stripped)

  const { trust, timestampTrust, storedCertificates } = prepareTrust(found, stored, options)
  const timestamps = found.filter(({ place }) => place.kind === 'timestamp')
  const { reports, proofs } = history === null
    ? { reports: [], proofs: [] } : judgeDocumentTimestamps(document, timestamps, history, timestampTrust)
  const signatures = located.filter(({ place }) => isFinding(place) || place.kind === 'signature').map(({ field, place }) =>
    judgeSignature({
      document, field, filled, place, history, proofs, trust, timestampTrust, storedCertificates,
      policy: options.fields ?? 'new_fields_allowed',
      expected: options.expected?.signers.find((signer) => signer.field === field.name),
    }))
  if (options.expected !== undefined) findings.push(...checkExpectation(options.expected, signatures, sha256))
  const emptyFields = fields.filter((field) => !filled.includes(field)).map(({ name }) => name)
  return { parts: { signatures, documentTimestamps: reports, emptyFields }, findings }
}

function prepareTrust(found: readonly LocatedField[], stored: ValidationData, options: ValidationOptions): {
  trust: Trust; timestampTrust: Trust; storedCertificates: Set<string>
} {
  const anchors = options.anchorsDer.map(readCertificate)
  const supplied: RevocationEvidence = { ocsps: options.ocspsDer ?? [], crls: options.crlsDer ?? [], source: 'supplied' }
  const revocations = new RevocationPool([{ ...stored, source: 'dss' }, ...collectEvidence(found), supplied], options.onStatusUnknown)
  const pool = new CertificatePool(anchors)
  const timestampPool = new CertificatePool([...anchors, ...(options.timestampAnchorsDer ?? []).map(readCertificate)])
  let storedCertificates = new Set<string>()
  for (const candidates of [pool, timestampPool]) {
    // First, so that a file full of certificates leaves room for them.
    candidates.addDer(options.intermediatesDer ?? [])
    storedCertificates = candidates.addDer(stored.certificates)
  }
  const shared = { revocations, policy: options.revocation ?? 'when_published', now: options.at }
  return { trust: { ...shared, pool }, timestampTrust: { ...shared, pool: timestampPool }, storedCertificates }
}

function conclude(report: Omit<ValidationReport, 'verdict' | 'code' | 'reason' | 'reasonEn' | 'detail'>, findings: readonly Finding[]): ValidationReport {
  const unsigned: Finding[] = report.signatures.length === 0 ? [{ verdict: 'INDETERMINATE', code: 'NO_SIGNATURE', detail: '' }] : []
  const worst = worstOf([...findings, ...report.signatures, ...report.documentTimestamps, ...unsigned])
  const { verdict, code, detail } = worst ?? { verdict: 'VALID', code: 'OK', detail: '' }
  return { verdict, code, detail, reason: REASONS[code].vi, reasonEn: REASONS[code].en, ...report }
}

function endOf(place: LocatedSignature | Finding): number {
  return isFinding(place) ? Infinity : place.end
}

/** Runs what reads the file as a whole; what it cannot read leaves everything open. */
function readable<T>(work: () => T): T | Finding {
  try {
    return work()
  } catch (error) {
    if (!isSigningError(error)) throw error
    const isLimit = error.code === 'pdf.too_large'
    return { verdict: 'INDETERMINATE', code: isLimit ? 'RESOURCE_LIMIT' : 'UNSUPPORTED', detail: error.message }
  }
}
