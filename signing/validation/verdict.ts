/** HỢP LỆ, KHÔNG HỢP LỆ, CHƯA ĐỦ CĂN CỨ: never a bare boolean. Source: ETSI EN 319 102-1, 5.1.3. */
export type Verdict = 'VALID' | 'INVALID' | 'INDETERMINATE'

/** Why. `REASONS` has the sentences. */
export type ReasonCode =
  | 'OK'
  | 'NO_SIGNATURE'
  | 'UNSUPPORTED'
  | 'RESOURCE_LIMIT'
  | 'BYTERANGE_MALFORMED'
  | 'BYTERANGE_HOLE'
  | 'CONTENTS_MALFORMED'
  | 'CONTENTS_TRAILING_DATA'
  | 'SIG_OBJECT_RELOCATED'
  | 'SIG_SHARED'
  | 'REVISION_BROKEN'
  | 'TAIL_UNSIGNED'
  | 'CONTENT_CHANGED_AFTER_SIGNING'
  | 'FORBIDDEN_OBJECT_ADDED'
  | 'SIGNATURE_APPEARANCE_CHANGED'
  | 'FORM_CHANGED'
  | 'MDP_VIOLATION'
  | 'WIDGET_COVERS_CONTENT'
  | 'FIELD_LOCKED'
  | 'DIGEST_MISMATCH'
  | 'SIGNATURE_INVALID'
  | 'CMS_STRUCTURE'
  | 'ESS_MISMATCH'
  | 'WEAK_ALGORITHM'
  | 'KEY_USAGE'
  | 'CERT_EXPIRED'
  | 'CERT_NOT_YET_VALID'
  | 'CERT_REVOKED'
  | 'REVOCATION_UNKNOWN'
  | 'REVOCATION_DATA_UNTRUSTED'
  | 'UNTRUSTED_ANCHOR'
  | 'TIMESTAMP_INVALID'
  | 'TIME_INCONSISTENT'
  | 'STALE_REVISION'
  | 'SIGNATURE_STRIPPED'
  | 'SIGNER_MISSING'
  | 'ORDER_VIOLATION'

export interface Finding {
  verdict: Verdict
  code: ReasonCode
  /** Evidence for a specialist: object numbers, byte offsets, names. Never for deciding. */
  detail: string
}

/** Ends the checks of one signature with a verdict; never leaves this folder. */
export class Stop extends Error {
  readonly finding: Finding

  constructor(verdict: Verdict, code: ReasonCode, detail = '') {
    super(code)
    this.finding = { verdict, code, detail }
  }
}

export function invalid(code: ReasonCode, detail = ''): Stop {
  return new Stop('INVALID', code, detail)
}

export function indeterminate(code: ReasonCode, detail = ''): Stop {
  return new Stop('INDETERMINATE', code, detail)
}

/** The finding that decides: any against the file before any that leaves it open, otherwise the first of each. */
export function worstOf(findings: readonly Finding[]): Finding | null {
  return findings.find(({ verdict }) => verdict === 'INVALID') ?? findings.find(({ verdict }) => verdict === 'INDETERMINATE') ?? null
}
