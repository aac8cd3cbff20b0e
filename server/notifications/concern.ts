import type { z } from 'zod'
import { catalogue, type EventType } from '#server/events/catalogue.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { t } from '#server/i18n/t.ts'
import { dayWords, type Announcement } from './announcement.ts'
import type { MeetingEvent } from './invited-before.ts'
import { announceCancelled, announceMeeting, announceToNamed, announceToRemoved, announceToUninvited } from './meeting-announcements.ts'
import { headsOf } from './queries.ts'

export interface HeardEvent {
  id: string
  type: string
  subjectId: string
  meetingId: string | null
  actorUserId: string | null
  at: Date
  data: unknown
}

type Announce<T extends EventType> =
  (tx: Tx, ctx: Ctx, event: HeardEvent, data: z.output<(typeof catalogue)[T]['data']>) => Promise<Announcement[]>

/** Which event concerns whom. */
const concerns: { [T in EventType]?: Announce<T> } = {
  'meeting.convened': (tx, ctx, event, data) => announceMeeting(tx, ctx, inMeeting(event), data.icalSequence),
  'participant.named': (tx, ctx, event, data) => announceToNamed(tx, ctx, inMeeting(event), data.userId),
  'participant.removed': (tx, ctx, event, data) => announceToRemoved(tx, ctx, inMeeting(event), data),
  'unit.uninvited': (tx, ctx, event, data) => announceToUninvited(tx, ctx, inMeeting(event), data.orgUnitId),
  'meeting.cancelled': (tx, ctx, event, data) => announceCancelled(tx, ctx, inMeeting(event), data.icalSequence),
  'invitation.answered': async (tx, _ctx, event, data) => {
    const participant = await tx.participant.findUnique({
      where: { id: data.participantId },
      include: { user: { select: { fullName: true } }, meeting: { select: { id: true, title: true, secretaryId: true } } },
    })
    if (participant === null || (data.reply !== 'accepted' && data.reply !== 'declined')) return []
    const { meeting, user } = participant
    const reply = data.reply
    return [{
      topic: 'invitation.answered',
      userIds: [meeting.secretaryId],
      href: meetingHref(event),
      params: (locale) => ({ name: user.fullName, title: meeting.title, reply: t(locale, `notifications.reply.${reply}`) }),
    }]
  },
  'approval.requested': async (_tx, _ctx, event, { deciderIds, label }) => [
    { topic: 'approval.requested', userIds: deciderIds, href: noticeHref(event), params: () => ({ label }) },
  ],
  'approval.approved': async (_tx, _ctx, event, { requestedById, label }) => [
    { topic: 'approval.approved', userIds: [requestedById], href: noticeHref(event), params: () => ({ label }) },
  ],
  'approval.returned': async (_tx, _ctx, event, { requestedById, label, reason }) => [
    { topic: 'approval.returned', userIds: [requestedById], href: noticeHref(event), params: () => ({ label, reason }) },
  ],
  'signature.requested': async (_tx, _ctx, _event, { requestId, signerUserId, label }) => [
    { topic: 'signature.requested', userIds: [signerUserId], href: `/signing?document=${requestId}`, params: () => ({ label }) },
  ],
  'signature.refused': async (_tx, _ctx, event, { draftedById, label, reason }) => draftedById === null ? [] : [
    { topic: 'signature.refused', userIds: [draftedById], href: noticeHref(event), params: () => ({ label, reason }) },
  ],
  'notice.withdrawn': async (_tx, _ctx, event, { waitedForIds, label, reason }) => [
    { topic: 'notice.withdrawn', userIds: waitedForIds, href: noticeHref(event), params: (locale) => ({ label, reason: reason === '' ? t(locale, 'notifications.no_reason') : reason }) },
  ],
  'conclusion.issued': async (tx, _ctx, event, { meetingId, notation, subject, issuedOn }) => {
    const participants = await tx.participant.findMany({ where: { meetingId }, select: { userId: true } })
    return [{
      topic: 'conclusion.issued',
      userIds: participants.map(({ userId }) => userId),
      href: noticeHref(event),
      // The notation carries the number, padded below ten as the register writes it: "05/TB-UBND".
      params: () => ({ number: notation, subject, issuedOn: dayWords(issuedOn) }),
    }]
  },
  'task.assigned': async (tx, ctx, event, { title, leadUnitIds, coordinatingUnitIds, dueOn, deadlineText }) => {
    const params: Announcement['params'] = (locale) => ({
      title,
      due: dueOn === null ? (deadlineText ?? t(locale, 'notifications.no_deadline')) : dayWords(dueOn),
    })
    return [{
      topic: 'task.assigned',
      userIds: await headsOf(tx, ctx, [...leadUnitIds, ...coordinatingUnitIds]),
      href: `/tasks/${event.subjectId}`,
      params,
    }]
  },
  'task.progressed': async (tx, _ctx, event, { percent, orgUnitId }) => {
    const task = await tx.task.findUnique({ where: { id: event.subjectId }, select: { title: true, assignedById: true } })
    const unit = await tx.orgUnit.findUnique({ where: { id: orgUnitId }, select: { name: true } })
    if (task === null || unit === null) return []
    return [{
      topic: 'task.progressed',
      userIds: [task.assignedById],
      href: `/tasks/${event.subjectId}`,
      params: () => ({ title: task.title, unit: unit.name, percent }),
    }]
  },
}

/** What to tell, to whom. The one who did it is not told of it. An event that concerns nobody gives nothing. */
export async function announcementsOf(tx: Tx, ctx: Ctx, event: HeardEvent): Promise<Announcement[]> {
  const type = event.type as EventType
  const announce = concerns[type] as Announce<EventType> | undefined
  if (announce === undefined) return []
  const data = catalogue[type].data.parse(event.data)
  const announcements = await announce(tx, ctx, event, data as Parameters<typeof announce>[3])
  // An invitation goes to its sender too: the entry belongs in every calendar.
  const isNews = (one: Announcement, userId: string) => one.entry !== undefined || userId !== event.actorUserId
  return announcements.map((one) => ({ ...one, userIds: one.userIds.filter((userId) => isNews(one, userId)) }))
}

/** An event that is always about a meeting. */
function inMeeting({ id, subjectId, meetingId, at }: HeardEvent): MeetingEvent {
  return { id, meetingId: meetingId ?? subjectId, at }
}

function meetingHref(event: HeardEvent): string {
  return event.meetingId === null ? '/' : `/meetings/${event.meetingId}`
}

/** Those who approve, sign and seal need not sit in the meeting: its notice is the page that they may open. */
function noticeHref(event: HeardEvent): string {
  return event.meetingId === null ? '/' : `${meetingHref(event)}/notice`
}
