import { readSignatures } from '../pades/read-signatures.ts'
import { PdfDocument } from '../pdf/document.ts'
import type { PdfSource } from '../pdf/pdf-file.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import { SigningError, isSigningError } from '../signing-error.ts'
import { locateSignature } from './locate-signature.ts'
import type { CertificateSummary, SignatureReport, ValidationReport } from './report.ts'
import type { ValidationOptions } from './validate.ts'
import { validatePdf } from './validate.ts'
import { Stop } from './verdict.ts'

export interface AgentUpload {
  /** The file as it went out. */
  sent: PdfSource
  returned: Uint8Array
  /** The declared field to be filled; null when the agent makes one of its own. */
  field: string | null
  /** By fingerprint when the certificate is known, otherwise by what it says of the person. */
  isRightPerson: (signer: CertificateSummary) => boolean
  options: Omit<ValidationOptions, 'fields'>
}

/**
 * Takes a file back from a signing agent that builds the whole PDF itself: what was sent is its beginning, byte for
 * byte; exactly one signature is new, in the right field, over the whole file, by the right person; and the file is
 * valid as a whole. What cannot be concluded is not taken either. What came after an earlier signature is held
 * against the validator's white list; in a file that nobody had signed before, nothing tells what the agent may draw.
 *
 * @throws SigningError agent.upload_rejected with the reason
 */
export function acceptAgentUpload({ sent, returned, field, isRightPerson, options }: AgentUpload): PdfFile {
  const base = PdfFile.of(sent).bytes
  if (returned.length <= base.length || Buffer.compare(base, returned.subarray(0, base.length)) !== 0) throw rejected('what was sent is not its beginning')
  orReject(() => { assertOneMore(base, returned) })
  const report = validatePdf(returned, { ...options, fields: field === null ? 'new_fields_allowed' : 'declared_fields_only' })
  const signature = newIn(report, base.length)
  if (signature.verdict !== 'VALID') throw rejected(`${signature.code} ${signature.detail}`.trim())
  if (field !== null && signature.field !== field) throw rejected(`signed in ${signature.field}`)
  if (signature.signer === null || !isRightPerson(signature.signer)) throw rejected(`signed by ${signature.signer?.name ?? ''}`)
  if (report.verdict !== 'VALID' || !signature.coversWholeFile) throw rejected(`${report.code} ${report.detail}`.trim())
  return PdfFile.of(returned)
}

/** As the files themselves say, before anything is judged. */
function assertOneMore(base: Uint8Array, returned: Uint8Array): void {
  const before = readSignatures(PdfDocument.open(base))
  const document = PdfDocument.open(returned)
  const after = readSignatures(document)
  const known = new Set(before.map(({ endsAt }) => endsAt))
  const added = after.filter(({ endsAt }) => !known.has(endsAt))
  const [signature] = added
  if (signature === undefined || added.length !== 1 || after.length !== before.length + 1) throw rejected(`${added.length} new signatures`)
  if (signature.kind !== 'signature') throw rejected('a timestamp instead of a signature')
  if (signature.endsAt !== returned.length) throw rejected('the new signature does not cover the whole file')
  const { gap } = locateSignature(document, signature.field)
  if (gap.start < base.length) throw rejected('the new signature stands in the old file')
}

/** The validator counts what it cannot place as new, and timestamps too. */
function newIn({ signatures, documentTimestamps }: ValidationReport, baseSizeBytes: number): SignatureReport {
  const isNew = ({ coveredBytes }: { coveredBytes: number }): boolean => coveredBytes > baseSizeBytes || coveredBytes === 0
  const added = signatures.filter(isNew)
  const [signature] = added
  if (signature === undefined || added.length > 1 || documentTimestamps.some(isNew)) throw rejected(`${added.length} new signatures`)
  return signature
}

function orReject(check: () => void): void {
  try {
    check()
  } catch (error) {
    if (error instanceof Stop) throw rejected(`${error.finding.code} ${error.finding.detail}`.trim())
    if (isSigningError(error) && error.code !== 'agent.upload_rejected') throw rejected(error.message)
    throw error
  }
}

function rejected(detail: string): SigningError {
  return new SigningError('agent.upload_rejected', detail)
}
