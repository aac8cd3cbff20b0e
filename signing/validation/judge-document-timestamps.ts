import type { PdfDocument } from '../pdf/document.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { as } from '../pdf/objects.ts'
import { attempt, isFinding } from './attempt.ts'
import { digestOfRanges } from './range-digest.ts'
import type { History } from './judge-revisions.ts'
import { laterSteps, revisionOf } from './judge-revisions.ts'
import type { JudgedTimestamp, Trust } from './judge-timestamp.ts'
import { judgeTimestamp } from './judge-timestamp.ts'
import type { LocatedSignature } from './locate-signature.ts'
import type { DocumentTimestampReport } from './report.ts'
import { REASONS } from './reasons.ts'
import { summaryOf } from './summaries.ts'
import type { Finding } from './verdict.ts'

export interface LocatedField { field: SignatureField; place: LocatedSignature }

/** A proven instant and the bytes that existed by then. */
export interface Proof {
  at: Date
  coveredBytes: number
  judged: JudgedTimestamp
  /** True when validation data was among those bytes. */
  hasValidationData: boolean
}

/**
 * Judges document timestamps from the newest to the oldest: each proves when the older ones existed, so that an
 * authority whose certificate ended since is still believed. Source: ETSI EN 319 102-1, 5.6.
 */
export function judgeDocumentTimestamps(
  document: PdfDocument, located: readonly LocatedField[], history: History | Finding, trust: Trust,
): { reports: DocumentTimestampReport[]; proofs: Proof[] } {
  const reports: DocumentTimestampReport[] = []
  const proofs: Proof[] = []
  for (const { field, place } of [...located].sort((a, b) => b.place.end - a.place.end)) {
    const seenAt = proofs.at(-1)?.at ?? trust.now
    const judged = attempt(() => judge(document, field, place, history, trust, seenAt))
    const finding = isFinding(judged) ? judged : judged.finding
    if (!isFinding(judged) && judged.finding === null) {
      proofs.push({
        at: judged.checked.at, coveredBytes: place.end, judged, hasValidationData: hasStore(history, field, place),
      })
    }
    const { verdict, code, detail } = finding ?? { verdict: 'VALID', code: 'OK', detail: '' }
    reports.unshift({
      field: field.name, verdict, code, detail, reason: REASONS[code].vi, reasonEn: REASONS[code].en,
      at: isFinding(judged) ? null : judged.checked.at,
      authority: isFinding(judged) ? null : summaryOf(judged.checked.authority),
      coveredBytes: place.end,
      coversWholeFile: place.end === document.bytes.length,
    })
  }
  return { reports, proofs }
}

function judge(
  document: PdfDocument, field: SignatureField, place: LocatedSignature, history: History | Finding, trust: Trust, seenAt: Date,
): JudgedTimestamp | Finding {
  const judged = judgeTimestamp(place.cms, (hash) => digestOfRanges(document, place, hash), trust, seenAt)
  if (isFinding(history)) return history
  laterSteps(history, revisionOf(history, field, place))
  return judged
}

function hasStore(history: History | Finding, field: SignatureField, place: LocatedSignature): boolean {
  if (isFinding(history)) return false
  const index = revisionOf(history, field, place)
  const document = index === 0 ? history.base : history.revisions[index - 1]?.document
  return document !== undefined && as('dict', document.get(document.catalog, 'DSS')) !== null
}
