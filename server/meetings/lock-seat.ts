import type { Meeting, Participant } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { lockMeeting } from './lock-meeting.ts'
import { mayPreside } from './policy.ts'

/** A person's place in a meeting, locked. */
export interface Seat {
  meeting: Meeting
  participant: Participant
  isSelf: boolean
}

/**
 * Locks one seat: the actor's own, or for chair and secretary anybody's. The meeting is locked shared, so that five
 * hundred people may join at once while its state holds still.
 *
 * @throws Refusal meeting.not_found, participant.not_found
 */
export async function lockSeat(
  tx: Tx,
  ctx: Ctx,
  { meetingId, participantId }: { meetingId: string; participantId?: string | undefined },
): Promise<Seat> {
  const meeting = await lockMeeting(tx, ctx, meetingId, 'shared')
  const participant = await tx.participant.findFirst({
    where: participantId === undefined ? { meetingId, userId: ctx.actor.userId } : { meetingId, id: participantId },
  })
  // Somebody who heads an invited unit sees the meeting without having a seat in it.
  if (participant === null) throw new Refusal(participantId === undefined ? 'meeting.not_found' : 'participant.not_found')
  const isSelf = participant.userId === ctx.actor.userId
  if (!isSelf && !mayPreside(ctx.actor, meeting)) throw new Refusal('participant.not_found')
  await lockRow(tx, 'participant', participant.id)
  return { meeting, participant, isSelf }
}
