import type { Request, RequestHandler } from 'express'
import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { readDocument } from '#server/tasks/extraction/readers/read-document.ts'
import { UnreadableDocument, type UnreadableReason } from '#server/tasks/extraction/readers/unreadable.ts'
import { receiveBody } from './receive-body.ts'

/** Plans with annexes and pictures stay far below. */
export const DOCUMENT_TEXT_BYTES_MAX = 20_000_000

const REFUSED: Readonly<Record<UnreadableReason, string>> = {
  missing: 'reading.broken', not_a_file: 'reading.broken', broken: 'reading.broken', encrypted: 'reading.broken',
  too_large: 'reading.too_large', not_text: 'reading.unknown_kind', unknown_kind: 'reading.unknown_kind',
  no_text_layer: 'reading.no_text', empty: 'reading.no_text',
}

/**
 * `POST /document-texts`, the bytes of a DOCX, PDF or text file as the body, by somebody signed in: its text. Nothing is
 * stored; the person looks at the text before anything is done with it.
 *
 * @throws Refusal reading.unknown_kind, reading.no_text, reading.broken, reading.too_large, http.no_file,
 *   http.upload_broken, http.upload_too_slow
 */
export function documentText(ctxOf: (request: Request) => Ctx, onRefused: (thrown: unknown, request: Request, response: Parameters<RequestHandler>[1]) => void): RequestHandler {
  return (request, response) => {
    void (async () => {
      ctxOf(request)
      const bytes = await receiveBody(request, DOCUMENT_TEXT_BYTES_MAX, tooLarge)
      const text = await readDocument(bytes).catch((thrown: unknown) => {
        if (!(thrown instanceof UnreadableDocument)) throw thrown
        if (thrown.reason === 'too_large') throw tooLarge()
        throw new Refusal(REFUSED[thrown.reason], {}, 422)
      })
      response.set('Cache-Control', 'no-store').json({ ok: true, data: { text } })
    })().catch((thrown: unknown) => onRefused(thrown, request, response))
  }
}

function tooLarge(): Refusal {
  return new Refusal('reading.too_large', { maxMb: DOCUMENT_TEXT_BYTES_MAX / 1_000_000 }, 413)
}
