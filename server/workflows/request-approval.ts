import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import type { Subject } from './approval.ts'

/**
 * Asks `deciderIds`, one after another, to approve something. The caller has locked the subject, so that it is asked
 * for once only. `label` is what people read in their list.
 */
export async function requestApproval(
  tx: Tx,
  ctx: Ctx,
  { subject, deciderIds, label, meetingId }: { subject: Subject; deciderIds: readonly string[]; label: string; meetingId?: string | null },
): Promise<string> {
  if (deciderIds.length === 0) throw new Error('An approval needs somebody who decides')
  const approvalId = ctx.newId()
  await tx.approval.create({
    data: {
      id: approvalId, subjectKind: subject.kind, subjectId: subject.id,
      requestedById: ctx.actor.userId, requestedAt: await afterEarlierRequests(tx, ctx, subject),
      steps: {
        create: deciderIds.map((deciderUserId, index) => ({ id: ctx.newId(), position: index + 1, deciderUserId })),
      },
    },
  })
  await record(
    tx, ctx, 'approval.requested', approvalId,
    { subjectKind: subject.kind, subjectId: subject.id, deciderIds: [...deciderIds], label },
    { meetingId: meetingId ?? null },
  )
  return approvalId
}

/** Now, or just after the last request when both fall into one millisecond: the latest approval is the one that counts. */
async function afterEarlierRequests(tx: Tx, ctx: Ctx, { kind, id }: Subject): Promise<Date> {
  const last = await tx.approval.aggregate({ where: { subjectKind: kind, subjectId: id }, _max: { requestedAt: true } })
  return new Date(Math.max(ctx.now().getTime(), (last._max.requestedAt?.getTime() ?? -1) + 1))
}
