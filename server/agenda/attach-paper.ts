import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { addDocument } from '#server/documents/add-document.ts'
import { titleFromFileName } from '#server/documents/document.ts'
import { grantReading } from '#server/documents/grant-reading.ts'
import { record } from '#server/events/record.ts'
import { readersOf } from '#server/meetings/grant-papers.ts'
import { paperReason } from '#server/meetings/meeting.ts'
import { assertRoomForPaper } from './agenda.ts'
import type { AttachPaper } from './input.ts'
import { lockItem, noteChange } from './lock-item.ts'

export interface AttachedPaper {
  paperId: string
  documentId: string
  versionId: string
  title: string
  revision: number
}

/**
 * Lays a paper on an item, for everybody who is invited to read. The upload door stores and inspects the bytes first
 * and passes what it found; a hash that a person sends himself must never arrive here.
 *
 * @throws Refusal agenda.not_found, meeting.not_found, document.not_found, agenda.too_many_papers, meeting.closed,
 *   meeting.cancelled
 */
export async function attachPaper(ctx: Ctx, { itemId, title, file }: AttachPaper): Promise<AttachedPaper> {
  // Bytes first, then the row that names them.
  if (!(await ctx.files.has(file.hash))) throw new Refusal('document.not_found')
  return ctx.transact(async (tx) => {
    const { meeting } = await lockItem(tx, ctx, { itemId })
    const last = await tx.agendaPaper.aggregate({ where: { itemId }, _count: true, _max: { position: true } })
    assertRoomForPaper(last._count)

    const documentTitle = title === undefined || title === '' ? titleFromFileName(file.fileName) : title
    const { documentId, versionId } = await addDocument(tx, ctx, {
      title: documentTitle, kind: 'paper', orgUnitId: meeting.orgUnitId, file,
    })
    const to = await readersOf(tx, meeting.id)
    await grantReading(tx, ctx, { documentId, to, reason: paperReason(meeting.id) })
    const paperId = ctx.newId()
    await tx.agendaPaper.create({ data: { id: paperId, itemId, documentId, position: (last._max.position ?? 0) + 1 } })
    const revision = await noteChange(tx, ctx, meeting.id)
    await record(tx, ctx, 'paper.attached', documentId, { documentId, itemId, title: documentTitle }, { meetingId: meeting.id })
    return { paperId, documentId, versionId, title: documentTitle, revision }
  })
}
