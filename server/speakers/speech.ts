export type SpeechState = 'raised' | 'called' | 'done' | 'withdrawn'

/** A raised hand that still counts: waiting, or speaking now. */
export const LIVE_STATES: readonly SpeechState[] = ['raised', 'called']

interface Waiting {
  seq: bigint
}

/** The order of speaking is the order in which the server saw the hands. */
export function inOrder<T extends Waiting>(hands: readonly T[]): T[] {
  return [...hands].sort((a, b) => (a.seq < b.seq ? -1 : a.seq > b.seq ? 1 : 0))
}
