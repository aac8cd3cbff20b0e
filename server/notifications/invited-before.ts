import type { Tx } from '#server/kernel/db.ts'
import type { EventType } from '#server/events/catalogue.ts'
import { notificationKey } from './mail.ts'

export interface MeetingEvent {
  id: string
  meetingId: string
  at: Date
}

const INVITING: EventType[] = ['meeting.convened', 'participant.named']
const KEYS: string[] = [notificationKey('meeting.convened'), notificationKey('meeting.changed'), notificationKey('unit.invited')]

/**
 * Who was told of the meeting by an event before this one and has kept his seat since: whoever was taken off the list
 * and put on it again starts anew. Asked by event and not by time of telling, so that hearing an event twice gives the same.
 */
export async function invitedBefore(tx: Tx, { id, meetingId, at }: MeetingEvent): Promise<Set<string>> {
  const earlier = await tx.event.findMany({
    where: { meetingId, type: { in: INVITING }, at: { lte: at }, id: { not: id } }, select: { id: true },
  })
  const told = await tx.notification.findMany({
    where: { eventId: { in: earlier.map((event) => event.id) }, key: { in: KEYS } }, select: { userId: true, createdAt: true },
  })
  const seats = await tx.participant.findMany({ where: { meetingId }, select: { userId: true, createdAt: true } })
  const seatedAt = new Map(seats.map(({ userId, createdAt }) => [userId, createdAt]))
  const holds = (one: { userId: string; createdAt: Date }) => (seatedAt.get(one.userId) ?? one.createdAt) <= one.createdAt
  return new Set(told.filter(holds).map(({ userId }) => userId))
}
