import { z } from 'zod'
import {
  CHOICE_CHARS_MAX, CHOICES_MAX, CHOICES_MIN, COMMON_CHOICES, OPEN_MINUTES_MAX, QUESTION_CHARS_MAX,
} from './poll.ts'

const choice = z.string().trim().normalize().min(1).max(CHOICE_CHARS_MAX)
const isTicked = z.union([z.boolean(), z.stringbool({ truthy: ['true', 'on', '1'], falsy: ['false', 'off', '0', ''] })])

export const CreatePoll = z.object({
  meetingId: z.uuid(),
  itemId: z.uuid().nullish(),
  question: z.string().trim().normalize().min(1).max(QUESTION_CHARS_MAX),
  choices: z.array(choice).min(CHOICES_MIN).max(CHOICES_MAX).default([...COMMON_CHOICES]),
  isSecret: isTicked.default(false),
})
export type CreatePoll = z.output<typeof CreatePoll>

export const OpenPoll = z.object({
  pollId: z.uuid(),
  /** Minutes after which ballots are too late; absent: until somebody closes. */
  minutesOpen: z.coerce.number().int().min(1).max(OPEN_MINUTES_MAX).nullish(),
})
export type OpenPoll = z.output<typeof OpenPoll>

/** The seat is not asked for: it is the actor's own. */
export const CastBallot = z.object({ pollId: z.uuid(), choice: z.string().normalize().max(CHOICE_CHARS_MAX) })
export type CastBallot = z.output<typeof CastBallot>

export const ClosePoll = z.object({ pollId: z.uuid() })
export type ClosePoll = z.output<typeof ClosePoll>
