import { z } from 'zod'
import { REPORT_CHARS_MAX } from './task.ts'

const text = z.string().trim().min(1).max(REPORT_CHARS_MAX)

export const AcceptTask = z.object({ taskId: z.uuid() })
export type AcceptTask = z.infer<typeof AcceptTask>

export const ReportProgress = z.object({ taskId: z.uuid(), percent: z.coerce.number<number>().int().min(0).max(100), text })
export type ReportProgress = z.infer<typeof ReportProgress>

export const CompleteTask = z.object({ taskId: z.uuid(), text })
export type CompleteTask = z.infer<typeof CompleteTask>
