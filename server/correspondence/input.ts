import { z } from 'zod'

export const NumberNotice = z.object({ noticeId: z.uuid() })
export type NumberNotice = z.infer<typeof NumberNotice>

export const IssueNotice = z.object({ noticeId: z.uuid() })
export type IssueNotice = z.infer<typeof IssueNotice>
