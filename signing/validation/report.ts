import type { CertificateStatus } from '../revocation/status.ts'
import type { Change } from './comparison.ts'
import type { Permissions } from './permissions.ts'
import type { Finding, ReasonCode, Verdict } from './verdict.ts'

/** Baseline level that was reached, proven and not claimed. Source: ETSI EN 319 142-1, 6. */
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

/** Not part of the verdict, but a person should be told. */
export type WarningCode =
  | 'REVOCATION_NOT_CHECKED'
  | 'TIMESTAMP_UNTRUSTED'
  | 'CLAIMED_TIME_SEVEN_HOURS_OFF'
  | 'NAME_DIFFERS'
  | 'NOT_PADES'

/** People and authorities in correct Vietnamese, from the certificates' own bytes. */
export interface CertificateSummary {
  name: string
  organisation: string
  title: string
  issuerName: string
  /** Lower-case hex. */
  serial: string
  /** SHA-256 of the certificate, lower-case hex. */
  sha256: string
  notBefore: Date
  notAfter: Date
  /** As in `RSA-2048` or `EC prime256v1`. */
  key: string
}

export interface RevocationSummary {
  name: string
  status: CertificateStatus['kind'] | 'anchor'
  source: string | null
  thisUpdate: Date | null
  revokedAt: Date | null
}

export interface TimestampSummary { at: Date; authority: string; isTrusted: boolean; detail: string }

/** What was added after a signature, revision by revision, in the words of the white list. */
export interface LaterChange { revision: number; changes: Change[] }

export interface SignatureReport extends Finding {
  field: string
  /** The same reason as a sentence. */
  reason: string
  reasonEn: string
  /** Everything that was found, the deciding finding first. */
  findings: Finding[]
  /** From the certificate; null when the signature cannot be read that far. */
  signer: CertificateSummary | null
  role: 'leader' | 'seal' | null
  /** Null unless the signature itself holds. */
  level: Level | null
  /** The best time known: proven by a timestamp when there is one, otherwise as the file claims. */
  signedAt: Date | null
  provenAt: Date | null
  /** What the file says about its signer and time; nobody proved it. */
  claimedAt: Date | null
  claimedName: string
  claimedReason: string
  digestAlgorithm: string | null
  signatureAlgorithm: string | null
  /** Signed bytes run from 0 to here. */
  coveredBytes: number
  coversWholeFile: boolean
  /** Which revision it closed, counted from 1, and how many the file has since its first signature. */
  revision: number
  revisionCount: number
  laterChanges: LaterChange[]
  permissions: Permissions
  chain: CertificateSummary[]
  revocation: RevocationSummary[]
  timestamps: TimestampSummary[]
  warnings: WarningCode[]
}

/** A document timestamp: proves that everything before it existed. */
export interface DocumentTimestampReport extends Finding {
  field: string
  reason: string
  reasonEn: string
  at: Date | null
  authority: CertificateSummary | null
  coveredBytes: number
  coversWholeFile: boolean
}

export interface ValidationReport {
  verdict: Verdict
  /** The first reason against the file, or OK. */
  code: ReasonCode
  reason: string
  reasonEn: string
  detail: string
  /** False when the file could not be read strictly, so that nothing could be said about its signatures. */
  isReadable: boolean
  /** SHA-256 of the file, lower-case hex. */
  sha256: string
  sizeBytes: number
  /** In the order they were made. */
  signatures: SignatureReport[]
  documentTimestamps: DocumentTimestampReport[]
  /** Declared signature fields that nobody has signed. */
  emptyFields: string[]
}
