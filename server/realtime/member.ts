import type { Actor } from '#server/kernel/actor.ts'
import type { Limits } from './limits.ts'
import { CLOSE, savedFrame } from './protocol.ts'
import type { Admission } from './room-kind.ts'
import { TokenBucket } from './token-bucket.ts'
import { binaryFrame, unsentBytes, writeFrame, type LiveSocket } from './websocket-frame.ts'

/** Asks again who is there and what they may do. Null: the session is over. */
export type AskAgain = () => Promise<Admission | null>

/** One connection in a room. A person with two tabs is two members. */
export class Member {
  readonly socket: LiveSocket
  readonly actor: Actor
  /** The client announced our own message types. */
  readonly speaksOurs: boolean
  readonly askAgain: AskAgain
  admission: Admission
  /** Update frames received, refused ones not counted. */
  received = 0
  /** Its last update built on something unknown here; nothing is called saved until everything has come. */
  isBehind = false
  isAlive = true
  /** Told to go; what still arrives from it is not heard. */
  isClosing = false
  readonly #limits: Limits
  readonly #updates: TokenBucket
  readonly #lives: TokenBucket
  readonly #others: TokenBucket
  #laggingSinceMs: number | null = null

  constructor(parts: {
    socket: LiveSocket
    actor: Actor
    speaksOurs: boolean
    askAgain: AskAgain
    admission: Admission
    limits: Limits
  }) {
    this.socket = parts.socket
    this.actor = parts.actor
    this.speaksOurs = parts.speaksOurs
    this.askAgain = parts.askAgain
    this.admission = parts.admission
    this.#limits = parts.limits
    const nowMs = performance.now()
    this.#updates = new TokenBucket(parts.limits.updatesPerSecond, parts.limits.updatesBurst, nowMs)
    this.#lives = new TokenBucket(parts.limits.livePerSecond, parts.limits.livePerSecond, nowMs)
    this.#others = new TokenBucket(parts.limits.otherFramesPerSecond, parts.limits.otherFramesPerSecond * 2, nowMs)
  }

  get isLagging(): boolean {
    return this.#laggingSinceMs !== null
  }

  mayUpdate(): boolean {
    return this.#updates.take(performance.now())
  }

  mayShowLive(): boolean {
    return this.#lives.take(performance.now())
  }

  mayAsk(): boolean {
    return this.#others.take(performance.now())
  }

  /** Small frames of our own, whatever the state of the line. */
  send(frame: Buffer): void {
    writeFrame(this.socket, frame)
  }

  /** A frame of the document. A line that is full gets none, and one catch-up when it is free again. */
  sendDocument(frame: Buffer): void {
    if (this.isLagging) return
    if (unsentBytes(this.socket) > this.#limits.laggingBytes) this.#laggingSinceMs = performance.now()
    else this.send(frame)
  }

  sendLive(frame: Buffer): void {
    if (this.speaksOurs && !this.isLagging && unsentBytes(this.socket) <= this.#limits.liveUnsentBytesMax) this.send(frame)
  }

  /** True once when the line has become free, so that the caller sends everything missed. */
  hasCaughtUp(): boolean {
    if (this.#laggingSinceMs === null) return false
    if (unsentBytes(this.socket) < this.#limits.caughtUpBytes) {
      this.#laggingSinceMs = null
      return true
    }
    if (performance.now() - this.#laggingSinceMs > this.#limits.laggingMsMax) this.close(CLOSE.later, 'too slow')
    return false
  }

  saySaved(count: number): void {
    if (this.speaksOurs && !this.isBehind) this.send(binaryFrame(savedFrame(count)))
  }

  close(code: number, reason: string): void {
    this.isClosing = true
    this.socket.ws.close(code, reason)
  }
}
