import type { Prisma } from '#generated/prisma/client.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn, dayOf } from '#server/kernel/days.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { partOf, type Part } from './policy.ts'
import { isOverdue, type TaskState } from './task.ts'

export interface LockedTask {
  id: string
  state: TaskState
  percent: number
  part: Part
}

/** Locks a task for one of its units. @throws Refusal task.not_found also for units that have no part in it */
export async function lockTask(tx: Tx, ctx: Ctx, taskId: string): Promise<LockedTask> {
  if (!(await lockRow(tx, 'task', taskId))) throw new Refusal('task.not_found')
  const task = await tx.task.findUniqueOrThrow({ where: { id: taskId }, include: { units: true } })
  const part = partOf(ctx.actor, task.units)
  if (part === null) throw new Refusal('task.not_found')
  return { id: taskId, state: task.state, percent: task.percent, part }
}

/** Writes a step of a task and, when there are words, the report; then says so in the ledger. */
export async function progressTask(
  tx: Tx,
  ctx: Ctx,
  { id, part }: LockedTask,
  { change, report }: { change: Prisma.TaskUpdateInput; report?: { percent: number; text: string } },
): Promise<void> {
  const task = await tx.task.update({ where: { id }, data: { ...change, revision: { increment: 1 } } })
  if (report !== undefined) {
    await tx.progressReport.create({
      data: {
        id: ctx.newId(), taskId: id, orgUnitId: part.orgUnitId, userId: ctx.actor.userId,
        percent: report.percent, text: report.text.normalize('NFC'), at: ctx.now(),
      },
    })
  }
  const dueOn = task.dueOn === null ? null : dayFromColumn(task.dueOn)
  await record(tx, ctx, 'task.progressed', id, {
    state: task.state, percent: task.percent, orgUnitId: part.orgUnitId, dueOn,
    isOverdue: isOverdue({ state: task.state, dueOn }, dayOf(ctx.now(), ctx.settings.timeZone)),
  })
}
