import type { Actor } from '#server/kernel/actor.ts'
import { allows, type MeetingState } from '#server/meetings/meeting.ts'
import { mayPreside, type Led } from '#server/meetings/policy.ts'

/** Questions about loaded records. `own`: the request is the actor's. */
export const can = {
  raise: (meeting: { state: MeetingState }, isParticipant: boolean, hasHandUp: boolean): boolean =>
    isParticipant && !hasHandUp && allows(meeting.state, 'conduct'),
  call: (actor: Actor, meeting: Led): boolean => mayPreside(actor, meeting),
  lower: (actor: Actor, meeting: Led, isOwn: boolean): boolean => isOwn || mayPreside(actor, meeting),
  finish: (actor: Actor, meeting: Led, isOwn: boolean): boolean => isOwn || mayPreside(actor, meeting),
}
