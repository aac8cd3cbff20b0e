import { z } from 'zod'
import { REASON_CHARS_MAX } from '#server/workflows/approval.ts'

export const NumberNotice = z.object({ noticeId: z.uuid() })
export type NumberNotice = z.infer<typeof NumberNotice>

export const IssueNotice = z.object({ noticeId: z.uuid() })
export type IssueNotice = z.infer<typeof IssueNotice>

/**
 * `versionId`: what the signer looked at; `revision`: of the draft that the approver looked at. How long a remark may be
 * and where it may stand, the verb says with a sentence; the bounds here are against nonsense.
 */
export const ReturnNotice = z.object({
  noticeId: z.uuid(),
  versionId: z.uuid().nullable().default(null),
  revision: z.int().optional(),
  reason: z.string().trim().max(REASON_CHARS_MAX).default(''),
  remarks: z.array(z.object({ page: z.int(), xPt: z.number(), yPt: z.number(), text: z.string().max(20_000) })).max(1000).default([]),
})
export type ReturnNotice = z.input<typeof ReturnNotice>

export const WithdrawNotice = z.object({ noticeId: z.uuid(), reason: z.string().trim().max(REASON_CHARS_MAX).default('') })
export type WithdrawNotice = z.input<typeof WithdrawNotice>
