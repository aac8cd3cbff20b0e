import { z } from 'zod'

/** Without `itemId`: on the item under discussion. */
export const RaiseHand = z.object({ meetingId: z.uuid(), itemId: z.uuid().nullish() })
export type RaiseHand = z.output<typeof RaiseHand>

export const LowerHand = z.object({ requestId: z.uuid() })
export type LowerHand = z.output<typeof LowerHand>

export const CallSpeaker = z.object({ requestId: z.uuid() })
export type CallSpeaker = z.output<typeof CallSpeaker>

export const FinishSpeech = z.object({ requestId: z.uuid() })
export type FinishSpeech = z.output<typeof FinishSpeech>
