import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertReasoned, stateAfter, stepToDecide, type ApprovalState } from './approval.ts'
import type { DecideStep } from './input.ts'
import { wordsOf } from './queries.ts'

/**
 * Approves, or returns with a reason. Whoever asked hears of it by the event; the subject's own part asks
 * `approvalOf` when it acts next.
 *
 * @throws Refusal approval.not_found, approval.withdrawn, approval.already_decided, approval.not_your_turn,
 *   approval.reason_required
 */
export async function decideStep(ctx: Ctx, input: DecideStep): Promise<{ state: ApprovalState }> {
  return ctx.transact((tx) => decideStepIn(tx, ctx, input))
}

/** The same in the caller's transaction. */
export async function decideStepIn(tx: Tx, ctx: Ctx, { approvalId, decision, reason = '' }: DecideStep): Promise<{ state: ApprovalState }> {
  if (!(await lockRow(tx, 'approval', approvalId))) throw new Refusal('approval.not_found')
  const approval = await tx.approval.findUniqueOrThrow({ where: { id: approvalId }, include: { steps: true } })
  const step = stepToDecide(approval.state, approval.steps, ctx.actor.userId)
  assertReasoned(decision, reason)

  const state = stateAfter(decision, step, approval.steps)
  const decidedAt = ctx.now()
  await tx.approvalStep.update({
    where: { id: step.id },
    data: { state: decision === 'approve' ? 'approved' : 'returned', reason: reason.trim() || null, decidedAt },
  })
  if (state === 'waiting') return { state }

  await tx.approval.update({ where: { id: approvalId }, data: { state, decidedAt } })
  const words = (await wordsOf(tx, [approval])).get(approvalId)
  const { subjectKind, subjectId, requestedById } = approval
  const about = { meetingId: words?.meetingId ?? null }
  const data = { subjectKind, subjectId, requestedById, label: words?.label ?? '' }
  if (state === 'approved') await record(tx, ctx, 'approval.approved', approvalId, data, about)
  else await record(tx, ctx, 'approval.returned', approvalId, { ...data, reason: reason.trim() }, about)
  return { state }
}
