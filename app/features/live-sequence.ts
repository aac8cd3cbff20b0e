/** What `server/realtime` says on a socket that announces. */
export interface LiveMessage {
  topic: string
  /** Counts what was said; `hello` and `alive` carry the number and do not count. */
  seq: number
  /** A new one: the count began anew. */
  epoch?: string
  subjectId?: string
  /** The ledger's number of what is announced. */
  event?: number
  data?: unknown
}

/** Follows the count of one socket's messages, over its reconnections. */
export class LiveSequence {
  #seq = -1
  #epoch: string | undefined

  /** True when something was missed, or may have been: the screen must read again. To be asked of every message, in order. */
  misses({ topic, seq, epoch }: LiveMessage): boolean {
    const before = { seq: this.#seq, epoch: this.#epoch }
    this.#seq = seq
    // The first one, too: between the reading of the page and now anything may have happened.
    if (topic === 'hello') {
      this.#epoch = epoch
      return epoch !== before.epoch || seq !== before.seq
    }
    return seq !== (topic === 'alive' ? before.seq : before.seq + 1)
  }
}
