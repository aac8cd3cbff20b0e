import type { Ctx } from '#server/kernel/ctx.ts'
import type { Db, Tx } from '#server/kernel/db.ts'
import type { Grantee } from '#server/documents/document.ts'
import { grantReading } from '#server/documents/grant-reading.ts'
import { paperReason } from './meeting.ts'

/**
 * Lets late invitees read the papers that already lie on the agenda. Agenda stands to the right of meetings and cannot
 * be called from here; its rows are read instead, nothing of them is written.
 */
export async function grantPapers(tx: Tx, ctx: Ctx, meetingId: string, to: readonly Grantee[]): Promise<void> {
  if (to.length === 0) return
  const papers = await tx.agendaPaper.findMany({
    where: { item: { meetingId } },
    select: { documentId: true },
    distinct: ['documentId'],
  })
  for (const { documentId } of papers) await grantReading(tx, ctx, { documentId, to, reason: paperReason(meetingId) })
}

/** Everybody who may read the papers of a meeting: participants, chair and secretary among them, and invited units. */
export async function readersOf(db: Db | Tx, meetingId: string): Promise<Grantee[]> {
  const participants = await db.participant.findMany({ where: { meetingId }, select: { userId: true } })
  const units = await db.unitInvitation.findMany({ where: { meetingId }, select: { orgUnitId: true } })
  return [
    ...participants.map(({ userId }) => ({ kind: 'user' as const, id: userId })),
    ...units.map(({ orgUnitId }) => ({ kind: 'org_unit' as const, id: orgUnitId })),
  ]
}
