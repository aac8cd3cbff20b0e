import { addWorkingDays, dayOf, isWorkingDay, workingDaysBetween } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'

/** The five kinds of Decision 45/2018/QĐ-TTg: advisory, problem-solving, professional, briefing, interim or final review. */
export const MEETING_KINDS = ['advisory', 'problem_solving', 'professional', 'briefing', 'review'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

export type MeetingState = 'draft' | 'invited' | 'open' | 'closed' | 'cancelled'
export type ParticipantRole = 'chair' | 'secretary' | 'member' | 'guest'
export type Reply = 'none' | 'accepted' | 'declined'

export const TITLE_CHARS_MAX = 300
export const TEXT_CHARS_MAX = 10_000
export const PLACE_CHARS_MAX = 300
export const REASON_CHARS_MAX = 1_000
/** One session of a province with all its communes and departments stays under this. */
export const PARTICIPANTS_MAX = 1_000
export const INVITED_AT_ONCE_MAX = 500

/** Decision 45/2018/QĐ-TTg: invitations go out at least three working days before, urgent meetings excepted. */
export const NOTICE_WORKING_DAYS_MIN = 3
/** Doors open two hours before the start; earlier, a tap on "join" is a mistake in the day. */
export const CHECK_IN_BEFORE_MS = 2 * 60 * 60 * 1000

/** In which states each thing may be done. */
const ALLOWED = {
  change: ['draft', 'invited'],
  invite: ['draft', 'invited', 'open'],
  uninvite: ['draft', 'invited'],
  edit_agenda: ['draft', 'invited', 'open'],
  convene: ['draft', 'invited'],
  cancel: ['invited'],
  delete: ['draft'],
  answer: ['invited'],
  name_attendee: ['invited', 'open'],
  open: ['invited'],
  check_in: ['invited', 'open'],
  leave: ['invited', 'open'],
  conduct: ['open'],
  close: ['open'],
} as const satisfies Record<string, readonly MeetingState[]>
export type MeetingAct = keyof typeof ALLOWED

/** What stands in the way, by the state the meeting is in. */
const IN_THE_WAY: Readonly<Record<MeetingState, string>> = {
  draft: 'meeting.not_convened',
  invited: 'meeting.not_open',
  open: 'meeting.already_open',
  closed: 'meeting.closed',
  cancelled: 'meeting.cancelled',
}

export function allows(state: MeetingState, act: MeetingAct): boolean {
  const states: readonly MeetingState[] = ALLOWED[act]
  return states.includes(state)
}

/** @throws Refusal meeting.not_convened, meeting.not_open, meeting.already_open, meeting.closed, meeting.cancelled */
export function assertAllows(state: MeetingState, act: MeetingAct): void {
  if (!allows(state, act)) throw new Refusal(IN_THE_WAY[state])
}

/** Decision 45/2018/QĐ-TTg: the conclusion notice goes out within five working days after the meeting. */
const CONCLUDED_WORKING_DAYS_MAX = 5

/**
 * A meeting that ends the moment it starts is none. Neither is one whose terms of law cannot be counted.
 *
 * @throws Refusal meeting.end_before_start, calendar.beyond_reach
 */
export function assertTimes({ startAt, endAt }: { startAt: Date; endAt: Date }, timeZone: string): void {
  if (endAt <= startAt) throw new Refusal('meeting.end_before_start', {}, 422)
  isWorkingDay(dayOf(startAt, timeZone))
  addWorkingDays(dayOf(endAt, timeZone), CONCLUDED_WORKING_DAYS_MAX)
}

/** @throws Refusal meeting.changed_meanwhile when the edit was made on an older state than the stored one. */
export function assertRevision(stored: number, madeOn: number | undefined): void {
  if (madeOn !== undefined && madeOn !== stored) throw new Refusal('meeting.changed_meanwhile')
}

/** @throws Refusal meeting.agenda_empty, meeting.nobody_invited */
export function assertConvenable({ agendaCount, guestCount }: { agendaCount: number; guestCount: number }): void {
  if (agendaCount === 0) throw new Refusal('meeting.agenda_empty')
  if (guestCount === 0) throw new Refusal('meeting.nobody_invited')
}

export interface Notice {
  /** Working days between today and the day of the meeting, that day included. */
  workingDays: number
  /** True when the law wanted more: a warning, not a refusal, because the chair may have a reason. */
  isShort: boolean
}

/** The notice given by an invitation that goes out at `now`. Source: Decision 45/2018/QĐ-TTg. */
export function noticeGiven(
  { startAt, isUrgent }: { startAt: Date; isUrgent: boolean },
  now: Date,
  timeZone: string,
): Notice {
  const workingDays = workingDaysBetween(dayOf(now, timeZone), dayOf(startAt, timeZone))
  return { workingDays, isShort: !isUrgent && workingDays < NOTICE_WORKING_DAYS_MIN }
}

/** @throws Refusal meeting.too_early_to_join, and what `assertAllows` refuses. */
export function assertCheckIn({ state, startAt }: { state: MeetingState; startAt: Date }, now: Date): void {
  assertAllows(state, 'check_in')
  if (!mayCheckIn({ state, startAt }, now)) throw new Refusal('meeting.too_early_to_join')
}

export function mayCheckIn({ state, startAt }: { state: MeetingState; startAt: Date }, now: Date): boolean {
  if (state === 'open') return true
  return state === 'invited' && now.getTime() >= startAt.getTime() - CHECK_IN_BEFORE_MS
}

/** The reason under which the papers of a meeting may be read; taken back by the same words. */
export function paperReason(meetingId: string): string {
  return `meeting:${meetingId}`
}

/**
 * The instant a form means. A browser's date field carries no offset: "2026-11-26T08:00" is what the clock on the
 * wall of the deployment says.
 */
export function instantOf(value: Date | string, timeZone: string): Date {
  if (value instanceof Date) return value
  if (/(Z|[+-]\d\d:?\d\d)$/i.test(value)) return new Date(value)
  const asUtc = new Date(`${value}Z`)
  return new Date(asUtc.getTime() - offsetMs(asUtc, timeZone))
}

function offsetMs(at: Date, timeZone: string): number {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return new Date(`${wall.replace(' ', 'T')}Z`).getTime() - Math.floor(at.getTime() / 1000) * 1000
}
