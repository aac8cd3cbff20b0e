import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

export interface CalendarEntry {
  /** `CANCEL` takes the entry out of one person's calendar. */
  method: 'REQUEST' | 'CANCEL'
  /** With `CANCEL`: the meeting itself will not take place. Otherwise it goes on without that person. */
  isOff?: boolean
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
 * §3.2.5: with STATUS only when the event itself is cancelled). Times are UTC instants.
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
    status: entry.isOff === true ? ICalEventStatus.CANCELLED : null,
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
