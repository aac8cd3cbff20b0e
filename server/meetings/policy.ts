import { unitsOf, type Actor } from '#server/kernel/actor.ts'
import { allows, mayCheckIn, type MeetingState } from './meeting.ts'

/** Whom a meeting belongs to. */
export interface Led {
  chairId: string
  secretaryId: string
}

/** Prepares: time, place, agenda, papers, invitations. */
export function mayPrepare(actor: Actor, meeting: Led): boolean {
  return actor.userId === meeting.chairId || actor.userId === meeting.secretaryId
}

/** Presides: opens and closes, moves the current item, calls speakers, opens polls. */
export function mayPreside(actor: Actor, meeting: Led): boolean {
  return mayPrepare(actor, meeting)
}

/** Shows pages to everybody: whoever presides, and the presenter while the item is the current one. */
export function mayPresent(actor: Actor, meeting: Led, currentPresenterId: string | null): boolean {
  return mayPreside(actor, meeting) || currentPresenterId === actor.userId
}

/** Units for which the actor names who attends. */
export function unitsHeadedBy(actor: Actor): string[] {
  return unitsOf(actor, 'unit_head', 'leader')
}

/** What the actor may do with a meeting he sees now; screens repeat no rule. */
export interface MeetingCan {
  prepare: boolean
  changeDetails: boolean
  editAgenda: boolean
  invite: boolean
  uninvite: boolean
  convene: boolean
  cancel: boolean
  delete: boolean
  answer: boolean
  open: boolean
  preside: boolean
  close: boolean
  join: boolean
  /** Has something to do in the room: a seat there, or the chair's or secretary's part. */
  enter: boolean
  markOthers: boolean
  present: boolean
}

export function meetingCan(
  actor: Actor,
  meeting: Led & { state: MeetingState; startAt: Date },
  { isParticipant, currentPresenterId, now }: { isParticipant: boolean; currentPresenterId: string | null; now: Date },
): MeetingCan {
  const prepares = mayPrepare(actor, meeting)
  const presides = mayPreside(actor, meeting)
  const { state } = meeting
  return {
    prepare: prepares,
    changeDetails: prepares && allows(state, 'change'),
    editAgenda: prepares && allows(state, 'edit_agenda'),
    invite: prepares && allows(state, 'invite'),
    uninvite: prepares && allows(state, 'uninvite'),
    convene: prepares && allows(state, 'convene'),
    cancel: prepares && allows(state, 'cancel'),
    delete: prepares && allows(state, 'delete'),
    answer: isParticipant && allows(state, 'answer'),
    open: presides && allows(state, 'open'),
    preside: presides && allows(state, 'conduct'),
    close: presides && allows(state, 'close'),
    join: isParticipant && mayCheckIn(meeting, now),
    enter: (isParticipant && mayCheckIn(meeting, now)) || (presides && allows(state, 'conduct')),
    markOthers: presides && mayCheckIn(meeting, now),
    present: allows(state, 'conduct') && mayPresent(actor, meeting, currentPresenterId),
  }
}
