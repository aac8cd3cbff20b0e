import * as decoding from 'lib0/decoding'
import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { printInkRoom } from '#server/annotations/ink-room-name.ts'
import { pageMapName, strokeKey } from '#server/annotations/ink-page.ts'
import { encodeStroke } from '#server/annotations/stroke.ts'
import { MESSAGE, PROTOCOL_VERSION } from '#server/realtime/protocol.ts'
import { meetingPath } from '#server/realtime/room-name.ts'
import type { Client } from './rehearsal-client.ts'

/** A tablet in the room: the meeting's socket and the shared ink of the paper. */
export interface Seat<Sitter = Client> {
  client: Sitter
  isConnected(): boolean
  /** Why a socket is gone; null as long as both hold. */
  lost(): string | null
  hasHeard(topic: string, subjectId: string): boolean
  /** Draws one stroke on the first page and gives its key. */
  draw(): string
  sees(key: string): boolean
  /** Everything drawn here is committed. */
  isSaved(): boolean
  leave(): void
}

export interface SeatPlace {
  serverUrl: string
  meetingId: string
  versionId: string
}

const FIRST_PAGE = pageMapName(0)
const UPDATE_STEPS: readonly number[] = [1, 2]

export function takeSeat<Sitter extends Pick<Client, 'account' | 'userId' | 'cookie'>>(client: Sitter, { serverUrl, meetingId, versionId }: SeatPlace): Seat<Sitter> {
  const liveUrl = serverUrl.replace(/^http/, 'ws')
  const doc = new Y.Doc()
  const frames = { sent: 0, saved: 0 }
  const heard = new Set<string>()
  let isGreeted = false
  let isLeaving = false
  let reason: string | null = null
  const lose = (why: string) => {
    if (!isLeaving) reason ??= `${client.account}: ${why}`
  }

  const meeting = new WebSocket(`${liveUrl}${meetingPath(meetingId)}`, { headers: { cookie: client.cookie } })
  meeting.on('error', (thrown) => lose(thrown.message))
  meeting.on('close', (code) => lose(`meeting socket closed (${code})`))
  meeting.on('message', (bytes: Buffer) => {
    const { topic, subjectId } = JSON.parse(bytes.toString('utf8')) as { topic: string; subjectId?: string }
    if (topic === 'hello') isGreeted = true
    heard.add(`${topic} ${subjectId ?? ''}`)
  })

  const provider = new WebsocketProvider(`${liveUrl}/live`, printInkRoom({ versionId, layer: 'shared' }), doc, {
    connect: false, WebSocketPolyfill: socketOf(client.cookie, frames), params: { v: PROTOCOL_VERSION }, disableBc: true,
  })
  provider.awareness.setLocalState(null)
  provider.messageHandlers[MESSAGE.saved] = (_, decoder) => void (frames.saved = decoding.readVarUint(decoder))
  provider.messageHandlers[MESSAGE.refused] = (_, decoder) => lose(`ink refused: ${decoding.readVarString(decoder)}`)
  provider.messageHandlers[MESSAGE.clock] = () => undefined
  provider.messageHandlers[MESSAGE.live] = () => undefined
  provider.on('connection-close', (event) => lose(`ink socket closed (${event?.code ?? ''})`))
  provider.connect()

  const page = doc.getMap<Uint8Array>(FIRST_PAGE)
  return {
    client,
    isConnected: () => isGreeted && provider.synced,
    lost: () => reason,
    hasHeard: (topic, subjectId) => heard.has(`${topic} ${subjectId}`),
    draw() {
      const key = strokeKey(client.userId, Array.from(randomBytes(12), (byte) => (byte % 36).toString(36)).join(''))
      page.set(key, wave(client.userId))
      return key
    },
    sees: (key) => page.has(key),
    isSaved: () => frames.saved >= frames.sent,
    leave() {
      isLeaving = true
      meeting.close()
      provider.destroy()
      doc.destroy()
    },
  }
}

function wave(authorUserId: string): Uint8Array {
  const points = Array.from({ length: 60 }, (_, index) => ({
    xPt: 90 + index * 6, yPt: 400 + 30 * Math.sin(index / 5), pressure: 0.5,
  }))
  return encodeStroke({ tool: 'pen', colour: 2, widthPt: 1.5, authorUserId, startedAtMs: Date.now(), hasPressure: false, points })
}

/** Brings the session along, and counts the update frames it sends: the server says how many of them it has committed. */
function socketOf(cookie: string, frames: { sent: number; saved: number }): typeof globalThis.WebSocket {
  class SocketOfPerson extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { cookie } })
      frames.sent = 0
      frames.saved = 0
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (data instanceof Uint8Array && data[0] === MESSAGE.sync && UPDATE_STEPS.includes(data[1] ?? -1)) frames.sent += 1
    }
  }
  return SocketOfPerson as unknown as typeof globalThis.WebSocket
}
