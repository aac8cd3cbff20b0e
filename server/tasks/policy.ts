import { unitsOf, type Actor, type Role } from '#server/kernel/actor.ts'
import type { TaskState, UnitDuty } from './task.ts'

/** Positions that answer for a unit's tasks. A clerk and an operator do not. */
const ANSWERING: readonly Role[] = ['unit_head', 'official', 'leader', 'secretary']

export interface Part {
  orgUnitId: string
  duty: UnitDuty
}

/** The part in which the actor works on a task; leading goes before coordinating. Null for everybody else. */
export function partOf(actor: Actor, units: readonly Part[]): Part | null {
  const mine = unitsOf(actor, ...ANSWERING)
  const parts = units.filter((unit) => mine.includes(unit.orgUnitId))
  return parts.find((part) => part.duty === 'lead') ?? parts[0] ?? null
}

/** What the actor may do with a task now; buttons ask this and nothing else. */
export function can(actor: Actor, task: { state: TaskState; units: readonly Part[] }): { accept: boolean; report: boolean; complete: boolean } {
  const part = partOf(actor, task.units)
  const isLead = part?.duty === 'lead'
  const isUnderWay = task.state === 'accepted' || task.state === 'in_progress'
  return {
    accept: isLead && task.state === 'assigned',
    report: part !== null && task.state !== 'completed' && (!isLead || isUnderWay),
    complete: isLead && isUnderWay,
  }
}
