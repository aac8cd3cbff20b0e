import type { Ctx } from '#server/kernel/ctx.ts'
import type { ReportProgress } from './input.ts'
import { lockTask, progressTask } from './progress-task.ts'
import { stateAfterReport } from './task.ts'

/**
 * Says how far a unit is. The task shows the lead unit's percentage; a coordinating unit's stands in its report.
 *
 * @throws Refusal task.not_found, task.not_accepted, task.completed
 */
export async function reportProgress(ctx: Ctx, { taskId, percent, text }: ReportProgress): Promise<void> {
  await ctx.transact(async (tx) => {
    const task = await lockTask(tx, ctx, taskId)
    const state = stateAfterReport(task.state, task.part.duty)
    const change = task.part.duty === 'lead' ? { state, percent } : {}
    await progressTask(tx, ctx, task, { change, report: { percent, text } })
  })
}
