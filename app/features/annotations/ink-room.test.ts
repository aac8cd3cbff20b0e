import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { InkRoom } from '#server/annotations/ink-room-name.ts'
import { AN, BINH, openTestServer, pause, until, VERSION, type TestServer } from '#server/realtime/test-server.ts'
import { openInkRoom, type InkRoomHandle } from './ink-room.ts'

let server: TestServer
let handles: InkRoomHandle[] = []

afterEach(async () => {
  for (const handle of handles) handle.destroy()
  handles = []
  await server.close()
})

const SHARED: InkRoom = { versionId: VERSION, layer: 'shared' }
const line = {
  tool: 'pen', colour: 1, widthPt: 1.5, hasPressure: true, startedAtMs: 1_000,
  points: [{ xPt: 10, yPt: 10, pressure: 0.5 }, { xPt: 20, yPt: 12, pressure: 0.6 }],
} as const

function open(userId: string, room: InkRoom = SHARED): InkRoomHandle {
  class SocketOfUser extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: `user=${userId}` } })
    }
  }
  const WebSocketClass = SocketOfUser as unknown as typeof globalThis.WebSocket
  const handle = openInkRoom({ room, userId, liveUrl: `${server.url}/live`, WebSocketClass })
  handles.push(handle)
  return handle
}

test('a stroke is drawn at once, said to be saved when it is, and seen by the others', async () => {
  server = await openTestServer()
  const an = open(AN)
  const binh = open(BINH)
  an.draw(0, line)
  expect(an.strokes(0)).toHaveLength(1)
  await until(() => binh.strokes(0).length === 1, 'Bình sees it')
  await until(() => an.state().saved === 'saved', 'saved')
  expect(an.state().unsavedCount).toBe(0)
  expect(binh.strokes(0)[0]).toMatchObject({ authorUserId: AN, colour: 1 })
  expect(binh.strokes(0)[0]).toBe(binh.strokes(0)[0])
})

test('saving is shown for as long as the server has not stored it', async () => {
  server = await openTestServer()
  const an = open(AN)
  await until(() => an.state().saved === 'saved', 'open')
  const keep = server.append
  let letGo: () => void = () => undefined
  server.append = async (name, update) => {
    await new Promise<void>((resolve) => (letGo = resolve))
    return keep(name, update)
  }
  an.draw(0, line)
  await until(() => an.state().saved === 'saving', 'saving')
  await pause(40)
  expect(an.state().saved).toBe('saving')
  letGo()
  await until(() => an.state().saved === 'saved', 'saved')
})

test('undo takes back own strokes only, also with others between, and the eraser leaves theirs alone', async () => {
  server = await openTestServer()
  const an = open(AN)
  const binh = open(BINH)
  an.draw(0, line)
  await until(() => binh.strokes(0).length === 1, 'first')
  binh.draw(0, { ...line, startedAtMs: 2_000 })
  await until(() => an.strokes(0).length === 2, 'second')
  an.undo()
  await until(() => binh.strokes(0).length === 1, 'undone for all')
  expect(binh.strokes(0)[0]?.authorUserId).toBe(BINH)
  an.redo()
  await until(() => binh.strokes(0).length === 2, 'redone for all')
  an.erase(0, an.strokes(0).map((stroke) => stroke.key))
  await until(() => binh.strokes(0).length === 1, 'own erased')
  expect(an.strokes(0).map((stroke) => stroke.authorUserId)).toEqual([BINH])
  await until(() => an.state().saved === 'saved', 'nothing was refused')
})

test('a stroke being drawn is seen by others in the author\'s name and goes away at pen-up', async () => {
  server = await openTestServer()
  const an = open(AN)
  const binh = open(BINH)
  await until(() => an.state().saved === 'saved' && binh.state().saved === 'saved', 'open')
  const live = { strokeNumber: 1, pageIndex: 0, tool: 'pen', colour: 0, widthPt: 1, isOver: false, points: line.points } as const
  an.showLive(live)
  await until(() => binh.liveStrokes(0).length === 1, 'seen')
  expect(an.liveStrokes(0)).toEqual([])
  an.showLive({ ...live, isOver: true, points: [] })
  await until(() => binh.liveStrokes(0).length === 0, 'gone')
})

test('a right taken back is shown as the end, not as a broken line', async () => {
  server = await openTestServer()
  const an = open(AN)
  await until(() => an.state().saved === 'saved', 'open')
  server.rights.set(AN, 'none')
  await server.rooms.askAgain()
  await until(() => an.state().saved === 'ended', 'ended')
})

test('private ink is found again by its owner', async () => {
  server = await openTestServer()
  const room: InkRoom = { versionId: VERSION, layer: 'own', ownerId: AN }
  const first = open(AN, room)
  first.draw(2, line)
  await until(() => first.state().saved === 'saved', 'saved')
  first.destroy()
  const again = open(AN, room)
  await until(() => again.strokes(2).length === 1, 'found again')
})
