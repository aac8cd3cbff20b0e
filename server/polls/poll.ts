import { Refusal } from '#server/kernel/refusal.ts'

export const QUESTION_CHARS_MAX = 500
export const CHOICES_MIN = 2
export const CHOICES_MAX = 10
export const CHOICE_CHARS_MAX = 100
/** Longest time a poll may stay open by the clock: one sitting. */
export const OPEN_MINUTES_MAX = 480

/** The common answers of an administrative meeting. A poll may have others. */
export const COMMON_CHOICES: readonly string[] = ['Tán thành', 'Không tán thành', 'Không ý kiến']

export type PollState = 'draft' | 'open' | 'closed'

export interface Poll {
  state: PollState
  choices: readonly string[]
  /** Null: open until somebody closes it. */
  closesAt: Date | null
}

export interface ChoiceCount {
  choice: string
  count: number
}

/** Written once, at closing. */
export interface PollResult {
  /** Seats on the roll, frozen at opening. */
  entitledCount: number
  /** Of these, present at closing. */
  presentCount: number
  castCount: number
  counts: ChoiceCount[]
}

/** Refuses unless `choice` may be cast in `poll` at `now`. The closing instant itself is too late. */
export function assertCastable(poll: Poll, choice: string, now: Date): void {
  if (poll.state === 'draft') throw new Refusal('poll.not_open')
  if (poll.state === 'closed' || isTimeUp(poll, now)) throw new Refusal('poll.closed')
  if (!poll.choices.includes(choice)) throw new Refusal('poll.unknown_choice', {}, 422)
}

export function isTimeUp(poll: Poll, now: Date): boolean {
  return poll.closesAt !== null && now >= poll.closesAt
}

/** Counts in the order of `choices`, a choice nobody took included. A ballot that names none of them is a bug. */
export function tally(choices: readonly string[], ballots: readonly { choice: string }[]): ChoiceCount[] {
  const counts = new Map(choices.map((choice) => [choice, 0]))
  for (const { choice } of ballots) {
    const count = counts.get(choice)
    if (count === undefined) throw new Error('A ballot names no choice of its poll')
    counts.set(choice, count + 1)
  }
  return choices.map((choice) => ({ choice, count: counts.get(choice) ?? 0 }))
}

/** Choices as they will be shown. Two that read alike could not be told apart on a ballot. */
export function assertDistinct(choices: readonly string[]): void {
  const alike = new Set(choices.map((choice) => choice.normalize('NFC').toLocaleLowerCase('vi')))
  if (alike.size < choices.length) throw new Refusal('poll.choices_alike', {}, 422)
}
