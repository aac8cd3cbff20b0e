import type { Ctx } from '#server/kernel/ctx.ts'
import type { Locale } from '#server/kernel/actor.ts'
import type { Tx } from '#server/kernel/db.ts'
import { invitationText, type Invitation } from '#server/meetings/invitation-text.ts'
import { readInvitation, type InvitationToSend } from '#server/meetings/read-invitation.ts'
import { whenWords, type Announcement } from './announcement.ts'
import type { CalendarEntry } from './invitation-calendar.ts'
import { invitedBefore, type MeetingEvent } from './invited-before.ts'
import { headsOf } from './queries.ts'

/**
 * To each participant the invitation with its calendar entry, as a change to those only who hold an earlier sending; to
 * heads of invited units the wish to name somebody.
 */
export async function announceMeeting(tx: Tx, ctx: Ctx, event: MeetingEvent, icalSequence: number): Promise<Announcement[]> {
  const sending = await readInvitation(tx, ctx, event.meetingId)
  if (sending === null) return []
  const holders = await invitedBefore(tx, event)
  const idsOf = (isWanted: (one: InvitationToSend['recipients'][number]) => boolean) =>
    sending.recipients.filter(isWanted).map(({ userId }) => userId)
  const letter = invitationTo(ctx, event.meetingId, sending, holders)
  const entry = entryOf(ctx, event.meetingId, sending, { method: 'REQUEST', sequence: icalSequence })
  return [
    { ...letter, entry, topic: 'meeting.convened', userIds: idsOf((one) => one.namesForUnit === null && !holders.has(one.userId)) },
    { ...letter, entry, topic: 'meeting.changed', userIds: idsOf((one) => one.namesForUnit === null && holders.has(one.userId)) },
    { ...letter, topic: 'unit.invited', userIds: idsOf((one) => one.namesForUnit !== null) },
  ]
}

/** To the person whom a unit named: the same invitation. */
export async function announceToNamed(tx: Tx, ctx: Ctx, event: MeetingEvent, userId: string): Promise<Announcement[]> {
  const sending = await readInvitation(tx, ctx, event.meetingId)
  if (sending === null) return []
  return [{
    ...invitationTo(ctx, event.meetingId, sending, new Set()),
    topic: 'meeting.convened',
    userIds: [userId],
    entry: entryOf(ctx, event.meetingId, sending, { method: 'REQUEST', sequence: sending.icalSequence }),
  }]
}

/** To a person who was taken off the list after an invitation had gone out: it no longer holds, and out of the calendar. */
export async function announceToRemoved(
  tx: Tx,
  ctx: Ctx,
  event: MeetingEvent,
  { userId, icalSequence }: { userId: string; icalSequence: number },
): Promise<Announcement[]> {
  const sending = await readInvitation(tx, ctx, event.meetingId)
  if (sending === null || !(await invitedBefore(tx, event)).has(userId)) return []
  return [{
    topic: 'participant.removed',
    userIds: [userId],
    // The meeting itself is no longer there for him.
    href: '/meetings',
    params: factsOf(ctx, sending),
    entry: entryOf(ctx, event.meetingId, sending, { method: 'CANCEL', sequence: icalSequence }),
  }]
}

/** To everybody who holds an invitation: it will not take place, and why; out of the calendars that have it. */
export async function announceCancelled(tx: Tx, ctx: Ctx, event: MeetingEvent, icalSequence: number): Promise<Announcement[]> {
  const sending = await readInvitation(tx, ctx, event.meetingId)
  if (sending === null) return []
  const { reason } = sending
  const holders = await invitedBefore(tx, event)
  const idsOf = (isHead: boolean) => sending.recipients
    .filter(({ userId, namesForUnit }) => holders.has(userId) && (namesForUnit !== null) === isHead).map(({ userId }) => userId)
  const facts = factsOf(ctx, sending)
  const told = { topic: 'meeting.cancelled', href: `/meetings/${event.meetingId}`, params: (locale: Locale) => ({ ...facts(locale), reason }) } as const
  const entry = entryOf(ctx, event.meetingId, sending, { method: 'CANCEL', sequence: icalSequence, isOff: true })
  return [
    { ...told, userIds: idsOf(false), entry: { ...entry, description: [reason, entry.description].join('\n\n') } },
    // Heads who were asked to name somebody have no entry.
    { ...told, userIds: idsOf(true) },
  ]
}

/** To the heads of a unit that need not name anybody any more, if they had been asked to. */
export async function announceToUninvited(tx: Tx, ctx: Ctx, event: MeetingEvent, orgUnitId: string): Promise<Announcement[]> {
  const sending = await readInvitation(tx, ctx, event.meetingId)
  if (sending === null) return []
  const holders = await invitedBefore(tx, event)
  const heads = (await headsOf(tx, ctx, [orgUnitId])).filter((userId) => holders.has(userId))
  return [{ topic: 'unit.uninvited', userIds: heads, href: '/meetings', params: factsOf(ctx, sending) }]
}

function factsOf(ctx: Ctx, { invitation }: InvitationToSend): Announcement['params'] {
  return (locale) => ({
    title: invitation.title, place: invitation.place, when: whenWords(invitation.startAt, locale, ctx.settings.timeZone),
    unit: invitation.hostUnitName,
  })
}

function invitationTo(ctx: Ctx, meetingId: string, sending: InvitationToSend, holders: ReadonlySet<string>) {
  const unitOf = new Map(sending.recipients.map(({ userId, namesForUnit }) => [userId, namesForUnit]))
  return {
    href: `/meetings/${meetingId}`,
    params: factsOf(ctx, sending),
    letter: (({ id, name, locale }) => invitationText(sending.invitation, {
      name, locale, namesForUnit: unitOf.get(id) ?? null, isSentAgain: holders.has(id),
    })) satisfies Announcement['letter'],
  }
}

function entryOf(
  ctx: Ctx,
  meetingId: string,
  { invitation, organizer }: InvitationToSend,
  sent: Pick<CalendarEntry, 'method' | 'sequence' | 'isOff'>,
): CalendarEntry {
  const { title, place, startAt, endAt, url } = invitation
  return { ...sent, meetingId, title, description: descriptionOf(invitation), place, startAt, endAt, at: ctx.now(), url, organizer }
}

function descriptionOf({ content, agenda, requests }: Invitation): string {
  const items = agenda.map(({ title }, index) => `${index + 1}. ${title}`).join('\n')
  return [content, items, requests].filter((part) => part !== '').join('\n\n')
}
