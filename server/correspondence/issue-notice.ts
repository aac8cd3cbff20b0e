import { grantReading } from '#server/documents/grant-reading.ts'
import type { Grantee } from '#server/documents/document.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn } from '#server/kernel/days.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { isRaisedFrom } from '#server/signatures/raise-level.ts'
import { assignTask } from '#server/tasks/assign-task.ts'
import type { IssueNotice } from './input.ts'
import { loadNotice, type ClerksNotice } from './load-notice.ts'

/**
 * Issues a signed and sealed notice: its recipients may read it and every lead unit has its task, all in one
 * transaction.
 *
 * @throws Refusal notice.not_found, notice.already_issued, notice.not_signed, notice.not_sealed
 */
export async function issueNotice(ctx: Ctx, { noticeId }: IssueNotice): Promise<{ documentId: string; taskIds: string[] }> {
  return ctx.transact(async (tx) => {
    await lockRow(tx, 'conclusion_notice', noticeId)
    const loaded = await loadNotice(tx, ctx, noticeId)
    const { documentId, number, notation, issuedOn } = await assertIssuable(tx, loaded)
    const { notice } = loaded
    const issuedAt = ctx.now()
    await tx.conclusionNotice.update({ where: { id: noticeId }, data: { state: 'issued', issuedAt } })

    const { taskIds, unitIds, conclusionCount } = await assignTasks(tx, ctx, loaded, notation)
    await grantReading(tx, ctx, { documentId, to: await readersOf(tx, notice.meetingId, unitIds), reason: `notice:${noticeId}` })
    await record(tx, ctx, 'conclusion.issued', noticeId, {
      number, notation, issuedAt: issuedAt.toISOString(), issuedOn: dayFromColumn(issuedOn), subject: notice.subject,
      documentId, meetingId: notice.meetingId, conclusionCount, taskIds,
    }, { meetingId: notice.meetingId })
    return { documentId, taskIds }
  })
}

/** Both signatures stand in the file that will be issued: the seal was set last, on what the leader signed. */
async function assertIssuable(
  tx: Tx,
  { notice, state }: ClerksNotice,
): Promise<{ documentId: string; number: number; notation: string; issuedOn: Date }> {
  if (state === 'issued') throw new Refusal('notice.already_issued')
  const { documentId, number, notation, issuedOn } = notice
  if (state !== 'signed' || documentId === null || number === null || notation === null || issuedOn === null) {
    throw new Refusal('notice.not_signed')
  }
  const latest = await tx.documentVersion.findFirstOrThrow({ where: { documentId }, orderBy: { number: 'desc' } })
  const seal = await tx.signatureRequest.findFirst({
    where: { subjectKind: NOTICE_SUBJECT, subjectId: notice.id, kind: 'seal', state: 'signed' }, select: { signedVersionId: true },
  })
  const signedVersionId = seal?.signedVersionId ?? null
  if (signedVersionId === null) throw new Refusal('notice.not_sealed')
  if (signedVersionId !== latest.id && !(await isRaisedFrom(tx, { documentId, versionId: latest.id, signedVersionId }))) throw new Refusal('notice.not_sealed')
  return { documentId, number, notation, issuedOn }
}

async function assignTasks(
  tx: Tx,
  ctx: Ctx,
  { notice, unit }: ClerksNotice,
  notation: string,
): Promise<{ taskIds: string[]; unitIds: string[]; conclusionCount: number }> {
  const conclusions = await tx.conclusion.findMany({
    where: { meetingId: notice.meetingId }, orderBy: { position: 'asc' }, include: { units: { orderBy: { position: 'asc' } } },
  })
  const taskIds: string[] = []
  for (const { id, position, text, deadlineText, dueOn, units } of conclusions) {
    const matched = (duty: string) => units.filter((named) => named.duty === duty).flatMap((named) => named.orgUnitId ?? [])
    const leadUnitIds = matched('lead')
    if (leadUnitIds.length === 0) continue
    taskIds.push(await assignTask(tx, ctx, {
      origin: { kind: 'conclusion', id, label: `Kết luận ${position}, Thông báo ${notation}` },
      orgUnitId: unit.id, title: text, leadUnitIds, coordinatingUnitIds: matched('coordinating'),
      dueOn: dueOn === null ? null : dayFromColumn(dueOn), deadlineText, meetingId: notice.meetingId,
    }))
  }
  const unitIds = conclusions.flatMap(({ units }) => units.flatMap((named) => named.orgUnitId ?? []))
  return { taskIds, unitIds: [...new Set(unitIds)], conclusionCount: conclusions.length }
}

/** Those who were there, the units invited, and every unit that the notice gives something to do. */
async function readersOf(tx: Tx, meetingId: string, unitIds: readonly string[]): Promise<Grantee[]> {
  const participants = await tx.participant.findMany({ where: { meetingId }, select: { userId: true } })
  const invited = await tx.unitInvitation.findMany({ where: { meetingId }, select: { orgUnitId: true } })
  const units = new Set([...unitIds, ...invited.map(({ orgUnitId }) => orgUnitId)])
  return [
    ...participants.map(({ userId }) => ({ kind: 'user' as const, id: userId })),
    ...[...units].map((id) => ({ kind: 'org_unit' as const, id })),
  ]
}
