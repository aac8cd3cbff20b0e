import * as Y from 'yjs'
import type { Log } from '#server/kernel/log.ts'
import { AdaptiveTick } from './adaptive-tick.ts'
import { JoinFrames } from './join-frames.ts'
import type { Limits } from './limits.ts'
import type { Member } from './member.ts'
import { CLOSE, emptyAwarenessFrame, clockFrame, liveFrame, readFrame, refusedFrame, step1Frame, step2Frame, updateFrame, type LivePiece } from './protocol.ts'
import type { RoomKind } from './room-kind.ts'
import { RoomStore } from './room-store.ts'
import { binaryFrame } from './websocket-frame.ts'

/** One Y document and those who have it open. Everything a client sends is judged here before it changes anything. */
export class Room {
  readonly name: string
  readonly members = new Set<Member>()
  readonly #doc = new Y.Doc({ gc: true })
  readonly #limits: Limits
  readonly #log: Log
  readonly #store: RoomStore
  readonly #joinFrames: JoinFrames
  readonly #tick: AdaptiveTick
  #gathered: Uint8Array[] = []
  #waiting = new Map<Member, number>()
  #live: LivePiece[] = []

  constructor(name: string, kind: RoomKind, stored: readonly Uint8Array[], limits: Limits, log: Log) {
    this.name = name
    this.#limits = limits
    this.#log = log
    this.#doc.transact(() => {
      for (const update of stored) Y.applyUpdate(this.#doc, update)
    })
    this.#store = new RoomStore(name, kind, limits, log)
    this.#joinFrames = new JoinFrames(this.#doc, limits)
    this.#tick = new AdaptiveTick(() => this.#flush(), limits)
    this.#doc.on('update', (update: Uint8Array) => {
      this.#gathered.push(update)
      this.#joinFrames.changed(update)
    })
  }

  join(member: Member): void {
    this.members.add(member)
    // The client answers with everything it has and we have not: what was drawn offline.
    if (member.admission.right === 'writer') this.#askForEverything(member)
  }

  leave(member: Member): void {
    this.members.delete(member)
    this.#waiting.delete(member)
  }

  receive(member: Member, frame: Uint8Array): void {
    if (member.isClosing) return
    if (frame.length > this.#limits.frameBytesMax) return member.close(CLOSE.tooLarge, 'frame too large')
    const message = readFrame(frame)
    if (message === null) return member.close(CLOSE.malformed, 'malformed frame')
    switch (message.type) {
      case 'step1':
        return this.#answer(member, message.stateVector)
      case 'update':
        return this.#update(member, message.update, message.isWhole)
      case 'live':
        return this.#showLive(member, message.payload)
      case 'awareness':
        // Who is present is the meeting's roster, kept by the server; awareness of 500 people is not relayed.
        if (message.sizeBytes > this.#limits.awarenessBytesMax) member.close(CLOSE.tooLarge, 'awareness too large')
        else if (!member.mayAsk()) member.close(CLOSE.tooMany, 'too many frames')
    }
  }

  keepAlive(nowMs: number): void {
    const ours = binaryFrame(clockFrame(nowMs))
    const plain = binaryFrame(emptyAwarenessFrame())
    for (const member of this.members) {
      if (!member.isAlive) member.socket.ws.terminate()
      member.isAlive = false
      member.socket.ws.ping()
      member.send(member.speaksOurs ? ours : plain)
    }
  }

  /** For members whose line was full: one catch-up, or goodbye. */
  catchUp(): void {
    for (const member of this.members) {
      if (member.hasCaughtUp()) for (const frame of this.#joinFrames.frames()) member.send(frame)
    }
  }

  /** Sends and stores what is gathered; resolves when it is committed. */
  async settled(): Promise<void> {
    this.#tick.stop()
    this.#flush()
    await this.#store.settled()
  }

  /** Only after `settled`, with nobody in the room. */
  async close(): Promise<void> {
    this.#tick.stop()
    this.#doc.destroy()
    await this.#store.compact()
  }

  #answer(member: Member, stateVector: Uint8Array): void {
    if (!member.mayAsk()) return member.close(CLOSE.tooMany, 'too many frames')
    // An empty state vector is one zero byte.
    if (stateVector.length <= 1) {
      for (const frame of this.#joinFrames.frames()) member.sendDocument(frame)
      return
    }
    try {
      member.sendDocument(binaryFrame(step2Frame(Y.encodeStateAsUpdate(this.#doc, stateVector))))
    } catch {
      member.close(CLOSE.malformed, 'malformed state vector')
    }
  }

  #update(member: Member, update: Uint8Array, isWhole: boolean): void {
    // Answered, but never heard: y-protocols' way with readers.
    if (member.admission.right !== 'writer') return
    if (!isWhole && update.length > this.#limits.updateBytesMax) return member.close(CLOSE.tooLarge, 'update too large')
    if (!member.mayUpdate()) return member.close(CLOSE.tooMany, 'too many updates')
    if (this.#store.unstoredBytes > this.#limits.unstoredBytesMax) return member.close(CLOSE.later, 'not saving')

    const verdict = member.admission.judge(this.#doc, update)
    if (verdict === 'behind') {
      member.received += 1
      member.isBehind = true
      return this.#askForEverything(member)
    }
    if (verdict !== 'accept') return this.#refuse(member, verdict.refused)
    try {
      Y.applyUpdate(this.#doc, update, member)
    } catch (thrown) {
      this.#log.warn({ room: this.name, err: thrown }, 'update could not be applied')
      return this.#refuse(member, 'malformed')
    }
    if (isWhole) member.isBehind = false
    member.received += 1
    this.#waiting.set(member, member.received)
    this.#tick.touch()
  }

  #refuse(member: Member, reason: string): void {
    this.#log.warn({ room: this.name, userId: member.actor.userId, reason }, 'update refused')
    if (member.speaksOurs) member.send(binaryFrame(refusedFrame(reason)))
    member.close(CLOSE.refused, reason)
  }

  #askForEverything(member: Member): void {
    member.send(binaryFrame(step1Frame(Y.encodeStateVector(this.#doc))))
  }

  #showLive(member: Member, payload: Uint8Array): void {
    if (payload.length > this.#limits.liveBytesMax) return member.close(CLOSE.tooLarge, 'live stroke too large')
    if (member.admission.right !== 'writer' || !member.mayShowLive()) return
    this.#live.push({ authorUserId: member.actor.userId, payload })
    this.#tick.touch()
  }

  #flush(): void {
    const merged = this.#gathered.length > 1 ? Y.mergeUpdates(this.#gathered) : (this.#gathered[0] ?? null)
    const waiting = this.#waiting
    const live = this.#live
    this.#gathered = []
    this.#waiting = new Map()
    this.#live = []
    // The author gets it too: cheaper than a frame without it for each author, and Yjs knows it already.
    if (merged !== null) {
      const frame = binaryFrame(updateFrame(merged))
      for (const member of this.members) member.sendDocument(frame)
    }
    if (live.length > 0) {
      const frame = binaryFrame(liveFrame(live))
      for (const member of this.members) member.sendLive(frame)
    }
    if (merged !== null || waiting.size > 0) this.#store.add(merged, waiting)
  }
}
