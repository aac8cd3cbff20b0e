import type { Request, RequestHandler } from 'express'
import { pipeline } from 'node:stream/promises'
import { readableVersion } from '#server/documents/queries.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'

/** `GET /documents/versions/:versionId.pdf`, whole or one range; only for who may read the document. */
export function versionDownload(ctxOf: (request: Request) => Ctx): RequestHandler {
  return (request, response, next) => {
    void (async () => {
      const ctx = ctxOf(request)
      const version = await readableVersion(ctx, String(request.params['versionId']))
      if (version === null) throw new Refusal('document.not_found')
      const disposition = request.query['download'] === undefined ? 'inline' : 'attachment'
      response.set({
        'Content-Type': 'application/pdf',
        'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(version.fileName)}`,
        'Accept-Ranges': 'bytes',
        ETag: `"${version.fileHash}"`,
        // A version never changes, but whoever loses the right must not find it in a shared cache.
        'Cache-Control': 'private, max-age=3600, must-revalidate',
      })
      if (request.headers['if-none-match'] === `"${version.fileHash}"`) return void response.status(304).end()

      const range = request.range(version.sizeBytes)
      if (range === -1) return void response.status(416).set('Content-Range', `bytes */${version.sizeBytes}`).end()
      const one = Array.isArray(range) && range.type === 'bytes' && range.length === 1 ? range[0] : undefined
      if (one !== undefined) response.status(206).set('Content-Range', `bytes ${one.start}-${one.end}/${version.sizeBytes}`)
      response.set('Content-Length', String(one === undefined ? version.sizeBytes : one.end - one.start + 1))
      if (request.method === 'HEAD') return void response.end()
      await pipeline(ctx.files.stream(version.fileHash, one), response)
    })().catch((thrown: unknown) => {
      if (response.headersSent) return void response.destroy()
      next(thrown)
    })
  }
}
