import type { Request, RequestHandler, Response } from 'express'
import { actorOfUser } from '#server/directory/queries.ts'
import { ctxFor, type Ctx, type World } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { acceptAgentUpload } from '#server/signatures/accept-agent-upload.ts'
import { AGENT_GROWTH_BYTES_MAX, assertFetchable } from '#server/signatures/agent-pass.ts'
import { fetchForAgent, passOf, type KnownPass } from '#server/signatures/fetch-for-agent.ts'
import { receiveBody } from './receive-body.ts'

type OnRefused = (thrown: unknown, request: Request, response: Response) => void

/**
 * `GET /agent/downloads/:token.pdf`: the document for the signing agent on the signer's own computer, which has no
 * session and shows the token instead; once.
 *
 * @throws Refusal signature.agent_pass_not_found and what `fetchForAgent` refuses
 */
export function agentDownload(world: World, onRefused: OnRefused): RequestHandler {
  return (request, response) => {
    void (async () => {
      const { ctx, passId, state, expiresAt } = await bearer(world, String(request.params['token']), 'download')
      if (request.method === 'HEAD') {
        // Whoever only looks whether the file is there has not fetched it.
        assertFetchable({ state, expiresAt }, ctx.now())
        return void response.set({ 'Content-Type': 'application/pdf', 'Cache-Control': 'no-store' }).end()
      }
      const { bytes, fileName } = await fetchForAgent(ctx, passId)
      response.set({
        'Content-Type': 'application/pdf', 'Cache-Control': 'no-store',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      }).send(Buffer.from(bytes))
    })().catch((thrown: unknown) => onRefused(thrown, request, response))
  }
}

/**
 * `POST /agent/uploads/:token`, multipart with one file under whatever name, or the bytes alone: the signed document.
 *
 * @throws Refusal signature.agent_pass_not_found, signature.agent_file_too_large, http.no_file, http.upload_broken,
 *   http.upload_too_slow and what `acceptAgentUpload` refuses
 */
export function agentUpload(world: World, onRefused: OnRefused): RequestHandler {
  return (request, response) => {
    void (async () => {
      const { ctx, passId, sizeBytes } = await bearer(world, String(request.params['token']), 'upload')
      const bytesMax = sizeBytes + AGENT_GROWTH_BYTES_MAX
      const tooLarge = () => new Refusal('signature.agent_file_too_large', { maxMb: Math.floor(bytesMax / 1_000_000) }, 413)
      const body = await receiveBody(request, bytesMax, tooLarge)
      const data = await acceptAgentUpload(ctx, { passId, returned: await fileIn(body, request.headers['content-type'] ?? '') })
      response.set('Cache-Control', 'no-store').json({ ok: true, data })
    })().catch((thrown: unknown) => onRefused(thrown, request, response))
  }
}

async function bearer(world: World, token: string, way: 'download' | 'upload'): Promise<KnownPass & { ctx: Ctx }> {
  const pass = await passOf(world.db, token, way)
  const actor = pass === null ? null : await actorOfUser(world.db, pass.userId, world.now?.() ?? new Date(), world.settings.timeZone)
  if (pass === null || actor === null) throw new Refusal('signature.agent_pass_not_found', {}, 404)
  return { ctx: ctxFor(world, actor), ...pass }
}

/** Nobody has published what the agent calls the part: the one file is it. */
async function fileIn(body: Buffer, contentType: string): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) return body
  const form = await new globalThis.Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData().catch(() => null)
  if (form === null) throw new Refusal('http.upload_broken', {}, 400)
  const files = [...form.values()].filter((value) => typeof value !== 'string')
  const [file] = files
  if (file === undefined || files.length !== 1) throw new Refusal('http.no_file', {}, 400)
  return new Uint8Array(await file.arrayBuffer())
}
