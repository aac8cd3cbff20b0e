import type { Ctx } from '#server/kernel/ctx.ts'
import type { Db, Tx } from '#server/kernel/db.ts'
import type { Invitation } from './invitation-text.ts'
import { inForce } from './known-people.ts'
import { readAgenda } from './read-agenda.ts'
import { readAttendance } from './read-attendance.ts'

export interface InvitationToSend {
  invitation: Invitation
  organizer: { name: string; email: string }
  icalSequence: number
  /** Why it was cancelled; empty otherwise. */
  reason: string
  /** `namesForUnit` as in the letter: null for a participant. */
  recipients: { userId: string; namesForUnit: string | null }[]
}

/**
 * Everything that the mails of an invitation need: for each participant, and for the heads of invited units who are
 * no participants themselves. Reads without asking who acts: it is for the listener that sends, not for a screen.
 */
export async function readInvitation(db: Db | Tx, ctx: Ctx, meetingId: string): Promise<InvitationToSend | null> {
  const meeting = await db.meeting.findUnique({
    where: { id: meetingId },
    include: {
      orgUnit: { select: { name: true } },
      secretary: { select: { fullName: true, email: true } },
      participants: { select: { userId: true } },
      unitInvitations: { orderBy: { orgUnit: { name: 'asc' } }, select: { orgUnit: { select: { id: true, name: true } } } },
    },
  })
  if (meeting === null) return null
  const people = await readAttendance(ctx, meetingId, db)
  const units = meeting.unitInvitations.map(({ orgUnit }) => orgUnit)
  const chair = people.find(({ userId }) => userId === meeting.chairId)
  const { title, kind, isUrgent, purpose, content, requests, place, startAt, endAt, icalSequence, cancelReason } = meeting
  return {
    invitation: {
      title, kind, isUrgent, purpose, content, requests, place, startAt, endAt,
      timeZone: ctx.settings.timeZone,
      chairName: chair?.name ?? '',
      chairTitle: chair?.title ?? '',
      hostUnitName: meeting.orgUnit.name,
      invitees: [...units.map(({ name }) => name), ...people.filter(({ role }) => role !== 'chair').map(nameWithTitle)],
      agenda: await readAgenda(db, meetingId),
      url: `${ctx.settings.publicUrl}/meetings/${meetingId}`,
    },
    icalSequence,
    reason: cancelReason,
    organizer: { name: meeting.secretary.fullName, email: meeting.secretary.email },
    recipients: [
      ...meeting.participants.map(({ userId }) => ({ userId, namesForUnit: null })),
      ...(await headsOf(db, ctx, units, new Set(meeting.participants.map(({ userId }) => userId)))),
    ],
  }
}

/** One mail per head: somebody who heads two invited units, or is invited in person, gets no second one. */
async function headsOf(db: Db | Tx, ctx: Ctx, units: readonly { id: string; name: string }[], invited: Set<string>) {
  const positions = await db.position.findMany({
    where: {
      orgUnitId: { in: units.map(({ id }) => id) }, role: { in: ['unit_head', 'leader'] }, user: { disabledAt: null },
      ...inForce(ctx),
    },
    distinct: ['userId'],
    orderBy: { userId: 'asc' },
    select: { userId: true, orgUnit: { select: { name: true } } },
  })
  return positions
    .filter(({ userId }) => !invited.has(userId))
    .map(({ userId, orgUnit }) => ({ userId, namesForUnit: orgUnit.name }))
}

function nameWithTitle({ name, title }: { name: string; title: string }): string {
  return title === '' ? name : `${name}, ${title}`
}
