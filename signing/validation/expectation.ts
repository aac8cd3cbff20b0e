import type { SignatureReport } from './report.ts'
import type { Finding } from './verdict.ts'

/** Somebody whose signature the workflow of a document asks for. */
export interface ExpectedSigner {
  field: string
  role: 'leader' | 'seal'
  /** SHA-256 of the certificate, lower-case hex, when it is known whose it must be. */
  certificateSha256?: string
}

/** What the office that issued a document knows about it. */
export interface WorkflowExpectation {
  signers: readonly ExpectedSigner[]
  /** Every signer must have signed by now; otherwise only those who signed are looked at. */
  isComplete: boolean
  /** SHA-256 of every revision the office produced, lower-case hex, oldest first; empty when it keeps no ledger. */
  revisionsSha256?: readonly string[]
}

/** What contradicts the workflow, as findings about the whole file. */
export function checkExpectation(
  expectation: WorkflowExpectation, signatures: readonly SignatureReport[], fileSha256: string,
): Finding[] {
  const { signers, isComplete, revisionsSha256 = [] } = expectation
  const made = (signer: ExpectedSigner): SignatureReport | undefined => signatures.find(({ field }) => field === signer.field)
  const findings: Finding[] = []
  const add = (code: Finding['code'], detail: string): void => { findings.push({ verdict: 'INVALID', code, detail }) }

  const place = revisionsSha256.indexOf(fileSha256)
  if (place >= 0 && place < revisionsSha256.length - 1) add('STALE_REVISION', `revision ${place + 1} of ${revisionsSha256.length}`)
  for (const signer of signers) {
    const signature = made(signer)
    if (signature === undefined) {
      if (isComplete) add('SIGNER_MISSING', signer.field)
    } else if (signer.certificateSha256 !== undefined && signature.signer?.sha256 !== signer.certificateSha256) {
      add('SIGNER_MISSING', `${signer.field} was signed by somebody else`)
    }
  }
  // Decree 30/2020, articles 14 and 32: the agency signs only what the authorised person has signed.
  for (const seal of signers.filter(({ role }) => role === 'seal')) {
    const sealed = made(seal)
    if (sealed === undefined) continue
    const early = signers.filter(({ role }) => role === 'leader')
      .find((leader) => (made(leader)?.revision ?? Infinity) >= sealed.revision)
    if (early !== undefined) add('ORDER_VIOLATION', `${seal.field} before ${early.field}`)
  }
  return findings
}
