import { Refusal } from '#server/kernel/refusal.ts'
import { folded } from '#server/minutes/conclusion.ts'

export type SignatureSessionState = 'waiting' | 'completed' | 'superseded' | 'expired'

/** Long enough to find the token and to type the PIN twice; a forgotten session is of no use to a thief. */
export const SESSION_LIFE_MS = 15 * 60_000
export const CERTIFICATE_BYTES_MAX = 16_384
export const CHAIN_MAX = 6
/** RSA-4096 is 512; an ECDSA value is shorter. */
export const SIGNATURE_BYTES_MAX = 1024

export interface OpenSession {
  state: SignatureSessionState
  versionId: string
  certificateSha256: string
  expiresAt: Date
}

/**
 * Refuses unless a value may be taken for this session at `now`: once, in time, on the version it was prepared on, by
 * the certificate it was prepared for. The instant of expiry itself is too late.
 *
 * @throws Refusal signature.session_used, signature.session_superseded, signature.session_expired,
 *   signature.session_other_certificate, signature.session_base_changed
 */
export function assertCompletable(
  { state, versionId, certificateSha256, expiresAt }: OpenSession,
  { now, latestVersionId, answeredBy }: { now: Date; latestVersionId: string | null; answeredBy?: string | undefined },
): void {
  if (state === 'completed') throw new Refusal('signature.session_used')
  if (state === 'superseded') throw new Refusal('signature.session_superseded')
  if (state === 'expired' || now >= expiresAt) throw new Refusal('signature.session_expired')
  if (answeredBy !== undefined && answeredBy !== certificateSha256) throw new Refusal('signature.session_other_certificate', {}, 422)
  if (versionId !== latestVersionId) throw new Refusal('signature.session_base_changed')
}

/** Whether a certificate names its holder as the office does: letters and spaces alike, capitals aside. */
export function isNamed(commonName: string, name: string): boolean {
  return folded(commonName) === folded(name)
}
