import type { Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertAllows, assertRevision, type MeetingAct } from './meeting.ts'
import { mayPrepare, mayPreside } from './policy.ts'
import { visibleTo } from './visible-to.ts'

/**
 * Locks a meeting that the actor sees and returns it as it stands under the lock. `shared` for acts that many do at
 * once and that only need the state to hold still: joining, leaving, answering.
 *
 * @throws Refusal meeting.not_found
 */
export async function lockMeeting(
  tx: Tx,
  ctx: Ctx,
  meetingId: string,
  mode: 'exclusive' | 'shared' = 'exclusive',
): Promise<Meeting> {
  if (!(await lockRow(tx, 'meeting', meetingId, mode))) throw new Refusal('meeting.not_found')
  const meeting = await tx.meeting.findFirst({ where: { id: meetingId, ...visibleTo(ctx.actor) } })
  if (meeting === null) throw new Refusal('meeting.not_found')
  return meeting
}

/**
 * Locks a meeting for an edit by those who prepare it.
 *
 * @throws Refusal meeting.not_found to everybody else, meeting.changed_meanwhile, and by state what `assertAllows` refuses
 */
export async function lockToPrepare(
  tx: Tx,
  ctx: Ctx,
  { meetingId, revision }: { meetingId: string; revision?: number | undefined },
  act: MeetingAct,
): Promise<Meeting> {
  const meeting = await lockMeeting(tx, ctx, meetingId)
  if (!mayPrepare(ctx.actor, meeting)) throw new Refusal('meeting.not_found')
  assertRevision(meeting.revision, revision)
  assertAllows(meeting.state, act)
  return meeting
}

/**
 * Locks a meeting for an act of its chair or secretary in session.
 *
 * @throws Refusal meeting.not_found to everybody else, and by state what `assertAllows` refuses
 */
export async function lockToPreside(tx: Tx, ctx: Ctx, meetingId: string, act: MeetingAct): Promise<Meeting> {
  const meeting = await lockMeeting(tx, ctx, meetingId)
  if (!mayPreside(ctx.actor, meeting)) throw new Refusal('meeting.not_found')
  assertAllows(meeting.state, act)
  return meeting
}

/** Says that the prepared record changed; the caller holds the lock. Returns the new revision. */
export async function raiseRevision(tx: Tx, meetingId: string): Promise<number> {
  const { revision } = await tx.meeting.update({
    where: { id: meetingId },
    data: { revision: { increment: 1 } },
    select: { revision: true },
  })
  return revision
}
