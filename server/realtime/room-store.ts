import { mergeUpdates } from 'yjs'
import type { Log } from '#server/kernel/log.ts'
import type { Limits } from './limits.ts'
import type { Member } from './member.ts'
import type { RoomKind } from './room-kind.ts'

/**
 * Stores a room's ticks one after the other and says "saved" only after the commit. While one append runs the
 * next ticks gather, so a slow disk makes larger rows, not a longer queue. A failed append is tried again for
 * as long as the process lives; nobody is told "saved" meanwhile.
 */
export class RoomStore {
  readonly #name: string
  readonly #kind: RoomKind
  readonly #limits: Limits
  readonly #log: Log
  #updates: Uint8Array[] = []
  #waiting = new Map<Member, number>()
  #unstoredBytes = 0
  #isRunning = false
  #run: Promise<void> = Promise.resolve()
  #rows = 0
  #bytes = 0

  constructor(name: string, kind: RoomKind, limits: Limits, log: Log) {
    this.#name = name
    this.#kind = kind
    this.#limits = limits
    this.#log = log
  }

  get unstoredBytes(): number {
    return this.#unstoredBytes
  }

  /** `update` is null when the frames of `waiting` changed nothing; they are saved as soon as all before them is. */
  add(update: Uint8Array | null, waiting: ReadonlyMap<Member, number>): void {
    if (update !== null) {
      this.#updates.push(update)
      this.#unstoredBytes += update.length
    }
    for (const [member, count] of waiting) this.#waiting.set(member, count)
    if (!this.#isRunning) this.#run = this.#storeAll()
  }

  /** Resolves when everything added so far is committed. */
  async settled(): Promise<void> {
    while (this.#isRunning) await this.#run
  }

  async #storeAll(): Promise<void> {
    this.#isRunning = true
    while (this.#updates.length > 0 || this.#waiting.size > 0) {
      const updates = this.#updates
      const waiting = this.#waiting
      this.#updates = []
      this.#waiting = new Map()
      if (updates.length > 0) await this.#append(updates.length === 1 && updates[0] ? updates[0] : mergeUpdates(updates))
      for (const update of updates) this.#unstoredBytes -= update.length
      for (const [member, count] of waiting) member.saySaved(count)
      if (this.#rows >= this.#limits.compactAfterRows || this.#bytes >= this.#limits.compactAfterBytes) await this.compact()
    }
    this.#isRunning = false
  }

  async #append(update: Uint8Array): Promise<void> {
    for (let waitMs = this.#limits.appendRetryMs; ; waitMs = Math.min(waitMs * 2, this.#limits.appendRetryMsMax)) {
      try {
        await this.#kind.append(this.#name, update)
        this.#rows += 1
        this.#bytes += update.length
        return
      } catch (thrown) {
        this.#log.error({ room: this.#name, err: thrown }, 'room not saved, trying again')
        await new Promise((resolve) => setTimeout(resolve, waitMs).unref())
      }
    }
  }

  /** A failed compaction costs only time at the next load. */
  async compact(): Promise<void> {
    if (this.#rows === 0) return
    this.#rows = 0
    this.#bytes = 0
    try {
      await this.#kind.compact(this.#name)
    } catch (thrown) {
      this.#log.warn({ room: this.#name, err: thrown }, 'room not compacted')
    }
  }
}
