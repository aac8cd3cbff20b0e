import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#server/kernel/refusal.ts'

export type AgentPassState = 'waiting' | 'fetched' | 'used' | 'rejected' | 'superseded'

/** The agent fetches at once and the person types a PIN. */
export const PASS_LIFE_MS = 10 * 60_000
/** What a signature, its appearance and its certificates may add to a file. */
export const AGENT_GROWTH_BYTES_MAX = 8_000_000

/** Where the doors for the agent are; the token follows. */
export const AGENT_DOWNLOADS = '/agent/downloads'
export const AGENT_UPLOADS = '/agent/uploads'

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Only this is stored: whoever reads the table can fetch and post nothing. */
export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * Refuses unless the file may be fetched at `now`: once, in time.
 *
 * @throws Refusal signature.agent_pass_used, signature.agent_pass_expired
 */
export function assertFetchable({ state, expiresAt }: { state: AgentPassState; expiresAt: Date }, now: Date): void {
  if (state !== 'waiting') throw new Refusal('signature.agent_pass_used')
  if (now >= expiresAt) throw new Refusal('signature.agent_pass_expired')
}

/** The same for posting it back, once it was fetched. @throws Refusal signature.agent_pass_used, signature.agent_pass_expired, signature.agent_not_fetched */
export function assertAcceptable({ state, expiresAt }: { state: AgentPassState; expiresAt: Date }, now: Date): void {
  if (state === 'waiting') throw new Refusal('signature.agent_not_fetched')
  if (state !== 'fetched') throw new Refusal('signature.agent_pass_used')
  if (now >= expiresAt) throw new Refusal('signature.agent_pass_expired')
}
