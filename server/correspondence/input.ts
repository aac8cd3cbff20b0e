import { z } from 'zod'
import { REASON_CHARS_MAX } from '#server/workflows/approval.ts'

export const NumberNotice = z.object({ noticeId: z.uuid() })
export type NumberNotice = z.infer<typeof NumberNotice>

export const IssueNotice = z.object({ noticeId: z.uuid() })
export type IssueNotice = z.infer<typeof IssueNotice>

export const WithdrawNotice = z.object({ noticeId: z.uuid(), reason: z.string().trim().max(REASON_CHARS_MAX).default('') })
export type WithdrawNotice = z.input<typeof WithdrawNotice>
