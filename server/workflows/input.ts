import { z } from 'zod'
import { REASON_CHARS_MAX } from './approval.ts'

export const DecideStep = z.object({
  approvalId: z.uuid(),
  decision: z.enum(['approve', 'return']),
  reason: z.string().trim().max(REASON_CHARS_MAX).default(''),
})
export type DecideStep = z.input<typeof DecideStep>
