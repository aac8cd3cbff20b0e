import type { Certificate } from '../cms/certificate.ts'
import type { NetworkRules } from '../evidence/fetch-allowed.ts'
import { requestCrl, requestOcsp } from '../evidence/request-status.ts'
import { isSigningError } from '../signing-error.ts'
import type { ValidationOptions, ValidationReport } from './validate.ts'
import { validatePdf } from './validate.ts'

/** Each round may show one more certificate whose status is missing: signer, issuer, timestamp authority. */
const ROUNDS_MAX = 6
const ADDRESSES_MAX = 2

/**
 * Judges a PDF, fetches the statuses that turned out to be missing, and judges again. What was fetched weighs no
 * more than what the file brings: its signature decides. Only origins that `network` lists are asked.
 */
export async function validateOnline(pdf: Uint8Array, options: ValidationOptions, network: NetworkRules): Promise<ValidationReport> {
  const [ocsps, crls] = [[...(options.ocspsDer ?? [])], [...(options.crlsDer ?? [])]]
  const asked = new Set<string>()
  for (let round = 0; ; round++) {
    const missing = new Map<string, { certificate: Certificate; issuer: Certificate }>()
    const report = validatePdf(pdf, {
      ...options, ocspsDer: ocsps, crlsDer: crls,
      onStatusUnknown: (certificate, issuer) => {
        if (!asked.has(certificate.fingerprint)) missing.set(certificate.fingerprint, { certificate, issuer })
      },
    })
    if (missing.size === 0 || round >= ROUNDS_MAX) return report
    for (const [fingerprint, { certificate, issuer }] of missing) {
      asked.add(fingerprint)
      const answer = await askResponders(certificate, issuer, network)
      if (answer !== null) ocsps.push(answer)
      else crls.push(...await fetchLists(certificate, network))
    }
  }
}

async function askResponders(certificate: Certificate, issuer: Certificate, network: NetworkRules): Promise<Uint8Array | null> {
  for (const url of certificate.extensions.ocspUrls.slice(0, ADDRESSES_MAX)) {
    const answer = await answerOf(requestOcsp(url, certificate, issuer, network))
    if (answer !== null) return answer
  }
  return null
}

async function fetchLists(certificate: Certificate, network: NetworkRules): Promise<Uint8Array[]> {
  const lists = await Promise.all(certificate.extensions.crlUrls.slice(0, ADDRESSES_MAX).map((url) => answerOf(requestCrl(url, network))))
  return lists.filter((list) => list !== null)
}

/** Null from who is not allowed, unreachable, slow or talks too much: the status stays unknown, and the report says so. */
async function answerOf(asking: Promise<Uint8Array>): Promise<Uint8Array | null> {
  try {
    return await asking
  } catch (error) {
    if (isSigningError(error) && error.code.startsWith('network.')) return null
    throw error
  }
}
