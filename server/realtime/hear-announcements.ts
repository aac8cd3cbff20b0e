import type { EventType } from '#server/events/catalogue.ts'
import type { Announcement } from './announcement.ts'
import type { MeetingHub } from './meeting-hub.ts'
import type { Rooms } from './rooms.ts'

/**
 * After these somebody may see less than before: a person left the list or the lead of a meeting, a paper was
 * withdrawn. Rights are then asked again at once; everything else waits for the next minute.
 */
const TAKES_RIGHTS: ReadonlySet<string> = new Set<EventType>(['meeting.changed', 'meeting.deleted', 'agenda.changed'])

/** Nobody's news, but the sockets of that session close at once. */
const SESSION_ENDED: EventType = 'session.ended'

/** What is done with the announcements that `listen` hears. */
export function hearAnnouncements({ hub, rooms }: { hub: MeetingHub; rooms: Rooms }) {
  function askPerson(userId: string): void {
    void hub.askPerson(userId)
    void rooms.askPerson(userId)
  }

  return {
    onAnnouncement(announcement: Announcement): void {
      if (announcement.type === SESSION_ENDED) return askPerson(announcement.subjectId ?? '')
      hub.announce(announcement)
      if (!TAKES_RIGHTS.has(announcement.type)) return
      void hub.askAgain(announcement.meetingId ?? undefined)
      void rooms.askAgain()
    },
    /** Among what was missed, rights may have been taken. */
    onMissed(): void {
      hub.missed()
      void hub.askAgain()
      void rooms.askAgain()
    },
  }
}
