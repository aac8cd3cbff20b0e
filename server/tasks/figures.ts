import { OVERDUE_BANDS, TASK_STATES, daysOverdue, overdueBand, type OverdueBand, type TaskState } from './task.ts'
import type { Day } from '#server/kernel/days.ts'

export interface TaskFigures {
  total: number
  byState: Record<TaskState, number>
  overdue: number
  byBand: Record<OverdueBand, number>
  /** Per lead unit; a task with two lead units counts for both. Most overdue first, then most open. */
  byLeadUnit: { orgUnitId: string; name: string; open: number; overdue: number; completed: number }[]
}

export interface CountedTask {
  state: TaskState
  dueOn: Day | null
  leadUnits: readonly { id: string; name: string }[]
}

/** What the operations centre shows about tasks on a day. */
export function figuresOf(tasks: readonly CountedTask[], today: Day): TaskFigures {
  const byState = Object.fromEntries(TASK_STATES.map((state) => [state, 0])) as Record<TaskState, number>
  const byBand = Object.fromEntries(OVERDUE_BANDS.map((band) => [band, 0])) as Record<OverdueBand, number>
  const units = new Map<string, TaskFigures['byLeadUnit'][number]>()
  let overdue = 0
  for (const task of tasks) {
    byState[task.state]++
    const band = overdueBand(daysOverdue(task, today))
    if (band !== null) {
      overdue++
      byBand[band]++
    }
    for (const { id, name } of task.leadUnits) {
      const unit = units.get(id) ?? { orgUnitId: id, name, open: 0, overdue: 0, completed: 0 }
      units.set(id, unit)
      if (task.state === 'completed') unit.completed++
      else unit.open++
      if (band !== null) unit.overdue++
    }
  }
  const byLeadUnit = [...units.values()].sort(
    (left, right) => right.overdue - left.overdue || right.open - left.open || left.name.localeCompare(right.name, 'vi'),
  )
  return { total: tasks.length, byState, overdue, byBand, byLeadUnit }
}
