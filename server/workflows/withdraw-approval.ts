import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { currentStep, type Subject } from './approval.ts'

/**
 * Takes back the approval that is being asked for `subject`, in the caller's transaction; one that was decided stays as
 * it is. Returns who was to decide next.
 */
export async function withdrawApproval(tx: Tx, ctx: Ctx, subject: Subject): Promise<string[]> {
  const asked = await tx.approval.findFirst({
    where: { subjectKind: subject.kind, subjectId: subject.id }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], select: { id: true },
  })
  if (asked === null) return []
  await lockRow(tx, 'approval', asked.id)
  const approval = await tx.approval.findUniqueOrThrow({ where: { id: asked.id }, include: { steps: true } })
  if (approval.state !== 'waiting') return []
  const next = currentStep(approval.steps)
  await tx.approval.update({ where: { id: approval.id }, data: { state: 'withdrawn', decidedAt: ctx.now() } })
  await tx.approvalStep.updateMany({ where: { approvalId: approval.id, state: 'waiting' }, data: { state: 'withdrawn' } })
  return next === null ? [] : [next.deciderUserId]
}
