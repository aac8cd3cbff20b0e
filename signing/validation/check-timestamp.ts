import { createHash } from 'node:crypto'
import type { Certificate } from '../cms/certificate.ts'
import { PKI_OID } from '../cms/pki-oids.ts'
import type { HashName } from '../cms/signature-algorithm.ts'
import type { ReadTimestamp } from '../timestamp/read-timestamp.ts'
import { readTimestamp } from '../timestamp/read-timestamp.ts'
import { checkReference, checkSigner, readOrStop } from './check-signer.ts'
import { Stop, invalid } from './verdict.ts'

export interface CheckedTimestamp extends ReadTimestamp {
  authority: Certificate
  certificates: Certificate[]
}

/**
 * The token is over exactly these bytes, signed by a key that was certified for timestamps and nothing else.
 * Whether that authority is trusted is another question. Source: RFC 3161, 2.3 and 2.4.2.
 */
export function checkTimestamp(token: Uint8Array, digestOf: (hash: HashName) => Buffer): CheckedTimestamp {
  const read = readOrStop(() => readTimestamp(token), 'TIMESTAMP_INVALID')
  if (read.imprintHash === null) throw invalid('WEAK_ALGORITHM', 'timestamp')
  if (!digestOf(read.imprintHash).equals(read.imprint)) throw invalid('TIMESTAMP_INVALID', 'over other bytes')
  const { signer, certificates } = asTimestamp(() => checkSigner(read.signed, (hash) => createHash(hash).update(read.content).digest()))
  asTimestamp(() => checkReference(read.signed, signer, read.signed.signingCertificateSha1 === null))
  checkSha1Reference(read, signer)

  const { purposes, arePurposesCritical } = signer.extensions
  if (signer.isAuthority || purposes?.length !== 1 || purposes[0] !== PKI_OID.timestamping || !arePurposesCritical) {
    throw invalid('TIMESTAMP_INVALID', 'certificate not for timestamps alone')
  }
  if (signer.keyUsage !== null && !signer.keyUsage.digitalSignature && !signer.keyUsage.nonRepudiation) {
    throw invalid('TIMESTAMP_INVALID', 'key usage')
  }
  if (read.at < signer.notBefore || read.at > signer.notAfter) throw invalid('TIMESTAMP_INVALID', 'outside the dates of its certificate')
  return { ...read, authority: signer, certificates }
}

function checkSha1Reference({ signed }: ReadTimestamp, signer: Certificate): void {
  if (signed.signingCertificateSha1 === null) return
  const hash = createHash('sha1').update(signer.der).digest()
  if (!hash.equals(signed.signingCertificateSha1)) throw invalid('TIMESTAMP_INVALID', 'names another certificate')
}

/** A person reads that the timestamp is wrong; which way it is wrong stays in the detail. */
function asTimestamp<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof Stop && error.finding.code !== 'WEAK_ALGORITHM') {
      throw invalid('TIMESTAMP_INVALID', `${error.finding.code} ${error.finding.detail}`.trim())
    }
    throw error
  }
}
