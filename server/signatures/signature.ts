import { Refusal } from '#server/kernel/refusal.ts'

export type SignatureKind = 'person' | 'seal'
export type SignatureState = 'waiting' | 'signed' | 'refused' | 'withdrawn'

export const REASON_CHARS_MAX = 2000
/** Documents that one confirmation may cover: more than that nobody has read in one sitting. */
export const BATCH_MAX = 20
/** Baseline of ETSI EN 319 142-1 that we make: no timestamp, no revocation data yet. */
export const PROFILE = 'PAdES-B-B'

/** What the signer looked at: a version, and its file's SHA-256 in hex by whoever knows it. */
export interface ShownVersion {
  versionId: string
  sha256?: string | undefined
}

export interface AskedSignature {
  id: string
  kind: SignatureKind
  state: SignatureState
}

/** The seal comes after the people (Decree 30/2020/NĐ-CP, article 32): its turn is when no person is waited for. */
export function isDue(request: AskedSignature, ofSameSubject: readonly AskedSignature[]): boolean {
  if (request.state !== 'waiting') return false
  if (request.kind === 'person') return true
  const people = ofSameSubject.filter(({ kind, state }) => kind === 'person' && state !== 'refused' && state !== 'withdrawn')
  return people.length > 0 && people.every(({ state }) => state === 'signed')
}

/**
 * Refuses unless `request` may be signed now on the version that the signer saw.
 *
 * @throws Refusal signature.already_signed, signature.already_refused, signature.withdrawn, signature.seal_before_leader,
 *   signature.version_changed
 */
export function assertSignable(
  request: AskedSignature,
  ofSameSubject: readonly AskedSignature[],
  { confirmed, latest }: { confirmed: ShownVersion; latest: { id: string; fileHash: string } | null },
): void {
  assertWaiting(request)
  if (!isDue(request, ofSameSubject)) throw new Refusal('signature.seal_before_leader')
  const isSame = confirmed.versionId === latest?.id && (confirmed.sha256 ?? latest.fileHash) === latest.fileHash
  if (!isSame) throw new Refusal('signature.version_changed')
}

/** @throws Refusal signature.already_signed, signature.already_refused, signature.withdrawn */
export function assertWaiting({ state }: AskedSignature): void {
  if (state === 'signed') throw new Refusal('signature.already_signed')
  if (state === 'refused') throw new Refusal('signature.already_refused')
  if (state === 'withdrawn') throw new Refusal('signature.withdrawn')
}

/** @throws Refusal signature.reason_required */
export function assertReason(reason: string): void {
  if (reason.trim() === '') throw new Refusal('signature.reason_required', {}, 422)
}
