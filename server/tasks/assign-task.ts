import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn, type Day } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { TITLE_CHARS_MAX } from './task.ts'

export interface TaskDraft {
  /** Where it comes from; a task understands nothing more of it. */
  origin: { kind: string; id: string; label: string }
  /** The unit that assigns. */
  orgUnitId: string
  title: string
  leadUnitIds: readonly string[]
  coordinatingUnitIds: readonly string[]
  dueOn: Day | null
  deadlineText: string | null
  meetingId: string | null
}

/**
 * Assigns a task to its units, in the caller's transaction. A unit named twice has its first duty.
 *
 * @throws Error without a lead unit: whoever calls has asked for one
 */
export async function assignTask(tx: Tx, ctx: Ctx, draft: TaskDraft): Promise<string> {
  const leadUnitIds = [...new Set(draft.leadUnitIds)]
  const coordinatingUnitIds = [...new Set(draft.coordinatingUnitIds)].filter((id) => !leadUnitIds.includes(id))
  if (leadUnitIds.length === 0) throw new Error('A task needs a lead unit')
  const taskId = ctx.newId()
  const title = draft.title.normalize('NFC').slice(0, TITLE_CHARS_MAX)
  const units = [
    ...leadUnitIds.map((orgUnitId) => ({ orgUnitId, duty: 'lead' as const })),
    ...coordinatingUnitIds.map((orgUnitId) => ({ orgUnitId, duty: 'coordinating' as const })),
  ]
  await tx.task.create({
    data: {
      id: taskId, originKind: draft.origin.kind, originId: draft.origin.id, originLabel: draft.origin.label,
      orgUnitId: draft.orgUnitId, title, deadlineText: draft.deadlineText,
      dueOn: draft.dueOn === null ? null : dayColumn(draft.dueOn),
      assignedAt: ctx.now(), assignedById: ctx.actor.userId,
      units: { create: units.map((unit, position) => ({ ...unit, position })) },
    },
  })
  await record(tx, ctx, 'task.assigned', taskId, {
    title, originKind: draft.origin.kind, originId: draft.origin.id, leadUnitIds, coordinatingUnitIds,
    leadOrgCodes: await orgCodesOf(tx, leadUnitIds), dueOn: draft.dueOn, deadlineText: draft.deadlineText,
  }, { meetingId: draft.meetingId })
  return taskId
}

/** The code by which other systems know a unit: Decision 20/2020/QĐ-TTg first, QCVN 102:2016 for older ones. */
async function orgCodesOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const units = await tx.orgUnit.findMany({ where: { id: { in: [...ids] } }, select: { id: true, decisionCode: true, qcvnCode: true } })
  const codes = new Map(units.map((unit) => [unit.id, unit.decisionCode ?? unit.qcvnCode]))
  return ids.flatMap((id) => codes.get(id) ?? [])
}
