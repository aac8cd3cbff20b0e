import { dayColumn, type Day } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'

export type TaskState = 'assigned' | 'accepted' | 'in_progress' | 'completed'
export const TASK_STATES: readonly TaskState[] = ['assigned', 'accepted', 'in_progress', 'completed']
export type UnitDuty = 'lead' | 'coordinating'

export const REPORT_CHARS_MAX = 4000
export const TITLE_CHARS_MAX = 2000

/** Bands in which provinces report overdue tasks, in days late; "over 120 days" is reported by name. */
export const OVERDUE_BANDS = ['days_1_30', 'days_31_60', 'days_61_120', 'days_over_120'] as const
export type OverdueBand = (typeof OVERDUE_BANDS)[number]

interface Due {
  state: TaskState
  dueOn: Day | null
}

/** Past its last day and not completed. The due day itself is still in time. */
export function isOverdue({ state, dueOn }: Due, today: Day): boolean {
  return state !== 'completed' && dueOn !== null && dueOn < today
}

/** Calendar days late; 0 when not overdue. */
export function daysOverdue(task: Due, today: Day): number {
  if (task.dueOn === null || !isOverdue(task, today)) return 0
  return Math.round((dayColumn(today).getTime() - dayColumn(task.dueOn).getTime()) / 86_400_000)
}

/** Null when nothing is late. */
export function overdueBand(daysLate: number): OverdueBand | null {
  if (daysLate <= 0) return null
  if (daysLate <= 30) return 'days_1_30'
  if (daysLate <= 60) return 'days_31_60'
  return daysLate <= 120 ? 'days_61_120' : 'days_over_120'
}

/** The lead unit takes a task over, once. @throws Refusal task.lead_only, task.already_accepted */
export function assertAcceptable(state: TaskState, duty: UnitDuty): void {
  if (duty !== 'lead') throw new Refusal('task.lead_only')
  if (state !== 'assigned') throw new Refusal('task.already_accepted')
}

/**
 * The state after a report. The lead unit's report moves the task; a coordinating unit's is kept beside it.
 *
 * @throws Refusal task.completed, task.not_accepted
 */
export function stateAfterReport(state: TaskState, duty: UnitDuty): TaskState {
  if (state === 'completed') throw new Refusal('task.completed')
  if (duty === 'coordinating') return state
  if (state === 'assigned') throw new Refusal('task.not_accepted')
  return 'in_progress'
}

/** @throws Refusal task.lead_only, task.completed, task.not_accepted */
export function assertCompletable(state: TaskState, duty: UnitDuty): void {
  if (duty !== 'lead') throw new Refusal('task.lead_only')
  if (state === 'completed') throw new Refusal('task.completed')
  if (state === 'assigned') throw new Refusal('task.not_accepted')
}
