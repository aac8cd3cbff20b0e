import type { PdfDocument } from '../pdf/document.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import { attempt } from './attempt.ts'
import type { Change } from './comparison.ts'
import { compareRevisions } from './compare-revisions.ts'
import type { LocatedSignature } from './locate-signature.ts'
import type { Revision } from './read-revisions.ts'
import { openSignedRevision, readLaterRevisions } from './read-revisions.ts'
import { ReferenceCounts } from './reference-counts.ts'
import { type Finding, Stop, invalid } from './verdict.ts'

/** The history of a file since its first signature, each step compared once for all signatures. */
export interface History {
  base: PdfDocument
  /** After the base, oldest first. */
  revisions: Revision[]
  /** What each of `revisions` did, or why that is refused. */
  steps: (Change[] | Finding)[]
}

export function readHistory(document: PdfDocument, firstEnd: number): History | Finding {
  return attempt(() => {
    const base = openSignedRevision(document, firstEnd)
    const revisions = readLaterRevisions(document, base)
    const counts = revisions.length === 0 ? null : new ReferenceCounts(base)
    let before = base
    const steps = revisions.map((revision) => {
      const step = attempt(() => counts === null ? [] : compareRevisions(before, revision, counts))
      counts?.apply(revision.objects.values())
      before = revision.document
      return step
    })
    return { base, revisions, steps }
  })
}

/**
 * The revision a signature closed, counted from 0, the base. Its dictionary must stand there as it does today:
 * the object that is shown is the one that was signed.
 */
export function revisionOf({ base, revisions }: History, field: SignatureField, place: LocatedSignature): number {
  const endings = [base.bytes.length, ...revisions.map(({ end }) => end)]
  const documents = [base, ...revisions.map(({ document }) => document)]
  const index = endings.findIndex((end) => end === place.end || isEndOfLine(documents.at(-1), place.end, end))
  const own = documents[index]
  if (own === undefined) throw invalid('REVISION_BROKEN', `no revision ends at byte ${place.end}`)
  const object = field.valueRef === null ? null : own.object(field.valueRef)
  if (object?.start !== place.objectStart) throw invalid('SIG_OBJECT_RELOCATED')
  const isListed = readSignatureFields(own).some(({ ref, valueRef }) =>
    ref.number === field.ref.number && valueRef?.number === field.valueRef?.number)
  if (!isListed) throw invalid('SIG_OBJECT_RELOCATED', 'not in the form that was signed')
  return index
}

/** What came after revision `index`; the first refused step ends it. */
export function laterSteps({ steps }: History, index: number): Change[][] {
  return steps.slice(index).map((step) => {
    if ('verdict' in step) throw new Stop(step.verdict, step.code, step.detail)
    return step
  })
}

/**
 * Refuses a file in which an older revision holds a signature that the newest no longer lists, or shows another in its
 * field. Works without knowing where signatures are, because the one that was removed may have been the only one.
 */
export function assertNoneStripped(document: PdfDocument): void {
  const listed = signaturesIn(document)
  for (const [index, section] of document.sections.entries()) {
    if (index === 0 || section.isHybridPart) continue
    const older = attempt(() => signaturesIn(document.revision(section, document.bytes.length)))
    if (!(older instanceof Map)) continue
    const gone = [...older].find(([name, start]) => listed.get(name) !== start)
    if (gone !== undefined) throw invalid('SIGNATURE_STRIPPED', gone[0])
  }
}

/** Where each field's signature stands in the file, in bytes. */
function signaturesIn(document: PdfDocument): Map<string, number> {
  return new Map(readSignatureFields(document).filter(({ value }) => value?.entries.has('ByteRange') === true)
    .map(({ name, valueRef }) => [name, valueRef === null ? -1 : document.object(valueRef)?.start ?? -1]))
}

function isEndOfLine(document: PdfDocument | undefined, from: number, to: number): boolean {
  if (document === undefined || from > to || to - from > 2) return false
  return ['\n', '\r', '\r\n'].includes(Buffer.from(document.bytes.subarray(from, to)).toString('latin1'))
}
