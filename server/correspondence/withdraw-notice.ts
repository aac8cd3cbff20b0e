import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { mayPreside } from '#server/meetings/policy.ts'
import { noticeState } from '#server/minutes/lock-minutes.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { withdrawSignatures } from '#server/signatures/withdraw-signatures.ts'
import { withdrawApproval } from '#server/workflows/withdraw-approval.ts'
import type { WithdrawNotice } from './input.ts'
import { assertWithdrawable } from './notice-route.ts'

/**
 * Takes a submitted notice back while nobody has signed it: it is a draft again, whoever was waited for hears of it, and
 * a number that it has stays its own.
 *
 * @throws Refusal notice.not_found, notice.not_submitted, notice.already_signed, notice.already_issued
 */
export async function withdrawNotice(ctx: Ctx, { noticeId, reason: given = '' }: WithdrawNotice): Promise<void> {
  const reason = given.trim()
  await ctx.transact(async (tx) => {
    const { notice, documentId } = await findOwn(tx, ctx, noticeId)
    // In the order in which a signature takes its locks.
    if (documentId !== null) await lockRow(tx, 'document', documentId)
    await lockRow(tx, 'conclusion_notice', noticeId)
    const current = await tx.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId } })
    const subject = { kind: NOTICE_SUBJECT, id: noticeId }
    assertWithdrawable(await noticeState(tx, current))
    const waitedForIds = [...await withdrawApproval(tx, ctx, subject), ...await withdrawSignatures(tx, ctx, subject)]
    await tx.conclusionNotice.update({
      where: { id: noticeId }, data: { state: 'drafting', returnReason: null, revision: { increment: 1 } },
    })
    await record(tx, ctx, 'notice.withdrawn', noticeId, { label: current.subject, reason, waitedForIds }, { meetingId: notice.meetingId })
  })
}

async function findOwn(tx: Tx, ctx: Ctx, noticeId: string) {
  const notice = await tx.conclusionNotice.findUnique({ where: { id: noticeId }, include: { meeting: true } })
  if (notice === null || !mayPreside(ctx.actor, notice.meeting)) throw new Refusal('notice.not_found')
  return { notice, documentId: notice.documentId }
}
