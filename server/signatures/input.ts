import { z } from 'zod'
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

export const RefuseSignature = z.object({ requestId: z.uuid(), reason: z.string().trim().max(REASON_CHARS_MAX) })
export type RefuseSignature = z.infer<typeof RefuseSignature>
