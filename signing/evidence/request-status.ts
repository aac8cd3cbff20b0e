import type { Certificate } from '../cms/certificate.ts'
import { buildOcspRequest } from '../revocation/ocsp-request.ts'
import { CRL_BYTES_MAX } from '../revocation/read-crl.ts'
import type { NetworkRules } from './fetch-allowed.ts'
import { fetchAllowed } from './fetch-allowed.ts'

/** One answer about one certificate; responders send a few kilobytes. */
const OCSP_BYTES_MAX = 256 * 1024

/** Asks one responder about one certificate; the answer is not yet believed. @throws SigningError network.* */
export function requestOcsp(url: string, certificate: Certificate, issuer: Certificate, network: NetworkRules): Promise<Buffer> {
  return fetchAllowed({
    url, method: 'POST', headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
    body: buildOcspRequest(certificate, issuer), answerBytesMax: OCSP_BYTES_MAX,
  }, network)
}

/** Fetches one list, not yet believed, as DER; some authorities publish it in PEM. @throws SigningError network.* */
export async function requestCrl(url: string, network: NetworkRules): Promise<Buffer> {
  const list = await fetchAllowed({ url, method: 'GET', answerBytesMax: CRL_BYTES_MAX }, network)
  const armour = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END/.exec(list.subarray(0, 64).includes('-----BEGIN') ? list.toString('latin1') : '')
  return armour === null ? list : Buffer.from(armour[1] ?? '', 'base64')
}
