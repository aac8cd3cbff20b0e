import { SigningError, isSigningError } from '../signing-error.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import type { PdfSource } from '../pdf/pdf-file.ts'
import type { Signer } from '../signers/signer.ts'
import type { TimestampAuthority } from '../timestamp/request-timestamp.ts'
import { imprintOf } from '../timestamp/request-timestamp.ts'
import { completeSignature } from './complete-signature.ts'
import type { SignatureRequest } from './prepare-signature.ts'
import { prepareSignature } from './prepare-signature.ts'

export type SigningRequest = Omit<SignatureRequest, 'certificateDer' | 'chainDer' | 'algorithm' | 'contentsSizeBytes' | 'timestampSizeBytes'>

/** A token over one signature value, at a first guess; the next one is reckoned from the last. */
const TIMESTAMP_GUESS_BYTES = 8192
/** A token's size moves by a few bytes with its serial number and fractions of a second. */
const TIMESTAMP_PLAY_BYTES = 64

/**
 * Signs at once, for signers that answer at once. With a timestamp authority the token goes into the
 * signature itself (B-T); without one the result is B-B and may be raised later.
 *
 * @throws SigningError as prepareSignature and completeSignature, signer.*, signer.waiting, timestamp.*
 */
export async function signDocument(
  pdf: PdfSource, signer: Signer, request: SigningRequest, timestamps?: TimestampAuthority,
): Promise<Uint8Array> {
  const file = PdfFile.of(pdf)
  file.prepareToGrow()
  const identity = await signer.identity()
  let room = timestamps === undefined ? undefined : (timestamps.lastTokenSizeBytes ?? TIMESTAMP_GUESS_BYTES) + TIMESTAMP_PLAY_BYTES
  for (let attempt = 0; ; attempt++) {
    const prepared = await prepareSignature(file, {
      ...request, ...identity, ...(room === undefined ? {} : { timestampSizeBytes: room }),
    })
    const answer = await signer.request(prepared.attributesDer)
    if (answer.state === 'waiting') throw new SigningError('signer.waiting', answer.ticket)
    const token = await timestamps?.stamp(imprintOf(answer.value))
    try {
      return await completeSignature(file, prepared, answer.value, token)
    } catch (error) {
      // Never cut: the same signature again, with the room that this token really takes.
      if (!isSigningError(error) || error.code !== 'signature.contents_too_small' || token === undefined || attempt > 0) throw error
      room = token.length + TIMESTAMP_PLAY_BYTES
    }
  }
}
