import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { parseInkRoom } from '#server/annotations/ink-room-name.ts'
import { judgeInkUpdate } from '#server/annotations/judge-ink-update.ts'
import { pageMapName, strokeKey } from '#server/annotations/ink-page.ts'
import { encodeStroke } from '#server/annotations/stroke.ts'
import type { Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { LIMITS, type Limits } from './limits.ts'
import { makeMeetingHub, type MeetingHub } from './meeting-hub.ts'
import type { RoomKind } from './room-kind.ts'
import { makeRooms, type Rooms } from './rooms.ts'
import { attachSockets } from './upgrade.ts'

export const AN = '00000000-0000-7000-8000-0000000000aa'
export const BINH = '00000000-0000-7000-8000-0000000000bb'
export const GUEST = '00000000-0000-7000-8000-0000000000cc'
export const STRANGER = '00000000-0000-7000-8000-0000000000dd'
export const VERSION = '00000000-0000-7000-8000-000000000001'
export const MEETING = '00000000-0000-7000-8000-000000000002'
export const SHARED = `ink/${VERSION}/shared`

/** A server with our sockets and a store in memory: An and Bình write, the guest reads, the stranger may nothing. */
export interface TestServer {
  url: string
  rooms: Rooms
  hub: MeetingHub
  stored: Map<string, Uint8Array[]>
  /** Replaces the store's append. */
  append: (name: string, update: Uint8Array) => Promise<void>
  /** Replaces the store's load. */
  load: (name: string) => Promise<readonly Uint8Array[]>
  /** Names of rooms whose rows were put together, as a room does when it is freed. */
  compacted: string[]
  rights: Map<string, 'none' | 'reader' | 'writer'>
  signedOut: Set<string>
  provider: (userId: string, room: string, doc: Y.Doc, v?: '1' | '2') => WebsocketProvider
  socket: (userId: string | null, path: string, origin?: string) => WebSocket
  close: () => Promise<void>
}

export async function openTestServer(changed: Partial<Limits> = {}): Promise<TestServer> {
  const limits: Limits = { ...LIMITS, ...changed }
  const log = pino({ level: 'silent' })
  const stored = new Map<string, Uint8Array[]>()
  const rights = new Map<string, 'none' | 'reader' | 'writer'>([[AN, 'writer'], [BINH, 'writer'], [GUEST, 'reader']])
  const signedOut = new Set<string>()
  const keep = (name: string, update: Uint8Array) => {
    stored.set(name, [...(stored.get(name) ?? []), update])
    return Promise.resolve()
  }
  const ink: RoomKind = {
    admit(ctx, name) {
      const room = parseInkRoom(name)
      const { userId } = ctx.actor
      const isForeign = room === null || room.versionId !== VERSION || (room.layer === 'own' && room.ownerId !== userId)
      const right = isForeign ? 'none' : (rights.get(userId) ?? 'none')
      return Promise.resolve({ right, judge: (doc, update) => judgeInkUpdate(doc, update, { userId, pageCount: 3 }) })
    },
    load: (name) => opened.load(name),
    append: (name, update) => opened.append(name, update),
    compact(name) {
      opened.compacted.push(name)
      return Promise.resolve()
    },
  }
  const rooms = makeRooms({ kinds: new Map([['ink', ink]]), log, limits })
  const hub = makeMeetingHub({
    mayJoinMeeting: (ctx, meetingId) => Promise.resolve(meetingId === MEETING && (rights.get(ctx.actor.userId) ?? 'none') !== 'none'),
    log,
    limits,
  })
  const server = createServer((_, response) => response.end('still here'))
  const doors = attachSockets({
    server,
    authenticate: (request) => Promise.resolve(actorOf(request, signedOut)),
    ctxFor: ctxOf,
    hub,
    rooms,
    log,
    limits,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const providers: WebsocketProvider[] = []
  const opened: TestServer = {
    url: `ws://127.0.0.1:${port}`,
    rooms,
    hub,
    stored,
    append: keep,
    load: (name) => Promise.resolve(stored.get(name) ?? []),
    compacted: [],
    rights,
    signedOut,
    provider(userId, room, doc, v = '2') {
      const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/live`, room, doc, {
        WebSocketPolyfill: socketOf(userId), disableBc: true, params: { v }, maxBackoffTime: 200,
      })
      provider.awareness.setLocalState(null)
      providers.push(provider)
      return provider
    },
    socket(userId, path, origin) {
      const headers = { ...(userId === null ? {} : { cookie: `user=${userId}` }), ...(origin === undefined ? {} : { origin }) }
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
      socket.on('error', () => undefined)
      return socket
    },
    async close() {
      for (const provider of providers) provider.destroy()
      doors.close()
      hub.close()
      await rooms.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return opened
}

function actorOf(request: IncomingMessage, signedOut: ReadonlySet<string>): Actor | null {
  const userId = /user=([0-9a-f-]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (userId === undefined || signedOut.has(userId)) return null
  return { userId, name: userId.slice(-2), locale: 'vi', positions: [] }
}

/** The rooms under test use nothing of the world but who acts. */
function ctxOf(actor: Actor): Ctx {
  const unused = () => {
    throw new Error('not in this test')
  }
  return { actor, now: () => new Date(), newId: unused, transact: unused } as unknown as Ctx
}

function socketOf(userId: string): typeof globalThis.WebSocket {
  class SocketOfUser extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: `user=${userId}` } })
    }
  }
  return SocketOfUser as unknown as typeof globalThis.WebSocket
}

export function strokeOf(authorUserId: string, xPt = 10): Uint8Array {
  return encodeStroke({
    tool: 'pen', colour: 0, widthPt: 1.5, authorUserId, startedAtMs: 1_790_000_000_000, hasPressure: true,
    points: [{ xPt, yPt: 10, pressure: 0.5 }, { xPt: xPt + 5, yPt: 14, pressure: 0.7 }],
  })
}

export function draw(doc: Y.Doc, userId: string, strokeId: string, pageIndex = 0): void {
  doc.getMap(pageMapName(pageIndex)).set(strokeKey(userId, strokeId), strokeOf(userId))
}

export function drawn(doc: Y.Doc, pageIndex = 0): string[] {
  return [...doc.getMap(pageMapName(pageIndex)).keys()].sort()
}

/** Waits for what must become true; the test fails with `what` when it does not. */
export async function until(isTrue: () => boolean, what: string, withinMs = 20_000): Promise<void> {
  const endMs = Date.now() + withinMs
  while (!isTrue()) {
    if (Date.now() > endMs) throw new Error(`never: ${what}`)
    await pause(5)
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.on('close', resolve))
}
