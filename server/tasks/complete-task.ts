import type { Ctx } from '#server/kernel/ctx.ts'
import type { CompleteTask } from './input.ts'
import { lockTask, progressTask } from './progress-task.ts'
import { assertCompletable } from './task.ts'

/**
 * A lead unit declares the task done and says what was achieved.
 *
 * @throws Refusal task.not_found, task.lead_only, task.not_accepted, task.completed
 */
export async function completeTask(ctx: Ctx, { taskId, text }: CompleteTask): Promise<void> {
  await ctx.transact(async (tx) => {
    const task = await lockTask(tx, ctx, taskId)
    assertCompletable(task.state, task.part.duty)
    await progressTask(tx, ctx, task, {
      change: { state: 'completed', percent: 100, completedAt: ctx.now() },
      report: { percent: 100, text },
    })
  })
}
