import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Actor } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'
import { LIMITS, type Limits } from './limits.ts'
import type { ChannelName, MeetingHub } from './meeting-hub.ts'
import { CLOSE, PROTOCOL_VERSION } from './protocol.ts'
import { parseLivePath } from './room-name.ts'
import type { Rooms } from './rooms.ts'
import { SocketCount } from './socket-count.ts'
import type { LiveSocket } from './websocket-frame.ts'

export interface SocketDoors {
  server: Server
  /** Null: no session, or one that is over. Asked at the upgrade and every minute. */
  authenticate: (request: IncomingMessage) => Promise<Actor | null>
  ctxFor: (actor: Actor) => Ctx
  hub: MeetingHub
  rooms: Rooms
  log: Log
  /** Allowed as Origin besides the request's own host, for a proxy that changes it. */
  publicUrl?: string
  /** An upgrade that somebody else hears on the same server, such as Vite's in development. Default: none is. */
  isForOthers?: (request: IncomingMessage) => boolean
  limits?: Limits
}

/**
 * Takes the upgrades for `/live/…`, and ends every other one that is not for somebody else. A "no" under `/live/` is
 * said by accepting and closing with a 44xx code: an HTTP status would make the provider try again for ever.
 */
export function attachSockets(doors: SocketDoors): { close: () => void } {
  const { server, authenticate, ctxFor, hub, rooms, log, limits = LIMITS } = doors
  const acceptor = new WebSocketServer({ noServer: true, maxPayload: limits.payloadBytesMax, perMessageDeflate: false, clientTracking: false })
  const count = new SocketCount(limits.socketsPerUser, limits.socketsMax)

  function onUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // First of all: Node took its own hearer away, and an error that nobody hears ends the process.
    stream.on('error', () => stream.destroy())
    if (doors.isForOthers?.(request) === true) return
    const url = requestedUrl(request)
    if (url === null) return endStream(stream, '400 Bad Request')
    const path = parseLivePath(url.pathname)
    if (path === null) return endStream(stream, '404 Not Found')
    const deadline = setTimeout(() => stream.destroy(), limits.handshakeMsMax)
    let accepted: Promise<LiveSocket | null> | null = null
    // Once: after a failure behind the handshake, "no" is said on the socket that is already open.
    const accept = () => {
      clearTimeout(deadline)
      return (accepted ??= acceptSocket(request, stream, head))
    }
    const refuse = (code: number, reason: string) => void accept().then((socket) => socket?.ws.close(code, reason))

    void (async () => {
      if (!isOwnOrigin(request, doors.publicUrl)) return refuse(CLOSE.removed, 'foreign origin')
      const actor = await authenticate(request)
      if (actor === null) return refuse(CLOSE.noSession, 'no session')
      if (path.kind === 'unknown') return refuse(CLOSE.notFound, 'not found')
      if (!count.take(actor.userId)) return refuse(CLOSE.tooMany, 'too many sockets')
      if (stream.closed) return count.giveBack(actor.userId)
      stream.once('close', () => count.giveBack(actor.userId))
      if (path.kind === 'room') {
        await enterRoom(path, actor, request, url.searchParams.get('v') === PROTOCOL_VERSION, accept, refuse)
      } else {
        await joinHub(path, actor, request, accept, refuse)
      }
    })().catch((thrown: unknown) => {
      log.error({ err: thrown }, 'socket could not be opened')
      refuse(CLOSE.later, 'try again later')
    })
  }

  async function enterRoom(
    { roomKind, name }: { roomKind: string; name: string },
    actor: Actor,
    request: IncomingMessage,
    speaksOurs: boolean,
    accept: () => Promise<LiveSocket | null>,
    refuse: (code: number, reason: string) => void,
  ): Promise<void> {
    const admission = await rooms.admit(roomKind, name, ctxFor(actor))
    if (admission === null) return refuse(CLOSE.notFound, 'not found')
    const askAgain = async () => {
      const now = await authenticate(request)
      if (now === null) return null
      return (await rooms.admit(roomKind, name, ctxFor(now))) ?? { ...admission, right: 'none' as const }
    }
    await rooms.enter(roomKind, name, { actor, admission, askAgain, speaksOurs }, accept)
  }

  async function joinHub(
    channel: ChannelName,
    actor: Actor,
    request: IncomingMessage,
    accept: () => Promise<LiveSocket | null>,
    refuse: (code: number, reason: string) => void,
  ): Promise<void> {
    if (!(await hub.mayJoin(ctxFor(actor), channel))) return refuse(CLOSE.notFound, 'not found')
    const askAgain = async () => {
      const now = await authenticate(request)
      return now === null ? null : ctxFor(now)
    }
    const socket = await accept()
    if (socket !== null) hub.join(channel, { actor, askAgain }, socket)
  }

  /** Null when the client has gone meanwhile or its request is no WebSocket handshake. */
  function acceptSocket(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<LiveSocket | null> {
    return new Promise((resolve) => {
      if (stream.destroyed) return resolve(null)
      stream.once('close', () => resolve(null))
      acceptor.handleUpgrade(request, stream, head, (ws: WebSocket) => {
        // A frame that breaks the protocol or is too large ends this socket and nothing else.
        ws.on('error', (thrown) => log.info({ err: thrown }, 'socket ended'))
        resolve({ ws, stream })
      })
    })
  }

  server.on('upgrade', onUpgrade)
  return { close: () => void server.off('upgrade', onUpgrade) }
}

/** Null for what no browser asks for, such as `//`, whose host is empty. */
function requestedUrl({ url = '/' }: IncomingMessage): URL | null {
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : null
}

/** The stream is no longer Node's to close, so it is closed here. */
function endStream(stream: Duplex, status: string): void {
  stream.once('finish', () => stream.destroy())
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Browsers always send an Origin; without the check another site could open a socket with our cookie. */
function isOwnOrigin(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const originHost = new URL(origin).host
  return originHost === host || (publicUrl !== undefined && originHost === new URL(publicUrl).host)
}
