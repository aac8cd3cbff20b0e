import { z } from 'zod'
import { REASON_CHARS_MAX } from './signature.ts'

/** `confirmation`: id of the version that the signer looked at. */
export const SignDocument = z.object({ requestId: z.uuid(), confirmation: z.uuid() })
export type SignDocument = z.infer<typeof SignDocument>

export const RefuseSignature = z.object({ requestId: z.uuid(), reason: z.string().trim().max(REASON_CHARS_MAX) })
export type RefuseSignature = z.infer<typeof RefuseSignature>
