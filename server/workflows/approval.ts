import { Refusal } from '#server/kernel/refusal.ts'

export type ApprovalState = 'waiting' | 'approved' | 'returned' | 'withdrawn'
export type Decision = 'approve' | 'return'

export const REASON_CHARS_MAX = 2000

/** What an approval is about. Workflows understands nothing more of it. */
export interface Subject {
  kind: string
  id: string
}

export interface Step {
  position: number
  deciderUserId: string
  state: ApprovalState
}

/** The step whose decision is awaited: steps are taken one after another. Null when there is none left. */
export function currentStep<S extends Step>(steps: readonly S[]): S | null {
  const inOrder = [...steps].sort((left, right) => left.position - right.position)
  return inOrder.find((step) => step.state === 'waiting') ?? null
}

/**
 * The step that `userId` decides now.
 *
 * @throws Refusal approval.not_found for somebody who decides nothing here, approval.withdrawn, approval.already_decided,
 *   approval.not_your_turn while an earlier decider has not spoken
 */
export function stepToDecide<S extends Step>(state: ApprovalState, steps: readonly S[], userId: string): S {
  const mine = steps.filter((step) => step.deciderUserId === userId)
  if (mine.length === 0) throw new Refusal('approval.not_found')
  if (state === 'withdrawn') throw new Refusal('approval.withdrawn')
  const next = currentStep(steps)
  if (state !== 'waiting' || next === null || mine.every((step) => step.state !== 'waiting')) {
    throw new Refusal('approval.already_decided')
  }
  if (next.deciderUserId !== userId) throw new Refusal('approval.not_your_turn')
  return next
}

/** A return says why; an approval may. @throws Refusal approval.reason_required */
export function assertReasoned(decision: Decision, reason: string): void {
  if (decision === 'return' && reason.trim() === '') throw new Refusal('approval.reason_required', {}, 422)
}

/** The approval's state once `step` was decided: one return ends it, the last approval completes it. */
export function stateAfter(decision: Decision, step: Step, steps: readonly Step[]): ApprovalState {
  if (decision === 'return') return 'returned'
  return steps.some((other) => other.position !== step.position && other.state === 'waiting') ? 'waiting' : 'approved'
}
