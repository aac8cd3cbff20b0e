import { lockRow, type Tx } from '#server/kernel/db.ts'

/**
 * Gives a numbered notice back to those who drafted it, because its signer refused: it becomes a draft that keeps its
 * number, so that the register has no gap. In the caller's transaction.
 */
export async function markNoticeReturned(tx: Tx, { noticeId, reason }: { noticeId: string; reason: string }): Promise<void> {
  await lockRow(tx, 'conclusion_notice', noticeId)
  await tx.conclusionNotice.updateMany({
    where: { id: noticeId, state: { in: ['numbered', 'signed'] } },
    data: { state: 'returned', returnReason: reason, revision: { increment: 1 } },
  })
}
