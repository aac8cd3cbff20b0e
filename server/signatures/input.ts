import { z } from 'zod'
import { CERTIFICATE_BYTES_MAX, CHAIN_MAX, SIGNATURE_BYTES_MAX } from './signature-session.ts'
import { BATCH_MAX, REASON_CHARS_MAX } from './signature.ts'

/** `confirmation`: id of the version that the signer looked at; `sha256`: of its file as it was shown, hex. */
export const SignDocument = z.object({
  requestId: z.uuid(),
  confirmation: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(),
})
export type SignDocument = z.infer<typeof SignDocument>

/** The verb itself refuses more than `BATCH_MAX`, with a sentence; the bound here is against nonsense. */
export const SignDocuments = z.object({ documents: z.array(SignDocument).min(1).max(BATCH_MAX * 50) })
export type SignDocuments = z.infer<typeof SignDocuments>

const base64 = (bytesMax: number) => z.base64().min(4).max(Math.ceil(bytesMax / 3) * 4)

/** `certificate` and `chain`: DER in base64, the chain nearest first. The key stays where it is. */
export const PrepareSignature = SignDocument.extend({
  certificate: base64(CERTIFICATE_BYTES_MAX),
  chain: z.array(base64(CERTIFICATE_BYTES_MAX)).max(CHAIN_MAX).default([]),
})
export type PrepareSignature = z.input<typeof PrepareSignature>

/** `signature`: the value over the attributes, base64; `certificateSha256`: of the certificate that made it, by whoever knows it. */
export const CompleteSignature = z.object({
  sessionId: z.uuid(),
  signature: base64(SIGNATURE_BYTES_MAX),
  certificateSha256: z.string().regex(/^[0-9a-f]{64}$/).optional(),
})
export type CompleteSignature = z.infer<typeof CompleteSignature>

export const RefuseSignature = z.object({ requestId: z.uuid(), reason: z.string().trim().max(REASON_CHARS_MAX) })
export type RefuseSignature = z.infer<typeof RefuseSignature>
