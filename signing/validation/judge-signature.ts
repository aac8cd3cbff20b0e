import { readPdfTime } from '../pdf/pdf-time.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { readText } from '../pdf/objects.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { attempt, isFinding } from './attempt.ts'
import type { CheckedCms } from './check-cms.ts'
import { checkCms } from './check-cms.ts'
import type { ExpectedSigner } from './expectation.ts'
import type { Proof } from './judge-document-timestamps.ts'
import type { History } from './judge-revisions.ts'
import { laterSteps, revisionOf } from './judge-revisions.ts'
import type { Trust } from './judge-timestamp.ts'
import { judgeTrust } from './judge-trust.ts'
import type { LocatedSignature } from './locate-signature.ts'
import type { FieldPolicy, Permissions } from './permissions.ts'
import { assertPermitted, readPermissions } from './permissions.ts'
import { REASONS } from './reasons.ts'
import type { SignatureReport } from './report.ts'
import { summaryOf } from './summaries.ts'
import type { Finding } from './verdict.ts'
import { invalid, worstOf } from './verdict.ts'

/** One signature and everything known about the file it stands in. */
export interface SignatureCase {
  document: PdfDocument
  field: SignatureField
  /** Fields that have a value, this one included. */
  filled: readonly SignatureField[]
  place: LocatedSignature | Finding
  history: History | Finding | null
  proofs: readonly Proof[]
  trust: Trust
  /** The same with the authorities that are trusted for timestamps. */
  timestampTrust: Trust
  /** SHA-256 of the certificates in the document's validation data. */
  storedCertificates: ReadonlySet<string>
  policy: FieldPolicy
  expected: ExpectedSigner | undefined
}

/** Every step is taken whatever the others found, so that a person learns all that is wrong and the worst decides. */
export function judgeSignature(question: SignatureCase): SignatureReport {
  const { document, place, history } = question
  const report = emptyReport(question)
  if (isFinding(place)) return conclude(report, [place])
  report.coveredBytes = place.end
  report.coversWholeFile = place.end === document.bytes.length
  const findings: Finding[] = []
  const run = (check: () => void): void => {
    const answer = attempt(check)
    if (isFinding(answer)) findings.push(answer)
  }
  run(() => { assertNotShared(question) })
  const cms = attempt(() => checkCms(document, place))
  if (isFinding(cms)) findings.push(cms)
  run(() => { report.permissions = readPermissions(document, place.dict, question.field.dict) })
  if (isFinding(history)) findings.push(history)
  else if (history !== null) run(() => { followHistory(question, history, place, report) })
  if (!isFinding(cms)) {
    describeCms(report, cms)
    const trusted = judgeTrust({ ...question, place, cms, claimedAt: report.claimedAt })
    findings.push(...trusted.findings)
    const { warnings, ...facts } = trusted.facts
    Object.assign(report, facts)
    report.warnings.push(...warnings)
  }
  return conclude(report, findings)
}

function emptyReport({ document, field, expected }: SignatureCase): SignatureReport {
  const text = (key: string): string => field.value === null ? '' : readText(document.get(field.value, key))
  const claimedAt = readPdfTime(text('M'))
  return {
    verdict: 'VALID', code: 'OK', detail: '', reason: '', reasonEn: '', findings: [],
    field: field.name, signer: null, role: expected?.role ?? null, level: null,
    signedAt: claimedAt, provenAt: null, claimedAt, claimedName: text('Name'), claimedReason: text('Reason'),
    digestAlgorithm: null, signatureAlgorithm: null,
    coveredBytes: 0, coversWholeFile: false, revision: 0, revisionCount: 0, laterChanges: [],
    permissions: { certification: null, locks: [] }, chain: [], revocation: [], timestamps: [], warnings: [],
  }
}

function assertNotShared({ filled, field }: SignatureCase): void {
  const users = filled.filter(({ valueRef }) => valueRef?.number === field.valueRef?.number)
  if (users.length > 1) throw invalid('SIG_SHARED', users.map(({ name }) => name).join(' '))
}

/** From the revision this signature closed, step by step to the end of the file. */
function followHistory({ field, policy }: SignatureCase, history: History, place: LocatedSignature, report: SignatureReport): void {
  const index = revisionOf(history, field, place)
  report.revision = index + 1
  report.revisionCount = history.revisions.length + 1
  report.laterChanges = history.steps.slice(index)
    .map((step, step0) => ({ revision: index + step0 + 2, changes: isFinding(step) ? [] : step }))
  const permissions: Permissions = report.permissions
  for (const changes of laterSteps(history, index)) assertPermitted(changes, permissions, policy)
}

function describeCms(report: SignatureReport, { signer, signed }: CheckedCms): void {
  report.signer = summaryOf(signer)
  report.digestAlgorithm = signed.digestAlgorithm
  report.signatureAlgorithm = signed.signatureAlgorithm?.kind ?? null
  report.claimedAt ??= signed.signingTime
  report.signedAt ??= report.claimedAt
  const isSameName = report.claimedName === '' || report.claimedName.normalize('NFC') === signer.subject.commonName.normalize('NFC')
  if (!isSameName) report.warnings.push('NAME_DIFFERS')
}

function conclude(report: SignatureReport, findings: Finding[]): SignatureReport {
  const worst = worstOf(findings) ?? { verdict: 'VALID' as const, code: 'OK' as const, detail: '' }
  const { vi, en } = REASONS[worst.code]
  return {
    ...report, ...worst, reason: vi, reasonEn: en,
    findings: [...findings.filter((finding) => finding === worst), ...findings.filter((finding) => finding !== worst)],
    level: worst.verdict === 'INVALID' ? null : report.level,
  }
}
