import type { ChainLink } from './check-chain.ts'
import type { Proof } from './judge-document-timestamps.ts'
import type { JudgedTimestamp } from './judge-timestamp.ts'
import type { Level } from './report.ts'

export interface LevelQuestion {
  isPades: boolean
  chain: readonly ChainLink[]
  /** Trusted timestamps over the signature. */
  timestamps: readonly JudgedTimestamp[]
  /** Trusted document timestamps after the signature. */
  proofs: readonly Proof[]
  /** SHA-256 of the certificates that the file itself carries. */
  embedded: ReadonlySet<string>
}

/**
 * The level that holds, whatever the file calls itself: time proven, then everything needed to judge it later
 * inside the file, then a document timestamp over that. Source: ETSI EN 319 142-1, 6.3.
 */
export function reachLevel({ isPades, chain, timestamps, proofs, embedded }: LevelQuestion): Level | null {
  if (!isPades) return null
  const proving = [...timestamps, ...proofs.map(({ judged }) => judged)].sort((a, b) => a.checked.at.getTime() - b.checked.at.getTime())
  if (proving.length === 0) return 'B-B'
  const isKept = chain.length > 0 && chain.every((link) => isSelfContained(link, embedded, false))
  // The oldest proves the time of signing; later ones only keep it.
  const [first] = proving
  if (!isKept || first === undefined || !first.chain.every((link) => isSelfContained(link, embedded, true))) return 'B-T'
  return proofs.some(({ hasValidationData }) => hasValidationData) ? 'B-LTA' : 'B-LT'
}

/** Certificate and good status are in the file. An authority that publishes no status has none to keep. */
function isSelfContained({ certificate, status }: ChainLink, embedded: ReadonlySet<string>, mayLackStatus: boolean): boolean {
  if (status === 'anchor') return true
  if (!embedded.has(certificate.fingerprint)) return false
  if (status.kind !== 'unknown') return status.evidence.source !== 'supplied'
  const { ocspUrls, crlUrls } = certificate.extensions
  return mayLackStatus && ocspUrls.length === 0 && crlUrls.length === 0
}
