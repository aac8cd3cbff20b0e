import { lockRow, type Tx } from '#server/kernel/db.ts'

/** The leader has signed: the seal and the issuing remain. In the caller's transaction. */
export async function markNoticeSigned(tx: Tx, noticeId: string): Promise<void> {
  await lockRow(tx, 'conclusion_notice', noticeId)
  await tx.conclusionNotice.updateMany({ where: { id: noticeId, state: 'numbered' }, data: { state: 'signed' } })
}
