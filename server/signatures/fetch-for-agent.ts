import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Db } from '#server/kernel/db.ts'
import { assertFetchable, tokenSha256, type AgentPassState } from './agent-pass.ts'
import { assertSignableNow, readLatest } from './keep-signed.ts'
import { loadRequest } from './load-request.ts'

export interface KnownPass {
  passId: string
  userId: string
  /** Of the file that is fetched. */
  sizeBytes: number
  state: AgentPassState
  expiresAt: Date
}

/** Whose pass a token is, to act as that person, and how large the file is; null for a token that nobody was given. */
export async function passOf(db: Db, token: string, way: 'download' | 'upload'): Promise<KnownPass | null> {
  const sha256 = tokenSha256(token)
  const pass = await db.agentPass.findUnique({ where: way === 'download' ? { downloadSha256: sha256 } : { uploadSha256: sha256 } })
  const version = pass === null ? null : await db.documentVersion.findUnique({ where: { id: pass.versionId }, select: { sizeBytes: true } })
  if (pass === null || version === null) return null
  const { id: passId, userId, state, expiresAt } = pass
  return { passId, userId, sizeBytes: version.sizeBytes, state, expiresAt }
}

/**
 * The file for the agent, once.
 *
 * @throws Refusal signature.agent_pass_used, signature.agent_pass_expired, signature.version_changed,
 *   signature.already_signed, signature.already_refused, signature.withdrawn, signature.not_in_office,
 *   signature.file_damaged
 */
export async function fetchForAgent(ctx: Ctx, passId: string): Promise<{ bytes: Uint8Array; fileName: string }> {
  const request = await ctx.transact(async (tx) => {
    await lockRow(tx, 'agent_pass', passId)
    const pass = await tx.agentPass.findUniqueOrThrow({ where: { id: passId } })
    assertFetchable(pass, ctx.now())
    const found = await loadRequest(tx, ctx, pass.requestId)
    await assertSignableNow(tx, ctx, found, { versionId: pass.versionId })
    await tx.agentPass.update({ where: { id: passId }, data: { state: 'fetched' } })
    return found
  })
  return { bytes: await readLatest(ctx, request), fileName: (request.version.document.versions[0] ?? request.version).fileName }
}
