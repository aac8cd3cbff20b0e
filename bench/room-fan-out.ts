import { fork } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { pageMapName, strokeKey } from '#server/annotations/ink-page.ts'
import { judgeInkUpdate } from '#server/annotations/judge-ink-update.ts'
import { decodeStroke, encodeStroke } from '#server/annotations/stroke.ts'
import { LIMITS } from '#server/realtime/limits.ts'
import { makeMeetingHub } from '#server/realtime/meeting-hub.ts'
import { MESSAGE, readFrame, step1Frame, updateFrame } from '#server/realtime/protocol.ts'
import { makeRooms } from '#server/realtime/rooms.ts'
import { attachSockets } from '#server/realtime/upgrade.ts'

/** `merged tick` is ours; `per update` relays each update by itself, as the plain y-websocket server does. */
export type FanOutMode = 'merged tick' | 'per update'

export interface FanOutRow {
  mode: FanOutMode
  receivers: number
  writers: number
  /** From the writer's send to the receiver's decoded stroke, on loopback. */
  p50Ms: number
  p99Ms: number
  framesPerReceiverPerSecond: number
  deliveredPercent: number
  /** Of one core, the server's process only. */
  serverCpuPercent: number
}

interface Heard {
  latenciesMs: number[]
  frames: number
  strokesSent: number
  strokesHeard: number
  measuredReceivers: number
  receivers: number
}

const RECEIVERS = 100
const MEASURED = 5
const UPDATES_PER_SECOND = 20
const WINDOW_MS = 4_000
const DRAIN_MS_MAX = 5_000
const CHILD = 'room-fan-out-clients'
const ROOM = 'ink/00000000-0000-7000-8000-000000000001/shared'

/** Four runs of about five seconds each, loopback, the clients in a process of their own. */
export async function roomFanOut(): Promise<FanOutRow[]> {
  const rows: FanOutRow[] = []
  for (const writers of [1, 20]) {
    for (const mode of ['merged tick', 'per update'] as const) rows.push(await measure(mode, writers))
  }
  return rows
}

async function measure(mode: FanOutMode, writers: number): Promise<FanOutRow> {
  const server = createServer()
  const close = mode === 'merged tick' ? openOurs(server) : openRelay(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const startCpu = process.cpuUsage()
    const startedAtMs = performance.now()
    const heard = await runClients(port, writers)
    const cpu = process.cpuUsage(startCpu)
    const wallMs = performance.now() - startedAtMs
    const sorted = heard.latenciesMs.sort((one, other) => one - other)
    return {
      mode,
      receivers: heard.receivers,
      writers,
      p50Ms: rounded(sorted[Math.floor(sorted.length * 0.5)] ?? Number.NaN),
      p99Ms: rounded(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN),
      framesPerReceiverPerSecond: rounded(heard.frames / heard.receivers / (WINDOW_MS / 1000)),
      deliveredPercent: rounded((heard.strokesHeard * 100) / Math.max(1, heard.strokesSent * heard.measuredReceivers)),
      serverCpuPercent: rounded((cpu.user + cpu.system) / 10 / wallMs),
    }
  } finally {
    await close()
    server.closeAllConnections()
    server.close()
  }
}

function openOurs(server: Server): () => Promise<void> {
  const log = pino({ level: 'silent' })
  const rooms = makeRooms({
    log,
    kinds: new Map([
      ['ink', {
        admit: (ctx) => Promise.resolve({
          right: 'writer' as const,
          judge: (doc: Y.Doc, update: Uint8Array) => judgeInkUpdate(doc, update, { userId: ctx.actor.userId, pageCount: 1 }),
        }),
        load: () => Promise.resolve([]),
        append: () => Promise.resolve(),
        compact: () => Promise.resolve(),
      }],
    ]),
  })
  const hub = makeMeetingHub({ mayJoinMeeting: () => Promise.resolve(false), log })
  const doors = attachSockets({
    server, rooms, hub, log, limits: LIMITS,
    authenticate: (request) => {
      const userId = request.headers.cookie?.slice('user='.length) ?? ''
      return Promise.resolve({ userId, name: userId, locale: 'vi', positions: [] })
    },
    // The kind above asks only who acts.
    ctxFor: (actor) => ({ actor }) as unknown as ReturnType<Parameters<typeof attachSockets>[0]['ctxFor']>,
  })
  return async () => {
    doors.close()
    hub.close()
    await rooms.close()
  }
}

function openRelay(server: Server): () => Promise<void> {
  const doc = new Y.Doc()
  const acceptor = new WebSocketServer({ server, perMessageDeflate: false })
  acceptor.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = readFrame(data)
      if (message?.type === 'update') Y.applyUpdate(doc, message.update)
    })
  })
  doc.on('update', (update: Uint8Array) => {
    const frame = updateFrame(update)
    for (const client of acceptor.clients) client.send(frame)
  })
  return () => new Promise((resolve) => {
    for (const client of acceptor.clients) client.terminate()
    acceptor.close(() => resolve())
  })
}

function runClients(port: number, writers: number): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [CHILD, String(port), String(writers)])
    const deadline = setTimeout(() => child.kill(), WINDOW_MS + 60_000)
    let heard: Heard | null = null
    child.on('message', (message) => (heard = message as Heard))
    child.on('exit', () => {
      clearTimeout(deadline)
      if (heard === null) reject(new Error('the clients of the bench ended without a result'))
      else resolve(heard)
    })
  })
}

/** The child: receivers that only count, a few that decode and measure, and writers at a steady pace. */
async function runAsClients(port: number, writers: number): Promise<Heard> {
  const heard: Heard = {
    latenciesMs: [], frames: 0, strokesSent: 0, strokesHeard: 0, measuredReceivers: MEASURED, receivers: RECEIVERS,
  }
  const sockets = await Promise.all(Array.from({ length: RECEIVERS }, (_, index) => openSocket(port, userOf(1_000 + index))))
  sockets.forEach((socket, index) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] !== MESSAGE.sync || data[1] !== 2) return
      heard.frames += 1
      if (index < MEASURED) measureFrame(data, heard)
    })
  })
  const pens = await Promise.all(Array.from({ length: writers }, (_, index) => openPen(port, userOf(index + 1), heard)))
  const timers = pens.map((pen, index) => {
    const everyMs = 1_000 / UPDATES_PER_SECOND
    let timer: NodeJS.Timeout
    const first = setTimeout(() => (timer = setInterval(pen, everyMs)), (index * everyMs) / writers)
    return () => (clearTimeout(first), clearInterval(timer))
  })
  await pause(WINDOW_MS)
  for (const stop of timers) stop()
  // What is still under way counts as delivered, late; what never comes does not.
  const endMs = performance.now() + DRAIN_MS_MAX
  while (heard.strokesHeard < heard.strokesSent * MEASURED && performance.now() < endMs) await pause(50)
  return heard
}

async function openPen(port: number, userId: string, heard: Heard): Promise<() => void> {
  const socket = await openSocket(port, userId)
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => socket.send(updateFrame(update)))
  let count = 0
  return () => {
    count += 1
    heard.strokesSent += 1
    const points = Array.from({ length: 6 }, (_, index) => ({ xPt: 100 + index * 2, yPt: 100 + ((index * 7) % 5), pressure: 0.5 }))
    const stroke = encodeStroke({
      tool: 'pen', colour: 0, widthPt: 1.5, authorUserId: userId, hasPressure: true, points,
      // Microseconds here: the time of sending is what is measured.
      startedAtMs: Math.round((performance.timeOrigin + performance.now()) * 1000),
    })
    doc.getMap(pageMapName(0)).set(strokeKey(userId, `stroke${count}`), stroke)
  }
}

function measureFrame(data: Buffer, heard: Heard): void {
  const nowUs = (performance.timeOrigin + performance.now()) * 1000
  const message = readFrame(data)
  if (message?.type !== 'update') return
  for (const struct of Y.decodeUpdate(message.update).structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentBinary)) continue
    heard.strokesHeard += 1
    heard.latenciesMs.push((nowUs - decodeStroke(struct.content.content).startedAtMs) / 1000)
  }
}

function openSocket(port: number, userId: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live/${ROOM}?v=2`, { headers: { cookie: `user=${userId}` } })
    socket.on('error', reject)
    // A bench whose clients are turned away measures nothing.
    socket.on('close', (code) => {
      throw new Error(`the server closed a client of the bench: ${code}`)
    })
    socket.on('open', () => {
      socket.send(step1Frame(Y.encodeStateVector(new Y.Doc())))
      resolve(socket)
    })
  })
}

function userOf(index: number): string {
  return `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

if (process.argv[2] === CHILD) {
  const heard = await runAsClients(Number(process.argv[3]), Number(process.argv[4]))
  process.send?.(heard, () => process.exit(0))
}
