import { randomUUID } from 'node:crypto'
import type { Log } from '#server/kernel/log.ts'
import type { Limits } from './limits.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { CLOSE } from './protocol.ts'
import { unsentBytes, type LiveSocket } from './websocket-frame.ts'

export interface Attendee {
  socket: LiveSocket
  userId: string
  name: string
  isAlive: boolean
  /** Null to stay, otherwise the code to close with. */
  mayStay: () => Promise<number | null>
}

export interface Present {
  userId: string
  name: string
}

/**
 * What a screen hears. `seq` counts this channel's messages, so a gap is visible; `hello` and `alive` carry the
 * current number and do not count. A new `epoch` means that the count began anew: reload. `event` is the ledger's number:
 * what is announced is newer than a reading that does not know it yet.
 */
export type MeetingMessage =
  | { topic: 'hello'; seq: number; epoch: string; data: { here: Present[] } }
  | { topic: 'alive'; seq: number }
  | { topic: 'roster'; seq: number; data: { joined: Present[]; left: string[] } }
  | { topic: string; seq: number; subjectId?: string; event?: number; data?: unknown }

/** One meeting's sockets, the count of what was said, and who is connected. */
export class MeetingChannel {
  readonly attendees = new Set<Attendee>()
  /** Asks everybody's right again and closes the sockets of those who have none any more. */
  readonly askAgain = oneAtATime(async () => {
    for (const attendee of [...this.attendees]) await this.#ask(attendee)
  })
  readonly #hasRoster: boolean
  readonly #limits: Limits
  readonly #log: Log
  readonly #epoch = randomUUID()
  #seq = 0
  /** What the screens have been told about who is connected. */
  #told = new Map<string, string>()

  constructor(hasRoster: boolean, limits: Limits, log: Log) {
    this.#hasRoster = hasRoster
    this.#limits = limits
    this.#log = log
  }

  get isEmpty(): boolean {
    return this.attendees.size === 0
  }

  join(attendee: Attendee): void {
    this.attendees.add(attendee)
    // The newcomer hears the roster as the others know it; it finds itself in the next delta, like everybody.
    const here = [...this.#told].map(([userId, name]) => ({ userId, name }))
    this.#send(attendee, JSON.stringify({ topic: 'hello', seq: this.#seq, epoch: this.#epoch, data: { here } }))
  }

  leave(attendee: Attendee): void {
    this.attendees.delete(attendee)
  }

  say(topic: string, about: { subjectId?: string | undefined; event?: number; data?: unknown } = {}): void {
    this.#seq += 1
    const text = JSON.stringify({ topic, seq: this.#seq, ...about })
    for (const attendee of this.attendees) this.#send(attendee, text)
  }

  /** At most once a second; a person with two tabs is one, and a reload within the second is nothing. */
  sendRoster(): void {
    if (!this.#hasRoster) return
    const now = new Map([...this.attendees].map(({ userId, name }) => [userId, name]))
    const joined = [...now].filter(([userId]) => !this.#told.has(userId)).map(([userId, name]) => ({ userId, name }))
    const left = [...this.#told.keys()].filter((userId) => !now.has(userId))
    this.#told = now
    if (joined.length > 0 || left.length > 0) this.say('roster', { data: { joined, left } })
  }

  keepAlive(): void {
    const text = JSON.stringify({ topic: 'alive', seq: this.#seq })
    for (const attendee of this.attendees) {
      if (!attendee.isAlive) attendee.socket.ws.terminate()
      attendee.isAlive = false
      attendee.socket.ws.ping()
      this.#send(attendee, text)
    }
  }

  async askPerson(userId: string): Promise<void> {
    for (const attendee of [...this.attendees]) if (attendee.userId === userId) await this.#ask(attendee)
  }

  /** A database that does not answer takes no right away; the question is put again a minute later. */
  async #ask(attendee: Attendee): Promise<void> {
    try {
      const code = await attendee.mayStay()
      if (code !== null) attendee.socket.ws.close(code, 'no longer yours')
    } catch (thrown) {
      this.#log.warn({ err: thrown }, 'right could not be asked')
    }
  }

  /** A screen that does not keep up with a few hundred bytes a second is gone; it comes back and reloads. */
  #send({ socket }: Attendee, text: string): void {
    if (unsentBytes(socket) > this.#limits.laggingBytes) socket.ws.close(CLOSE.later, 'too slow')
    else if (socket.ws.readyState === socket.ws.OPEN) socket.ws.send(text)
  }
}
