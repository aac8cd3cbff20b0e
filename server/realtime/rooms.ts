import type { RawData } from 'ws'
import type { Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'
import { LIMITS, type Limits } from './limits.ts'
import { Member, type AskAgain } from './member.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { CLOSE } from './protocol.ts'
import { Room } from './room.ts'
import type { Admission, RoomKind } from './room-kind.ts'
import type { LiveSocket } from './websocket-frame.ts'

export interface Visitor {
  actor: Actor
  admission: Admission
  askAgain: AskAgain
  /** The client announced `v=2`. */
  speaksOurs: boolean
}

export interface Rooms {
  /** Null: no such room, or not for this person; nobody can tell which. */
  admit(roomKind: string, name: string, ctx: Ctx): Promise<Admission | null>
  /** Loads the room if nobody has it open, then calls `accept`, which makes the socket. */
  enter(roomKind: string, name: string, visitor: Visitor, accept: () => Promise<LiveSocket | null>): Promise<void>
  /** Asks everybody's rights again now, not at the next minute: a right was taken back. */
  askAgain(): Promise<void>
  /** The same of one person, on all his sockets: a session of his ended. */
  askPerson(userId: string): Promise<void>
  /** Tells everybody to come back later and resolves when all is stored. */
  close(): Promise<void>
}

interface OpenRoom {
  room: Promise<Room>
  /** Sockets in the room or on their way into it. */
  visitors: number
  idle: NodeJS.Timeout | null
}

/** Opens, keeps and frees rooms. One per process; the process owns its rooms alone. */
export function makeRooms({ kinds, log, limits = LIMITS }: {
  kinds: ReadonlyMap<string, RoomKind>
  log: Log
  limits?: Limits
}): Rooms {
  const open = new Map<string, OpenRoom>()
  const keepAlive = setInterval(() => eachRoom((room) => room.keepAlive(Date.now())), limits.keepAliveMs).unref()
  const catchUp = setInterval(() => eachRoom((room) => room.catchUp()), 250).unref()
  const asking = setInterval(() => void askAgain(), limits.askAgainMs).unref()

  function eachRoom(visit: (room: Room) => void): void {
    for (const { room } of open.values()) void room.then(visit, () => undefined)
  }

  function hold(kind: RoomKind, name: string): OpenRoom {
    const held = open.get(name)
    if (held !== undefined) {
      held.visitors += 1
      if (held.idle !== null) clearTimeout(held.idle)
      held.idle = null
      return held
    }
    const room = kind.load(name).then((stored) => new Room(name, kind, stored, limits, log))
    const opened: OpenRoom = { room, visitors: 1, idle: null }
    open.set(name, opened)
    room.catch(() => open.delete(name))
    return opened
  }

  function release(name: string, held: OpenRoom): void {
    held.visitors -= 1
    if (held.visitors > 0 || open.get(name) !== held) return
    held.idle = setTimeout(() => void free(name, held), limits.roomIdleMs).unref()
  }

  async function free(name: string, held: OpenRoom): Promise<void> {
    const room = await held.room.catch(() => null)
    if (room === null) return
    await room.settled()
    // Somebody came while the last tick was stored: the room stays.
    if (held.visitors > 0 || open.get(name) !== held) return
    open.delete(name)
    await room.close()
  }

  async function enter(roomKind: string, name: string, visitor: Visitor, accept: () => Promise<LiveSocket | null>): Promise<void> {
    const kind = kinds.get(roomKind)
    if (kind === undefined) return
    const held = hold(kind, name)
    try {
      const room = await held.room
      const socket = await accept()
      if (socket === null) return release(name, held)
      const member = new Member({ ...visitor, socket, limits })
      socket.ws.on('message', (data: RawData) => room.receive(member, bytesOf(data)))
      socket.ws.on('pong', () => (member.isAlive = true))
      socket.ws.on('close', () => {
        room.leave(member)
        release(name, held)
      })
      room.join(member)
    } catch (thrown) {
      release(name, held)
      throw thrown
    }
  }

  const askAgain = oneAtATime(() => askMembers(() => true))

  async function askMembers(isAsked: (member: Member) => boolean): Promise<void> {
    for (const { room } of [...open.values()]) {
      // A room that does not load has nobody in it; who waits for it hears so in `enter`.
      const loaded = await room.catch(() => null)
      for (const member of [...(loaded?.members ?? [])]) if (isAsked(member)) await askMember(member)
    }
  }

  /** A database that does not answer takes no right away; the question is put again a minute later. */
  async function askMember(member: Member): Promise<void> {
    try {
      const admission = await member.askAgain()
      if (admission === null) return member.close(CLOSE.noSession, 'session ended')
      if (admission.right === 'none') return member.close(CLOSE.removed, 'no longer yours')
      // A reader who becomes a writer comes back, so that what was ignored is asked for; and the other way round.
      if (admission.right !== member.admission.right) return member.close(CLOSE.later, 'right changed')
      member.admission = admission
    } catch (thrown) {
      log.warn({ err: thrown }, 'right could not be asked')
    }
  }

  return {
    enter,
    askAgain,
    askPerson: (userId) => askMembers(({ actor }) => actor.userId === userId),
    async admit(roomKind, name, ctx) {
      const admission = await kinds.get(roomKind)?.admit(ctx, name)
      return admission === undefined || admission.right === 'none' ? null : admission
    },
    async close() {
      clearInterval(keepAlive)
      clearInterval(catchUp)
      clearInterval(asking)
      for (const [name, held] of [...open]) {
        if (held.idle !== null) clearTimeout(held.idle)
        const room = await held.room.catch(() => null)
        if (room === null) continue
        for (const member of room.members) member.close(CLOSE.goingAway, 'server stops')
        await room.settled()
        open.delete(name)
        await room.close()
      }
    },
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
