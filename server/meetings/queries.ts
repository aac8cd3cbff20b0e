import type { Participant } from '#generated/prisma/client.ts'
import type { EventType } from '#server/events/catalogue.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid, type Db, type Tx } from '#server/kernel/db.ts'
import { allows, noticeGiven, type MeetingKind, type MeetingState, type Notice, type ParticipantRole, type Reply } from './meeting.ts'
import { mayPrepare, meetingCan, unitsHeadedBy, type MeetingCan } from './policy.ts'
import { readAgenda, type AgendaItemView } from './read-agenda.ts'
import { countPresence, readAttendance, type ParticipantView } from './read-attendance.ts'
import { factsOf, readMeeting, type MeetingFacts, type MeetingRow } from './read-meeting.ts'
import { visibleTo } from './visible-to.ts'

/** The person's place in a meeting, or null. */
export async function participantOf(db: Db | Tx, meetingId: string, userId: string): Promise<Participant | null> {
  return db.participant.findUnique({ where: { meetingId_userId: { meetingId, userId } } })
}

/** Whether the meeting's room is open to the actor: asked when a socket opens it, and again every minute. */
export async function mayJoinMeeting(ctx: Ctx, meetingId: string): Promise<boolean> {
  if (!isUuid(meetingId)) return false
  return (await ctx.db.meeting.count({ where: { id: meetingId, ...visibleTo(ctx.actor) } })) > 0
}

export interface MeetingCard {
  id: string
  title: string
  kind: MeetingKind
  state: MeetingState
  place: string
  startAt: Date
  endAt: Date
  isUrgent: boolean
  chairName: string
  /** Null for the head of an invited unit without a seat of his own. */
  myRole: ParticipantRole | null
  myReply: Reply | null
  replies: { accepted: number; declined: number; none: number }
  /** Invited units of the actor for which nobody is named yet. */
  unitsToName: { id: string; name: string }[]
  can: MeetingCan
}

const CARDS_MAX = 200

/** Meetings that concern the actor, the latest first. */
export async function meetingsForMe(ctx: Ctx): Promise<MeetingCard[]> {
  const headed = unitsHeadedBy(ctx.actor)
  const meetings = await ctx.db.meeting.findMany({
    where: visibleTo(ctx.actor),
    orderBy: [{ startAt: 'desc' }, { id: 'desc' }],
    take: CARDS_MAX,
    include: {
      chair: { select: { fullName: true } },
      participants: { select: { userId: true, role: true, reply: true, orgUnitId: true } },
      unitInvitations: { where: { orgUnitId: { in: headed } }, select: { orgUnit: { select: { id: true, name: true } } } },
    },
  })
  return meetings.map((meeting) => {
    const me = meeting.participants.find(({ userId }) => userId === ctx.actor.userId)
    const namedUnits = new Set(meeting.participants.map(({ orgUnitId }) => orgUnitId))
    const { id, title, kind, state, place, startAt, endAt, isUrgent } = meeting
    return {
      id, title, kind, state, place, startAt, endAt, isUrgent,
      chairName: meeting.chair.fullName,
      myRole: me?.role ?? null,
      myReply: me?.reply ?? null,
      replies: countReplies(meeting.participants),
      unitsToName: meeting.unitInvitations.map(({ orgUnit }) => orgUnit).filter((unit) => !namedUnits.has(unit.id)),
      can: meetingCan(ctx.actor, meeting, { isParticipant: me !== undefined, currentPresenterId: null, now: ctx.now() }),
    }
  })
}

export function countReplies(participants: readonly { reply: Reply }[]): MeetingCard['replies'] {
  const counts = { accepted: 0, declined: 0, none: 0 }
  for (const { reply } of participants) counts[reply]++
  return counts
}

export interface Me {
  participantId: string | null
  role: ParticipantRole | null
  canVote: boolean
  reply: Reply | null
  isPresent: boolean
}

export interface MeetingDetail extends MeetingFacts {
  agenda: AgendaItemView[]
  participants: ParticipantView[]
  unitInvitations: { orgUnitId: string; name: string; attendees: string[]; canName: boolean }[]
  replies: MeetingCard['replies']
  presence: { invited: number; present: number }
  /** The notice an invitation sent now would give. */
  notice: Notice
  me: Me
  can: MeetingCan
}

/** @throws Refusal meeting.not_found */
export async function meetingDetail(ctx: Ctx, meetingId: string): Promise<MeetingDetail> {
  const meeting = await readMeeting(ctx, meetingId)
  const agenda = await readAgenda(ctx.db, meetingId)
  const people = await readAttendance(ctx, meetingId)
  // Why somebody stays away, illness among it, is told to those who prepare the meeting.
  const prepares = mayPrepare(ctx.actor, meeting)
  const participants = people.map((person) => (prepares || person.userId === ctx.actor.userId ? person : { ...person, replyReason: null }))
  const invitations = await ctx.db.unitInvitation.findMany({
    where: { meetingId },
    orderBy: { orgUnit: { name: 'asc' } },
    select: { orgUnitId: true, orgUnit: { select: { name: true } } },
  })
  const headed = unitsHeadedBy(ctx.actor)
  return {
    ...factsOf(meeting),
    agenda,
    participants,
    unitInvitations: invitations.map(({ orgUnitId, orgUnit }) => ({
      orgUnitId,
      name: orgUnit.name,
      attendees: participants.filter((participant) => participant.orgUnitId === orgUnitId).map(({ name }) => name),
      canName: headed.includes(orgUnitId) && allows(meeting.state, 'name_attendee'),
    })),
    replies: countReplies(participants),
    presence: countPresence(participants),
    notice: noticeGiven(meeting, ctx.now(), ctx.settings.timeZone),
    ...standingOf(ctx, meeting, agenda, participants),
  }
}

export interface MeetingRoom extends MeetingFacts {
  agenda: AgendaItemView[]
  participants: Pick<ParticipantView, 'id' | 'userId' | 'name' | 'title' | 'unitName' | 'role' | 'canVote' | 'isPresent'>[]
  presence: { invited: number; present: number }
  /**
   * The ledger's number of the last turn of a page or move to an item that this reading has seen. A tablet that has
   * been told of a later one keeps its own.
   */
  lastMove: number
  /** The page shown to everybody who follows. */
  presenter: { userId: string; name: string; versionId: string; page: number } | null
  me: Me
  can: MeetingCan
}

/** What a tablet in the room needs at once, and again after it missed something. @throws Refusal meeting.not_found */
export async function meetingRoom(ctx: Ctx, meetingId: string): Promise<MeetingRoom> {
  // Before the meeting: the reading may have seen more than it says, never less.
  const lastMove = await lastMoveOf(ctx, meetingId)
  const meeting = await readMeeting(ctx, meetingId)
  const agenda = await readAgenda(ctx.db, meetingId)
  const people = await readAttendance(ctx, meetingId)
  return {
    ...factsOf(meeting),
    agenda,
    participants: people.map(({ id, userId, name, title, unitName, role, canVote, isPresent }) =>
      ({ id, userId, name, title, unitName, role, canVote, isPresent })),
    presence: countPresence(people),
    lastMove,
    presenter: presenterOf(meeting, people),
    ...standingOf(ctx, meeting, agenda, people),
  }
}

/** Moves are made under the meeting's lock: their numbers are in the order in which they are seen. */
async function lastMoveOf(ctx: Ctx, meetingId: string): Promise<number> {
  if (!isUuid(meetingId)) return 0
  const types: EventType[] = ['page.presented', 'agenda.item_opened']
  const last = await ctx.db.event.findFirst({ where: { meetingId, type: { in: types } }, orderBy: { seq: 'desc' }, select: { seq: true } })
  return Number(last?.seq ?? 0)
}

function standingOf(
  ctx: Ctx,
  meeting: MeetingRow,
  agenda: readonly AgendaItemView[],
  people: readonly ParticipantView[],
): { me: Me; can: MeetingCan } {
  const mine = people.find(({ userId }) => userId === ctx.actor.userId)
  const current = agenda.find(({ id }) => id === meeting.currentItemId)
  return {
    me: {
      participantId: mine?.id ?? null, role: mine?.role ?? null, canVote: mine?.canVote ?? false,
      reply: mine?.reply ?? null, isPresent: mine?.isPresent ?? false,
    },
    can: meetingCan(ctx.actor, meeting, {
      isParticipant: mine !== undefined, currentPresenterId: current?.presenterId ?? null, now: ctx.now(),
    }),
  }
}

function presenterOf(meeting: MeetingRow, people: readonly ParticipantView[]): MeetingRoom['presenter'] {
  const { presenterUserId: userId, presenterVersionId: versionId, presenterPage: page } = meeting
  if (userId === null || versionId === null || page === null) return null
  return { userId, versionId, page, name: people.find((person) => person.userId === userId)?.name ?? '' }
}
