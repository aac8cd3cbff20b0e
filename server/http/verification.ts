import type { Request, RequestHandler } from 'express'
import type { FileVerifier } from '#server/correspondence/verify-file.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { receiveBody, type SendingTime } from './receive-body.ts'
import { VERIFICATION_BYTES_MAX } from './verification-limit.ts'

/**
 * Files being received or judged, whoever sent them: they may not fill the memory. One sender can hold all the places,
 * but none for longer than `receiveBody` and the judge wait.
 */
const RECEIVING_MAX = 3

/**
 * `POST /verification`, the bytes of a PDF as the body, without signing in: the judgement on its signatures. Nothing is
 * stored.
 *
 * @throws Refusal verification.busy, verification.too_large, http.no_file, verification.too_long, http.upload_broken,
 *   http.upload_too_slow
 */
export function verificationDoor(
  verifier: FileVerifier,
  onRefused: (thrown: unknown, request: Request, response: Parameters<RequestHandler>[1]) => void,
  sendingTime?: SendingTime,
): RequestHandler {
  let receiving = 0
  return (request, response) => {
    void (async () => {
      if (receiving >= RECEIVING_MAX || !verifier.hasRoom) throw new Refusal('verification.busy', {}, 503)
      receiving += 1
      try {
        const data = await verifier.verify(await receiveBody(request, VERIFICATION_BYTES_MAX, tooLarge, sendingTime))
        response.set('Cache-Control', 'no-store').json({ ok: true, data })
      } finally {
        receiving -= 1
      }
    })().catch((thrown: unknown) => onRefused(thrown, request, response))
  }
}

function tooLarge(): Refusal {
  return new Refusal('verification.too_large', { maxMb: VERIFICATION_BYTES_MAX / 1_000_000 }, 413)
}
