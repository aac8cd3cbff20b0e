import type { Prisma } from '#generated/prisma/client.ts'
import { unitsOf, type Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn, dayOf, type Day } from '#server/kernel/days.ts'
import { isUuid, type Tx } from '#server/kernel/db.ts'
import { figuresOf, type TaskFigures } from './figures.ts'
import { can, partOf } from './policy.ts'
import { daysOverdue, isOverdue, type TaskState, type UnitDuty } from './task.ts'

const withUnits = {
  units: { orderBy: { position: 'asc' }, include: { orgUnit: { select: { name: true } } } },
} as const satisfies Prisma.TaskInclude

export interface TaskView {
  id: string
  title: string
  originKind: string
  originId: string
  originLabel: string
  state: TaskState
  percent: number
  dueOn: Day | null
  deadlineText: string | null
  isOverdue: boolean
  daysOverdue: number
  assignedAt: Date
  completedAt: Date | null
  leadUnits: { id: string; name: string }[]
  coordinatingUnits: { id: string; name: string }[]
  /** The part of the actor's unit; null for somebody who only watches. */
  myDuty: UnitDuty | null
  /** The actor may open the task itself. */
  isVisible: boolean
  can: { accept: boolean; report: boolean; complete: boolean }
}

export interface TaskDetail extends TaskView {
  reports: { id: string; at: Date; percent: number; text: string; userName: string; orgUnitName: string }[]
}

/** Tasks of the units in which the actor holds a position: open ones first, the earliest due at the top. */
export async function tasksForMe(ctx: Ctx): Promise<TaskView[]> {
  const tasks = await ctx.db.task.findMany({
    where: { units: { some: { orgUnitId: { in: unitsOf(ctx.actor) } } } },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { assignedAt: 'asc' }, { id: 'asc' }],
    include: withUnits,
  })
  const views = tasks.map((task) => toView(ctx, task, true))
  return [...views.filter((task) => task.state !== 'completed'), ...views.filter((task) => task.state === 'completed')]
}

/** One task with its reports; null for a stranger and for an id that does not exist alike. */
export async function taskDetail(ctx: Ctx, taskId: string): Promise<TaskDetail | null> {
  if (!isUuid(taskId)) return null
  const task = await ctx.db.task.findFirst({
    where: { id: taskId, ...(await visibleTo(ctx.db, ctx.actor)) },
    include: {
      ...withUnits,
      reports: { orderBy: { at: 'desc' }, include: { user: { select: { fullName: true } }, orgUnit: { select: { name: true } } } },
    },
  })
  if (task === null) return null
  const reports = task.reports.map(({ id, at, percent, text, user, orgUnit }) => ({
    id, at, percent, text, userName: user.fullName, orgUnitName: orgUnit.name,
  }))
  return { ...toView(ctx, task, true), reports }
}

/** What became of these origins, for whoever may read the origins; not each of the tasks is his to open (`isVisible`). */
export async function tasksOfOrigins(ctx: Ctx, originKind: string, originIds: readonly string[]): Promise<TaskView[]> {
  const tasks = await ctx.db.task.findMany({
    where: { originKind, originId: { in: originIds.filter(isUuid) } },
    orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }],
    include: withUnits,
  })
  const visible = await ctx.db.task.findMany({
    where: { id: { in: tasks.map(({ id }) => id) }, ...(await visibleTo(ctx.db, ctx.actor)) }, select: { id: true },
  })
  const visibleIds = new Set(visible.map(({ id }) => id))
  return tasks.map((task) => toView(ctx, task, visibleIds.has(task.id)))
}

/** Figures for the operations centre's wall: no task is named, so they need no reader. */
export async function taskFigures(db: Tx, day: Day): Promise<TaskFigures> {
  const tasks = await db.task.findMany({ select: { state: true, dueOn: true, units: withUnits.units } })
  return figuresOf(
    tasks.map(({ state, dueOn, units }) => ({
      state,
      dueOn: dueOn === null ? null : dayFromColumn(dueOn),
      leadUnits: units.filter(({ duty }) => duty === 'lead').map((unit) => ({ id: unit.orgUnitId, name: unit.orgUnit.name })),
    })),
    day,
  )
}

/**
 * The units of a task see it; so do the assigning unit, its office, which follows tasks up, and whoever assigned it.
 */
async function visibleTo(db: Tx, actor: Actor): Promise<Prisma.TaskWhereInput> {
  const mine = unitsOf(actor)
  const offices = await db.orgUnit.findMany({
    where: { id: { in: mine }, kind: 'office', parentId: { not: null } }, select: { parentId: true },
  })
  const assigning = [...mine, ...offices.flatMap(({ parentId }) => parentId ?? [])]
  return {
    OR: [
      { units: { some: { orgUnitId: { in: mine } } } },
      { orgUnitId: { in: assigning } },
      { assignedById: actor.userId },
    ],
  }
}

type TaskRow = Prisma.TaskGetPayload<{ include: typeof withUnits }>

function toView(ctx: Ctx, task: TaskRow, isVisible: boolean): TaskView {
  const today = dayOf(ctx.now(), ctx.settings.timeZone)
  const due = { state: task.state, dueOn: task.dueOn === null ? null : dayFromColumn(task.dueOn) }
  const named = (duty: UnitDuty) =>
    task.units.filter((unit) => unit.duty === duty).map((unit) => ({ id: unit.orgUnitId, name: unit.orgUnit.name }))
  return {
    id: task.id, title: task.title, originKind: task.originKind, originId: task.originId, originLabel: task.originLabel,
    percent: task.percent, deadlineText: task.deadlineText, assignedAt: task.assignedAt, completedAt: task.completedAt,
    ...due, isOverdue: isOverdue(due, today), daysOverdue: daysOverdue(due, today),
    leadUnits: named('lead'), coordinatingUnits: named('coordinating'),
    myDuty: partOf(ctx.actor, task.units)?.duty ?? null, isVisible, can: can(ctx.actor, task),
  }
}
