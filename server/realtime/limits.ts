/** Everything a socket may cost, on one page. Bytes and counts are checked before anything is decoded. */
export const LIMITS = {
  /** One update while drawing: a stroke has at most 32 kB. */
  updateBytesMax: 64 * 1024,
  /** Everything drawn offline, sent at once on return; also the largest frame of all. */
  frameBytesMax: 1024 * 1024,
  /** Above this `ws` closes before the frame is gathered. */
  payloadBytesMax: 2 * 1024 * 1024,
  awarenessBytesMax: 4 * 1024,
  liveBytesMax: 2 * 1024,
  updatesPerSecond: 60,
  updatesBurst: 180,
  livePerSecond: 40,
  otherFramesPerSecond: 20,
  socketsPerUser: 40,
  socketsMax: 4_000,
  /** A tick of a quiet room, and of one whose last flush took longer than `flushSlowMs`. */
  tickShortMs: 8,
  tickLongMs: 33,
  flushSlowMs: 4,
  keepAliveMs: 15_000,
  askAgainMs: 60_000,
  /** A socket with more than this unsent gets no document frames until it is below `caughtUpBytes`. */
  laggingBytes: 1024 * 1024,
  caughtUpBytes: 256 * 1024,
  /** A socket that lags this long is closed and may come back. */
  laggingMsMax: 20_000,
  /** Live strokes are dropped for a socket with more than this unsent. */
  liveUnsentBytesMax: 64 * 1024,
  joinTailBytesMax: 256 * 1024,
  roomIdleMs: 60_000,
  /** Applied but not stored: above this the room takes no more until the database answers. */
  unstoredBytesMax: 16 * 1024 * 1024,
  appendRetryMs: 250,
  appendRetryMsMax: 5_000,
  compactAfterRows: 200,
  compactAfterBytes: 512 * 1024,
  /** The client has asked already; what takes time is the database of a busy server, and who is cut off comes back at once. */
  handshakeMsMax: 30_000,
  rosterMs: 1_000,
} as const

export type Limits = { readonly [name in keyof typeof LIMITS]: number }
