import type { AgendaPaper, Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { revokeReading } from '#server/documents/revoke-reading.ts'
import { record } from '#server/events/record.ts'
import { paperReason } from '#server/meetings/meeting.ts'

/**
 * Takes a paper off its item, the right to read it from everybody who had it through this meeting, and its page from
 * the screens. The document itself stays with whoever brought it.
 */
export async function withdrawPaper(tx: Tx, ctx: Ctx, meeting: Meeting, paper: AgendaPaper): Promise<void> {
  const { id, documentId } = paper
  await tx.agendaPaper.delete({ where: { id } })
  const elsewhere = await tx.agendaPaper.count({ where: { documentId, item: { meetingId: meeting.id } } })
  if (elsewhere > 0) return
  await revokeReading(tx, { reason: paperReason(meeting.id), documentId })

  if (meeting.presenterVersionId === null) return
  const shown = await tx.documentVersion.count({ where: { id: meeting.presenterVersionId, documentId } })
  if (shown > 0) await takeDownPage(tx, ctx, meeting.id)
}

/** Nobody presents any more; screens that followed stay where they are. */
export async function takeDownPage(tx: Tx, ctx: Ctx, meetingId: string): Promise<void> {
  await tx.meeting.update({
    where: { id: meetingId },
    data: { presenterUserId: null, presenterVersionId: null, presenterPage: null },
  })
  const nothing = { versionId: null, page: null, presenterId: null }
  await record(tx, ctx, 'page.presented', meetingId, nothing, { meetingId })
}
