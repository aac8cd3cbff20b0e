import type { RequestHandler } from 'express'
import { Refusal } from '#server/kernel/refusal.ts'

/**
 * Largest body of anything but a paper. The longest input is a text to import (200,000 characters, three bytes each in
 * Vietnamese), and its rows as a person confirms them, with a unit or two each.
 */
export const BODY_BYTES_MAX = 2_000_000

/** Who sends more than this without having said so does not wait for an answer. */
const DRAINED_BYTES_MAX = 25 * BODY_BYTES_MAX

export function bodyTooLarge(): Refusal {
  return new Refusal('http.too_large', { maxMb: BODY_BYTES_MAX / 1_000_000 }, 413)
}

/** Refuses by the length a request tells. One that tells none is counted by `readBounded`. */
export function bodyLimit(): RequestHandler {
  return (request, _response, next) => {
    if (Number(request.headers['content-length'] ?? 0) <= BODY_BYTES_MAX) return next()
    // Read and thrown away, so that the browser gets to hear the answer.
    request.resume()
    next(bodyTooLarge())
  }
}

/** The whole body, never more than the limit. @throws Refusal http.too_large */
export async function readBounded(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let sizeBytes = 0
  const reader = request.body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (piece?.value === undefined) {
      if (sizeBytes > BODY_BYTES_MAX) throw bodyTooLarge()
      return new Uint8Array(Buffer.concat(pieces))
    }
    sizeBytes += piece.value.length
    if (sizeBytes > DRAINED_BYTES_MAX) {
      await reader?.cancel()
      throw bodyTooLarge()
    }
    // What is too much is read and thrown away: a connection closed over unread bytes is reset, and the answer lost.
    if (sizeBytes > BODY_BYTES_MAX) pieces.length = 0
    else pieces.push(piece.value)
  }
}
