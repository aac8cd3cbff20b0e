import type { Request, RequestHandler } from 'express'
import type { Ctx } from '#server/kernel/ctx.ts'
import { assertImportable } from '#server/minutes/conclusion-import.ts'
import { readingTooLarge, type DocumentReader } from './document-reader.ts'
import { DOCUMENT_TEXT_BYTES_MAX } from './document-text-limit.ts'
import { receiveBody } from './receive-body.ts'

/**
 * `POST /document-texts`, the bytes of a DOCX, PDF or text file as the body, by somebody signed in: its text. Nothing is
 * stored; the person looks at the text before anything is done with it.
 *
 * @throws Refusal reading.unknown_kind, reading.no_text, reading.broken, reading.too_large, reading.too_long,
 *   reading.busy, import.too_long, http.no_file, http.upload_broken, http.upload_too_slow
 */
export function documentText(
  ctxOf: (request: Request) => Ctx,
  reader: DocumentReader,
  onRefused: (thrown: unknown, request: Request, response: Parameters<RequestHandler>[1]) => void,
): RequestHandler {
  return (request, response) => {
    void (async () => {
      ctxOf(request)
      const bytes = await receiveBody(request, DOCUMENT_TEXT_BYTES_MAX, readingTooLarge)
      const text = await reader.read(bytes)
      // Said here and not after a tablet has been given fifteen million characters to show.
      assertImportable(text)
      response.set('Cache-Control', 'no-store').json({ ok: true, data: { text } })
    })().catch((thrown: unknown) => onRefused(thrown, request, response))
  }
}
