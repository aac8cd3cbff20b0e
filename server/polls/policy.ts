import type { Actor } from '#server/kernel/actor.ts'
import { mayPreside } from '#server/meetings/policy.ts'
import { isTimeUp, type Poll } from './poll.ts'

interface MeetingOfPoll {
  chairId: string
  secretaryId: string
  state: string
}

/** Questions about loaded records; the answers travel with the data, so that buttons repeat no rule. */
export const can = {
  /** Creates, opens and closes polls, and sees drafts. */
  direct: (actor: Actor, meeting: MeetingOfPoll): boolean => mayPreside(actor, meeting),
  open: (actor: Actor, meeting: MeetingOfPoll, poll: Poll): boolean =>
    mayPreside(actor, meeting) && meeting.state === 'open' && poll.state === 'draft',
  close: (actor: Actor, meeting: MeetingOfPoll, poll: Poll): boolean => mayPreside(actor, meeting) && poll.state === 'open',
  /** `entry` is the actor's own line of the roll. */
  cast: (poll: Poll, entry: { castAt: Date | null } | null, now: Date): boolean =>
    poll.state === 'open' && !isTimeUp(poll, now) && entry !== null && entry.castAt === null,
}
