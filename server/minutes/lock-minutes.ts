import type { ConclusionNotice, Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid, lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { mayPreside } from '#server/meetings/policy.ts'
import { approvalOf } from '#server/workflows/queries.ts'
import { NOTICE_SUBJECT, assertUnlocked, stateWith, type NoticeState } from './notice.ts'

export interface LockedMinutes {
  meeting: Meeting
  notice: ConclusionNotice | null
  /** The state with the approval's decision in it; null before there is a notice. */
  state: NoticeState | null
}

/**
 * Locks what a meeting concluded, for its chair or secretary. The meeting's row is the lock: conclusions have none of
 * their own order without it.
 *
 * @throws Refusal meeting.not_found to everybody else, meeting.cancelled
 */
export async function lockMinutes(tx: Tx, ctx: Ctx, meetingId: string): Promise<LockedMinutes> {
  if (!(await lockRow(tx, 'meeting', meetingId))) throw new Refusal('meeting.not_found')
  const meeting = await tx.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: { notice: true } })
  if (!mayPreside(ctx.actor, meeting)) throw new Refusal('meeting.not_found')
  if (meeting.state === 'cancelled') throw new Refusal('meeting.cancelled')
  return { meeting, notice: meeting.notice, state: meeting.notice === null ? null : await noticeState(tx, meeting.notice) }
}

/** As `lockMinutes`, for an edit. @throws Refusal meeting.not_found, meeting.cancelled, notice.locked */
export async function lockToWrite(tx: Tx, ctx: Ctx, meetingId: string): Promise<LockedMinutes> {
  const minutes = await lockMinutes(tx, ctx, meetingId)
  assertUnlocked(minutes.state)
  return minutes
}

/** As `lockToWrite`, by one of the meeting's conclusions. @throws Refusal conclusion.not_found, notice.locked */
export async function lockConclusionToWrite(
  tx: Tx,
  ctx: Ctx,
  conclusionId: string,
): Promise<{ id: string; meetingId: string; position: number; revision: number }> {
  const found = isUuid(conclusionId)
    ? await tx.conclusion.findUnique({ where: { id: conclusionId }, include: { meeting: true } }) : null
  if (found === null || !mayPreside(ctx.actor, found.meeting)) throw new Refusal('conclusion.not_found')
  await lockToWrite(tx, ctx, found.meetingId)
  // Read again: it may have moved or gone while we waited for the lock.
  const conclusion = await tx.conclusion.findUnique({ where: { id: conclusionId } })
  if (conclusion === null) throw new Refusal('conclusion.not_found')
  return conclusion
}

/** The notice's state now, with what its approver decided. */
export async function noticeState(db: Tx, notice: { id: string; state: NoticeState }): Promise<NoticeState> {
  if (notice.state !== 'waiting_approval') return notice.state
  const approval = await approvalOf(db, { kind: NOTICE_SUBJECT, id: notice.id })
  return stateWith(notice.state, approval?.state ?? null)
}
