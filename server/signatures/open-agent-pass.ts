import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow } from '#server/kernel/db.ts'
import { record } from '#server/events/record.ts'
import { agentMessage } from '#signing/signers/whole-file-agent.ts'
import { AGENT_DOWNLOADS, AGENT_UPLOADS, PASS_LIFE_MS, newToken, tokenSha256 } from './agent-pass.ts'
import type { SignDocument } from './input.ts'
import { assertSignableNow } from './keep-signed.ts'
import { loadRequest } from './load-request.ts'

/**
 * Lets the official signing agent on the signer's own computer fetch this one document once and post it back once. The
 * page opens the socket at `url` and sends `message`. An earlier pass for the same request is put aside.
 *
 * @throws Refusal signature.not_found, signature.already_signed, signature.already_refused, signature.withdrawn,
 *   signature.seal_before_leader, signature.version_changed, signature.not_in_office
 */
export async function openAgentPass(ctx: Ctx, { requestId, confirmation, sha256 }: SignDocument): Promise<{ passId: string; url: string; message: string; expiresAt: string }> {
  const shown = { versionId: confirmation, sha256 }
  const [download, upload] = [newToken(), newToken()]
  const passId = ctx.newId()
  const expiresAt = new Date(ctx.now().getTime() + PASS_LIFE_MS)
  const kind = await ctx.transact(async (tx) => {
    await lockRow(tx, 'signature_request', requestId)
    const request = await loadRequest(tx, ctx, requestId)
    await assertSignableNow(tx, ctx, request, shown)
    await tx.agentPass.updateMany({ where: { requestId, state: { in: ['waiting', 'fetched'] } }, data: { state: 'superseded' } })
    await tx.agentPass.create({
      data: {
        id: passId, requestId, userId: ctx.actor.userId, versionId: confirmation, createdAt: ctx.now(), expiresAt,
        downloadSha256: tokenSha256(download), uploadSha256: tokenSha256(upload),
      },
    })
    await record(tx, ctx, 'signature.agent_called', requestId, { requestId, passId, versionId: confirmation, expiresAt: expiresAt.toISOString() })
    return request.kind
  })
  const { publicUrl } = ctx.settings
  const { url, message } = agentMessage({
    call: kind === 'seal' ? 'SignIssued' : 'SignApproved', token: upload,
    downloadUrl: `${publicUrl}${AGENT_DOWNLOADS}/${download}.pdf`, uploadUrl: `${publicUrl}${AGENT_UPLOADS}/${upload}`,
  })
  return { passId, url, message, expiresAt: expiresAt.toISOString() }
}
