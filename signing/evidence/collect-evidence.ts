import type { Certificate } from '../cms/certificate.ts'
import { readCertificate } from '../cms/certificate.ts'
import { readOcsp } from '../revocation/read-ocsp.ts'
import { RevocationPool } from '../revocation/status.ts'
import { SigningError, isSigningError } from '../signing-error.ts'
import { CertificatePool } from '../validation/certificate-pool.ts'
import type { NetworkRules } from './fetch-allowed.ts'
import { requestCrl, requestOcsp } from './request-status.ts'

/** All that a verifier will need when every server is gone. */
export interface Evidence { certificates: Uint8Array[]; ocsps: Uint8Array[]; crls: Uint8Array[] }

export interface EvidenceSettings {
  anchorsDer: readonly Uint8Array[]
  /** Issuers that files often leave out. */
  intermediatesDer?: readonly Uint8Array[]
  /** Lists that were handed over; asked before the network. */
  crls?: readonly Uint8Array[]
  network: NetworkRules
  now: () => Date
}

/** Lists by address: one that many certificates share is fetched once. */
export type FetchedLists = Map<string, Promise<Buffer>>

/**
 * Collects the path to an anchor and a believable status for every certificate on it: OCSP first, lists
 * second. What is collected is verified now, so that nothing worthless is kept for years.
 *
 * @param companions certificates that came with the signature
 * @throws SigningError evidence.missing, evidence.revoked
 */
export async function collectEvidence(
  signer: Certificate, companions: readonly Uint8Array[], settings: EvidenceSettings, lists: FetchedLists = new Map(),
): Promise<Evidence> {
  const pool = new CertificatePool(settings.anchorsDer.map(readCertificate))
  pool.addDer([...companions, ...(settings.intermediatesDer ?? [])])
  const path = pool.pathOf(signer)
  if (path === null) throw new SigningError('evidence.missing', `no path to an anchor from ${signer.subject.commonName}`)
  const evidence: Evidence = { certificates: path.map(({ der }) => der), ocsps: [], crls: [] }
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1]
    if (issuer !== undefined) merge(evidence, await statusOf(certificate, issuer, settings, lists))
  }
  return evidence
}

/** Puts what is new into `whole`; equal pieces are kept once. */
export function merge(whole: Evidence, part: Evidence): void {
  for (const kind of ['certificates', 'ocsps', 'crls'] as const) {
    for (const piece of part[kind]) {
      if (!whole[kind].some((known) => Buffer.from(known).equals(piece))) whole[kind].push(piece)
    }
  }
}

async function statusOf(certificate: Certificate, issuer: Certificate, settings: EvidenceSettings, lists: FetchedLists): Promise<Evidence> {
  const reasons: string[] = []
  for (const offer of offersFor(certificate, issuer, settings, lists)) {
    const offered = await offer().catch((error: unknown) => {
      if (!isSigningError(error)) throw error
      reasons.push(error.message)
      return null
    })
    if (offered === null) continue
    const now = settings.now()
    const status = new RevocationPool([{ ...offered, source: 'supplied' }]).statusOf(certificate, issuer, { at: now, now })
    if (status.kind === 'revoked') throw new SigningError('evidence.revoked', certificate.subject.commonName)
    if (status.kind === 'good') return offered
    reasons.push('a status that cannot be believed')
  }
  throw new SigningError('evidence.missing', `status of ${certificate.subject.commonName}: ${reasons.join('; ') || 'nobody to ask'}`)
}

function offersFor(certificate: Certificate, issuer: Certificate, settings: EvidenceSettings, lists: FetchedLists): (() => Promise<Evidence>)[] {
  const { network, crls = [] } = settings
  const { ocspUrls, crlUrls } = certificate.extensions
  const listAt = (url: string): Promise<Buffer> => {
    const list = lists.get(url) ?? requestCrl(url, network)
    lists.set(url, list)
    return list
  }
  return [
    ...crls.map((crl) => () => Promise.resolve({ certificates: [], ocsps: [], crls: [crl] })),
    ...ocspUrls.map((url) => async () => {
      const ocsp = await requestOcsp(url, certificate, issuer, network)
      return { certificates: respondersIn(ocsp), ocsps: [ocsp], crls: [] }
    }),
    ...crlUrls.map((url) => async () => ({ certificates: [], ocsps: [], crls: [await listAt(url)] })),
  ]
}

function respondersIn(ocsp: Uint8Array): Uint8Array[] {
  return readOcsp(ocsp).certificates
}
