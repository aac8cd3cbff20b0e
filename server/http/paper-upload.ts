import busboy from 'busboy'
import type { Request, RequestHandler } from 'express'
import type { Readable } from 'node:stream'
import { assertMayAttach } from '#server/agenda/assert-may-attach.ts'
import { attachPaper } from '#server/agenda/attach-paper.ts'
import { inspectUpload, tooLarge } from '#server/documents/inspect-upload.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'

/** Room for the multipart frame around one file. */
const FRAME_BYTES_MAX = 64_000

/**
 * `POST /agenda-items/:itemId/papers`, multipart with one part `file`: asks whether the person may, streams to the file
 * store while counting, looks at the bytes before they are kept, then runs the verb. A hash sent by a person never
 * names a file.
 */
export function paperUpload(ctxOf: (request: Request) => Ctx, onRefused: (thrown: unknown, request: Request, response: Parameters<RequestHandler>[1]) => void): RequestHandler {
  return (request, response) => {
    void (async () => {
      const ctx = ctxOf(request)
      const itemId = String(request.params['itemId'])
      if (!isUuid(itemId)) throw new Refusal('agenda.not_found')
      await assertMayAttach(ctx, itemId)
      const file = await receive(request, ctx)
      const data = await attachPaper(ctx, { itemId, file })
      response.status(201).json({ ok: true, data })
    })().catch((thrown: unknown) => onRefused(thrown, request, response))
  }
}

interface ReceivedPaper {
  hash: string
  sizeBytes: number
  fileName: string
  pageCount: number
}

/** Rejects only when nothing of the upload is left. @throws Refusal, also what `inspectUpload` refuses */
async function receive(request: Request, ctx: Ctx): Promise<ReceivedPaper> {
  const bytesMax = ctx.settings.uploadBytesMax
  if (Number(request.headers['content-length'] ?? 0) > bytesMax + FRAME_BYTES_MAX) throw tooLarge('PDF', bytesMax)
  if (!request.is('multipart/form-data')) throw new Refusal('http.no_file', {}, 400)

  // Gone while we asked whether he may: nothing will come any more, not even an end.
  if (request.destroyed) throw broken()

  const parts = partsOf(request, bytesMax)
  const kept: Promise<ReceivedPaper>[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      parts.on('file', (_name, stream, { filename }) => {
        const paper = keep(ctx, stream, filename === undefined || filename === '' ? 'document.pdf' : filename)
        paper.catch(reject)
        kept.push(paper)
      })
      parts.on('close', resolve)
      parts.on('error', () => reject(broken()))
      request.on('aborted', () => reject(broken()))
      request.pipe(parts)
    })
  } catch (thrown) {
    // The part under way ends with an error, so that the store lets go of what has arrived.
    parts.destroy()
    await Promise.allSettled(kept)
    throw thrown
  }
  const [paper] = kept
  if (paper === undefined) throw new Refusal('http.no_file', {}, 400)
  return paper
}

/** One byte above the limit is let in: only then is it known that the file is larger. */
function partsOf({ headers }: Request, bytesMax: number): busboy.Busboy {
  try {
    return busboy({ headers, defParamCharset: 'utf8', limits: { files: 1, fileSize: bytesMax + 1 } })
  } catch {
    // No boundary in the header.
    throw broken()
  }
}

async function keep(ctx: Ctx, stream: Readable, fileName: string): Promise<ReceivedPaper> {
  const bytesMax = ctx.settings.uploadBytesMax
  // The store hears errors only while it reads; one before or after must not be unheard.
  stream.on('error', () => undefined)
  stream.on('limit', () => stream.destroy(tooLarge(fileName, bytesMax)))
  let pageCount = 0
  const { hash, sizeBytes } = await ctx.files.put(stream, async (staged) => {
    pageCount = inspectUpload(await staged.read(), fileName, bytesMax).pageCount
  })
  return { hash, sizeBytes, fileName, pageCount }
}

function broken(): Refusal {
  return new Refusal('http.upload_broken', {}, 400)
}
