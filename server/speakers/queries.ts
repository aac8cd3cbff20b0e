import type { Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid, lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { inForce } from '#server/meetings/known-people.ts'
import { participantOf } from '#server/meetings/queries.ts'
import { can } from './policy.ts'
import { inOrder, LIVE_STATES } from './speech.ts'

export interface SpeechView {
  requestId: string
  participantId: string
  name: string
  /** The unit the person attends for, or that of the position held longest; empty when there is none. */
  unitName: string
  itemId: string | null
  raisedAt: Date
  calledAt: Date | null
  isMine: boolean
}

export interface SpeakersView {
  speaking: SpeechView | null
  /** Raised hands in the server's order. */
  queue: SpeechView[]
  can: { raise: boolean; call: boolean }
}

/** Who speaks and who waits. @throws Refusal meeting.not_found */
export async function speakersOfMeeting(ctx: Ctx, meetingId: string): Promise<SpeakersView> {
  const { actor, db } = ctx
  const meeting = isUuid(meetingId) ? await db.meeting.findUnique({ where: { id: meetingId } }) : null
  if (meeting === null) throw new Refusal('meeting.not_found')
  const participant = await participantOf(db, meetingId, actor.userId)
  const mayCall = can.call(actor, meeting)
  if (participant === null && !mayCall) throw new Refusal('meeting.not_found')

  const hands = await db.speechRequest.findMany({
    where: { meetingId, state: { in: [...LIVE_STATES] } },
    include: {
      participant: {
        include: {
          orgUnit: { select: { name: true } },
          user: {
            select: {
              fullName: true,
              positions: {
                where: inForce(ctx), orderBy: [{ validFrom: 'asc' }, { id: 'asc' }], take: 1,
                select: { orgUnit: { select: { name: true } } },
              },
            },
          },
        },
      },
    },
  })
  const views = inOrder(hands).map((hand) => ({
    state: hand.state,
    requestId: hand.id,
    participantId: hand.participantId,
    name: hand.participant.user.fullName,
    unitName: hand.participant.orgUnit?.name ?? hand.participant.user.positions[0]?.orgUnit.name ?? '',
    itemId: hand.itemId,
    raisedAt: hand.raisedAt,
    calledAt: hand.calledAt,
    isMine: hand.participantId === participant?.id,
  }))
  return {
    speaking: views.find(({ state }) => state === 'called') ?? null,
    queue: views.filter(({ state }) => state === 'raised'),
    can: {
      raise: can.raise(meeting, participant !== null, views.some(({ isMine }) => isMine)),
      call: mayCall && meeting.state === 'open',
    },
  }
}

/**
 * A request to speak of a meeting the actor is in. The meeting is locked first: its queue changes one step at a time.
 *
 * @throws Refusal speech.not_found
 */
export async function speechRequestOf(tx: Tx, actor: Actor, requestId: string) {
  const found = await tx.speechRequest.findUnique({ where: { id: requestId }, select: { meetingId: true } })
  if (found === null) throw new Refusal('speech.not_found')
  await lockRow(tx, 'meeting', found.meetingId)
  const { meeting, ...request } = await tx.speechRequest.findUniqueOrThrow({
    where: { id: requestId },
    include: { meeting: true },
  })
  const participant = await participantOf(tx, meeting.id, actor.userId)
  if (participant === null && !can.call(actor, meeting)) throw new Refusal('speech.not_found')
  return { request, meeting, isOwn: request.participantId === participant?.id }
}
