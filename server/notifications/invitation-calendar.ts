import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator'

export interface CalendarEntry {
  /** `CANCEL` takes the entry out of one person's calendar; the meeting itself goes on. */
  method: 'REQUEST' | 'CANCEL'
  meetingId: string
  title: string
  description: string
  place: string
  startAt: Date
  endAt: Date
  /** Rises with every change, so that a calendar replaces the entry (RFC 5545 §3.8.7.4). */
  sequence: number
  at: Date
  url: string
  organizer: { name: string; email: string }
}

/** Namespace of our calendar entries: the same meeting keeps its entry whatever address the server has. */
const UID_DOMAIN = 'nghi-su'

/**
 * The calendar part of an invitation (iTIP REQUEST, RFC 5546 §3.2.2), or of its withdrawal from one attendee (CANCEL,
 * §3.2.5: without STATUS, because the event itself is not cancelled). Times are UTC instants.
 */
export function invitationCalendar(entry: CalendarEntry, attendee: { name: string; email: string }): string {
  const calendar = ical({ prodId: '//Nghị Sự//Họp không giấy//VI', method: ICalCalendarMethod[entry.method] })
  const event = calendar.createEvent({
    id: `${entry.meetingId}@${UID_DOMAIN}`,
    sequence: entry.sequence,
    stamp: entry.at,
    start: entry.startAt,
    end: entry.endAt,
    summary: entry.title,
    description: entry.description,
    location: entry.place,
    url: entry.url,
    organizer: entry.organizer,
  })
  event.createAttendee({
    name: attendee.name,
    email: attendee.email,
    rsvp: entry.method === 'REQUEST',
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
  })
  return calendar.toString()
}
