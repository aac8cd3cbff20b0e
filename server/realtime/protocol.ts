import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * First number of a frame. 0 to 3 are y-websocket's; the others are sent only to clients that said `v=2` in
 * the URL, because the plain provider logs an error for what it does not know.
 */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 4, refused: 5, clock: 7, live: 8 } as const
const SYNC = { step1: 0, step2: 1, update: 2 } as const
export const PROTOCOL_VERSION = '2'

/** 44xx: do not come back (y-websocket stops by itself). Others: come back later. */
export const CLOSE = {
  malformed: 4400,
  noSession: 4401,
  removed: 4403,
  notFound: 4404,
  tooLarge: 4413,
  refused: 4422,
  tooMany: 4429,
  /** RFC 6455 registry: try again later. */
  later: 1013,
  goingAway: 1001,
} as const

export type FromClient =
  | { type: 'step1'; stateVector: Uint8Array }
  /** `isWhole`: the answer to our step 1, with everything the client has and we have not. */
  | { type: 'update'; update: Uint8Array; isWhole: boolean }
  | { type: 'awareness'; sizeBytes: number }
  | { type: 'live'; payload: Uint8Array }

/** Null for a frame that no honest client sends. */
export function readFrame(frame: Uint8Array): FromClient | null {
  try {
    const decoder = decoding.createDecoder(frame)
    const message = read(decoder, frame.length)
    return message !== null && decoding.hasContent(decoder) ? null : message
  } catch {
    return null
  }
}

function read(decoder: decoding.Decoder, sizeBytes: number): FromClient | null {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE.sync:
      return readSync(decoder)
    case MESSAGE.awareness:
      decoding.readVarUint8Array(decoder)
      return { type: 'awareness', sizeBytes }
    case MESSAGE.queryAwareness:
      return { type: 'awareness', sizeBytes }
    case MESSAGE.live:
      return { type: 'live', payload: decoding.readVarUint8Array(decoder) }
    default:
      return null
  }
}

function readSync(decoder: decoding.Decoder): FromClient | null {
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  switch (step) {
    case SYNC.step1:
      return { type: 'step1', stateVector: bytes }
    case SYNC.step2:
      return { type: 'update', update: bytes, isWhole: true }
    case SYNC.update:
      return { type: 'update', update: bytes, isWhole: false }
    default:
      return null
  }
}

export function step1Frame(stateVector: Uint8Array): Uint8Array {
  return syncFrame(SYNC.step1, stateVector)
}

/** The answer to a step 1; the provider calls itself synced when it has come. */
export function step2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(SYNC.step2, update)
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(SYNC.update, update)
}

function syncFrame(step: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** How many of this connection's update frames are committed, counted from its opening. */
export function savedFrame(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.saved)
    encoding.writeVarUint(encoder, count)
  })
}

/** The client must throw its document away: what was refused would come back with its next sync. */
export function refusedFrame(reason: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.refused)
    encoding.writeVarString(encoder, reason)
  })
}

/** Keeps the provider's watchdog (30 s without a message) quiet; WebSocket pings do not count for it. */
export function clockFrame(nowMs: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.clock)
    encoding.writeVarUint(encoder, nowMs)
  })
}

/** The same for a plain y-websocket client: awareness of nobody. */
export function emptyAwarenessFrame(): Uint8Array {
  return Uint8Array.of(MESSAGE.awareness, 1, 0)
}

export interface LivePiece {
  authorUserId: string
  payload: Uint8Array
}

export function liveFrame(pieces: readonly LivePiece[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.live)
    encoding.writeVarUint(encoder, pieces.length)
    for (const piece of pieces) {
      encoding.writeVarString(encoder, piece.authorUserId)
      encoding.writeVarUint8Array(encoder, piece.payload)
    }
  })
}
