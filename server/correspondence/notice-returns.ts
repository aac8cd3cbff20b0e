import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid } from '#server/kernel/db.ts'
import { handlesNotice } from '#server/minutes/read-notice.ts'
import type { PageRemark } from './page-remark.ts'

export interface NoticeReturnView {
  id: string
  stage: 'approval' | 'signature'
  returnedBy: string
  returnedAt: Date
  /** Of the whole; empty when the remarks say all. */
  reason: string
  remarks: (PageRemark & { number: number })[]
}

/** Each time a notice was handed back, the latest first; for those who have a part in it, nothing for everybody else. */
export async function returnsOf(ctx: Ctx, noticeId: string): Promise<NoticeReturnView[]> {
  const notice = await ctx.db.conclusionNotice.findUnique({ where: { id: noticeId }, include: { meeting: true } })
  if (notice === null || !(await handlesNotice(ctx, notice, notice.meeting))) return []
  const returns = await ctx.db.noticeReturn.findMany({
    where: { noticeId }, orderBy: [{ returnedAt: 'desc' }, { id: 'desc' }],
    include: { returnedBy: { select: { fullName: true } }, remarks: { orderBy: { number: 'asc' } } },
  })
  return returns.map(({ id, stage, returnedBy, returnedAt, reason, remarks }) => ({
    id, stage, returnedBy: returnedBy.fullName, returnedAt, reason,
    remarks: remarks.map(({ number, page, xPt, yPt, text }) => ({ number, page, xPt, yPt, text })),
  }))
}

/** The file that a return's remarks stand on; null for whoever has no part in the notice. */
export async function returnedFile(ctx: Ctx, returnId: string): Promise<Uint8Array | null> {
  const found = isUuid(returnId)
    ? await ctx.db.noticeReturn.findUnique({ where: { id: returnId }, include: { notice: { include: { meeting: true } } } }) : null
  if (found === null || !(await handlesNotice(ctx, found.notice, found.notice.meeting))) return null
  return ctx.files.read(found.fileHash)
}
