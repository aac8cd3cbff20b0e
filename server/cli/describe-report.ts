import { formatVietnamTime } from '#signing/appearance/vietnam-time.ts'
import type { SignatureReport, ValidationReport } from '#signing/validation/validate.ts'

const WORDS = { VALID: 'HỢP LỆ', INVALID: 'KHÔNG HỢP LỆ', INDETERMINATE: 'CHƯA ĐỦ CĂN CỨ' } as const

/** A report for the eyes of a person at a terminal, Vietnamese first. */
export function describeReport(file: string, report: ValidationReport): string {
  const { verdict, code, reason, reasonEn, detail, sha256, signatures, documentTimestamps, emptyFields } = report
  return [
    `${WORDS[verdict]} (${verdict} ${code})  ${file}`,
    `  ${reason} ${reasonEn}${detail === '' ? '' : ` [${detail}]`}`,
    `  SHA-256 ${sha256}`,
    ...signatures.map(describeSignature),
    ...documentTimestamps.map(({ field, verdict: own, code: why, at, authority }) =>
      `${field}: ${own} ${why}\n  ${authority?.name ?? '?'}, ${timeOrDash(at)}`),
    ...(emptyFields.length === 0 ? [] : [`Chưa ký / not signed: ${emptyFields.join(', ')}`]),
  ].join('\n')
}

function describeSignature(signature: SignatureReport): string {
  const { field, verdict, code, reason, reasonEn, signer, level, signedAt, provenAt, coversWholeFile, revision, revisionCount, warnings } = signature
  const time = provenAt === null ? 'tự khai / claimed' : 'đã chứng minh / proven'
  return [
    `${field}: ${WORDS[verdict]} (${verdict} ${code})`,
    `  ${reason} ${reasonEn}`,
    `  ${signer === null ? '?' : `${signer.name}, ${signer.organisation}; ${signer.issuerName}`}`,
    `  ${level ?? '-'}; ${timeOrDash(signedAt)} (${time}); ${revision}/${revisionCount}${coversWholeFile ? '' : '; sau đó có bổ sung / followed by more'}`,
    ...(warnings.length === 0 ? [] : [`  ${warnings.join(', ')}`]),
  ].join('\n')
}

function timeOrDash(at: Date | null): string {
  return at === null ? '-' : formatVietnamTime(at)
}
