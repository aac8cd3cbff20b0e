import type { Ctx } from '#server/kernel/ctx.ts'
import type { AcceptTask } from './input.ts'
import { lockTask, progressTask } from './progress-task.ts'
import { assertAcceptable } from './task.ts'

/**
 * A lead unit takes the task over.
 *
 * @throws Refusal task.not_found, task.lead_only, task.already_accepted
 */
export async function acceptTask(ctx: Ctx, { taskId }: AcceptTask): Promise<void> {
  await ctx.transact(async (tx) => {
    const task = await lockTask(tx, ctx, taskId)
    assertAcceptable(task.state, task.part.duty)
    await progressTask(tx, ctx, task, { change: { state: 'accepted', acceptedAt: ctx.now() } })
  })
}
