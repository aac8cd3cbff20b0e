import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebsocketProvider } from 'y-websocket'
import type { Doc } from 'yjs'

/** The numbers of `server/realtime/protocol.ts`, which a screen may not import with the server's sockets. */
const MESSAGE = { sync: 0, saved: 4, refused: 5, clock: 7, live: 8 } as const
const SYNC_UPDATES: readonly number[] = [1, 2]

export interface InkConnectionEvents {
  /** Update frames of this connection sent, and how many of them are committed. */
  progress: (sent: number, saved: number) => void
  connected: (isConnected: boolean) => void
  synced: () => void
  refused: (reason: string) => void
  /** The server will not have us: session over, right taken back, room gone. */
  ended: (code: number) => void
  live: (authorUserId: string, payload: Uint8Array) => void
}

export interface InkConnection {
  sendLive: (payload: Uint8Array) => void
  destroy: () => void
}

export interface InkConnectionOptions {
  /** `wss://…/live`. */
  liveUrl: string
  room: string
  doc: Doc
  events: InkConnectionEvents
  WebSocketClass?: typeof WebSocket
}

/** One y-websocket provider that counts what it sends and hears our own messages. */
export function connectInk({ liveUrl, room, doc, events, WebSocketClass = WebSocket }: InkConnectionOptions): InkConnection {
  let sent = 0
  let saved = 0
  const counted = countSent(WebSocketClass, {
    opened() {
      sent = 0
      saved = 0
      events.progress(sent, saved)
    },
    update() {
      sent += 1
      events.progress(sent, saved)
    },
  })
  const provider = new WebsocketProvider(liveUrl, room, doc, {
    // Connected a moment later, so that the caller hears nothing before it holds what this returns.
    connect: false,
    WebSocketPolyfill: counted,
    params: { v: '2' },
    // Between tabs ink would pass without the server's judgement.
    disableBc: true,
    // 500 tablets lose one server together; they must not come back together.
    maxBackoffTime: 2_000 + Math.random() * 6_000,
  })
  // Who is present is the meeting's roster.
  provider.awareness.setLocalState(null)
  provider.messageHandlers[MESSAGE.saved] = (_, decoder) => {
    saved = decoding.readVarUint(decoder)
    events.progress(sent, saved)
  }
  provider.messageHandlers[MESSAGE.refused] = (_, decoder) => events.refused(decoding.readVarString(decoder))
  provider.messageHandlers[MESSAGE.clock] = () => undefined
  provider.messageHandlers[MESSAGE.live] = (_, decoder) => {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      events.live(decoding.readVarString(decoder), decoding.readVarUint8Array(decoder))
    }
  }

  let jitter: ReturnType<typeof setTimeout> | null = null
  let isDestroyed = false
  provider.on('status', ({ status }) => events.connected(status === 'connected'))
  provider.on('sync', (isSynced: boolean) => {
    if (isSynced) events.synced()
  })
  provider.on('closed', ({ code }) => events.ended(code))
  provider.on('connection-close', (event) => {
    // Null: we closed it ourselves. 44xx: the provider stops by itself.
    if (event === null || isDestroyed || (event.code >= 4400 && event.code < 4500)) return
    provider.shouldConnect = false
    if (jitter !== null) clearTimeout(jitter)
    const backoffMs = Math.min(provider.maxBackoffTime, 2 ** provider.wsUnsuccessfulReconnects * 100)
    jitter = setTimeout(() => provider.connect(), backoffMs + Math.random() * 1_500)
  })
  queueMicrotask(() => {
    if (!isDestroyed) provider.connect()
  })

  return {
    sendLive(payload) {
      if (!provider.wsconnected || provider.ws === null) return
      // Worth something only now: a line that is busy with ink itself gets none.
      if (provider.ws.bufferedAmount > 16_384) return
      provider.ws.send(
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, MESSAGE.live)
          encoding.writeVarUint8Array(encoder, payload)
        }) as Uint8Array<ArrayBuffer>,
      )
    },
    destroy() {
      isDestroyed = true
      if (jitter !== null) clearTimeout(jitter)
      provider.destroy()
    },
  }
}

/** The provider knows no "saved": its socket counts the frames that carry an update, from each opening anew. */
function countSent(Base: typeof WebSocket, heard: { opened: () => void; update: () => void }): typeof WebSocket {
  return class CountingSocket extends Base {
    constructor(url: string | URL) {
      super(url)
      heard.opened()
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      const isUpdate = data instanceof Uint8Array && data[0] === MESSAGE.sync && SYNC_UPDATES.includes(data[1] ?? -1)
      if (isUpdate) heard.update()
    }
  }
}
