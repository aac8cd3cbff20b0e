import * as decoding from 'lib0/decoding'
import { afterEach, expect, test } from 'vitest'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { pageMapName, strokeKey } from '#server/annotations/ink-page.ts'
import { MESSAGE, updateFrame } from './protocol.ts'
import {
  AN, BINH, closeCode, draw, drawn, GUEST, openTestServer, pause, SHARED, STRANGER, strokeOf, until, VERSION, type TestServer,
} from './test-server.ts'

let server: TestServer

afterEach(() => server.close())

function closedWith(provider: WebsocketProvider): Promise<number> {
  return new Promise((resolve) => provider.on('closed', ({ code }: { code: number }) => resolve(code)))
}

/** Cumulative counts of "saved", and reasons of refusals, as the client hears them. */
function hear(provider: WebsocketProvider): { saved: number[]; refused: string[] } {
  const heard: { saved: number[]; refused: string[] } = { saved: [], refused: [] }
  provider.messageHandlers[MESSAGE.saved] = (_, decoder) => void heard.saved.push(decoding.readVarUint(decoder))
  provider.messageHandlers[MESSAGE.refused] = (_, decoder) => void heard.refused.push(decoding.readVarString(decoder))
  provider.messageHandlers[MESSAGE.clock] = () => undefined
  provider.messageHandlers[MESSAGE.live] = () => undefined
  return heard
}

async function opened(userId: string, room = SHARED, v: '1' | '2' = '2') {
  const doc = new Y.Doc()
  const provider = server.provider(userId, room, doc, v)
  const heard = hear(provider)
  await until(() => provider.synced, `${userId} synced`)
  return { doc, provider, heard }
}

test('what one person draws the others see, and who comes late sees it all', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  const binh = await opened(BINH, SHARED, '1')
  draw(an.doc, AN, 'stroke01')
  await until(() => drawn(binh.doc).length === 1, 'Bình sees An')
  draw(binh.doc, BINH, 'stroke02', 2)
  await until(() => drawn(an.doc, 2).length === 1, 'An sees Bình')
  const late = await opened(GUEST)
  expect([...drawn(late.doc), ...drawn(late.doc, 2)]).toEqual([strokeKey(AN, 'stroke01'), strokeKey(BINH, 'stroke02')])
})

test('what is drawn while the line is down arrives after it, with a further stroke drawn at that very moment', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  const binh = await opened(BINH)
  draw(an.doc, AN, 'before')
  await until(() => drawn(binh.doc).length === 1, 'first stroke')
  an.provider.disconnect()
  draw(an.doc, AN, 'offline')
  an.provider.on('status', ({ status }) => {
    if (status === 'connected') draw(an.doc, AN, 'atonce')
  })
  an.provider.connect()
  await until(() => drawn(binh.doc).length === 3, 'all three strokes')
  await until(() => an.heard.saved.length > 0, 'saved after the reconnection')
})

test('a person who reads sees everything and changes nothing', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  const guest = await opened(GUEST)
  draw(guest.doc, GUEST, 'unheard')
  draw(an.doc, AN, 'stroke01')
  await until(() => drawn(guest.doc).includes(strokeKey(AN, 'stroke01')), 'the reader sees An')
  await pause(60)
  expect(drawn(an.doc)).toEqual([strokeKey(AN, 'stroke01')])
  expect(guest.provider.wsconnected).toBe(true)
  expect(guest.heard.saved).toEqual([])
})

test('private ink is not found by anybody else, and its owner finds it again', async () => {
  server = await openTestServer()
  const room = `ink/${VERSION}/own/${AN}`
  const an = await opened(AN, room)
  draw(an.doc, AN, 'secret')
  await until(() => an.heard.saved.length > 0, 'saved')
  expect(await closeCode(server.socket(BINH, `/live/${room}`))).toBe(4404)
  expect(drawn((await opened(BINH)).doc)).toEqual([])
  expect(drawn((await opened(AN, room)).doc)).toEqual([strokeKey(AN, 'secret')])
})

test('no session, an unknown room and a stranger are told so with codes that end the trying', async () => {
  server = await openTestServer()
  expect(await closeCode(server.socket(null, `/live/${SHARED}`))).toBe(4401)
  expect(await closeCode(server.socket(AN, '/live/ink/no-such-room'))).toBe(4404)
  expect(await closeCode(server.socket(AN, '/live/nonsense/../x'))).toBe(4404)
  expect(await closeCode(server.socket(AN, `/live/${SHARED}`, 'https://elsewhere.example'))).toBe(4403)
  const provider = server.provider(STRANGER, SHARED, new Y.Doc())
  expect(await closedWith(provider)).toBe(4404)
  expect(provider.shouldConnect).toBe(false)
})

test('saved is said only when the store has it', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  await until(() => an.heard.saved.length > 0, 'the empty first sync is saved')
  an.heard.saved.length = 0
  const keep = server.append
  let letGo: () => void = () => undefined
  server.append = async (name, update) => {
    await new Promise<void>((resolve) => (letGo = resolve))
    return keep(name, update)
  }
  const binh = await opened(BINH)
  draw(an.doc, AN, 'stroke01')
  await until(() => drawn(binh.doc).length === 1, 'shown to others without waiting for the disk')
  await pause(50)
  expect(an.heard.saved).toEqual([])
  letGo()
  await until(() => an.heard.saved.length === 1, 'saved')
  // The answer to the server's first question, then the stroke.
  expect(an.heard.saved).toEqual([2])
})

test('a store that fails is asked again until it has everything, and nobody is told saved meanwhile', async () => {
  server = await openTestServer({ appendRetryMs: 20, appendRetryMsMax: 40 })
  const an = await opened(AN)
  await until(() => an.heard.saved.length > 0, 'the empty first sync is saved')
  an.heard.saved.length = 0
  const keep = server.append
  let failures = 0
  server.append = (name, update) => (++failures <= 3 ? Promise.reject(new Error('disk full')) : keep(name, update))
  draw(an.doc, AN, 'stroke01')
  await until(() => failures === 2, 'two failures')
  draw(an.doc, AN, 'stroke02')
  expect(an.heard.saved).toEqual([])
  await until(() => an.heard.saved.at(-1) === 3, 'both saved')
  const kept = new Y.Doc()
  for (const update of server.stored.get(SHARED) ?? []) Y.applyUpdate(kept, update)
  expect(drawn(kept)).toEqual([strokeKey(AN, 'stroke01'), strokeKey(AN, 'stroke02')])
})

test('a stroke signed with another name is refused and ends that connection; the others go on', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  const binh = await opened(BINH)
  const closed = closedWith(binh.provider)
  binh.doc.getMap(pageMapName(0)).set(strokeKey(BINH, 'forged'), strokeOf(AN))
  expect(await closed).toBe(4422)
  expect(binh.heard.refused).toEqual(['forged_author'])
  draw(an.doc, AN, 'stroke01')
  const late = await opened(GUEST)
  await until(() => drawn(late.doc).length === 1, 'An goes on')
  expect(drawn(late.doc)).toEqual([strokeKey(AN, 'stroke01')])
})

test('nobody erases or overwrites the stroke of another', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  draw(an.doc, AN, 'stroke01')
  const eraser = await opened(BINH)
  await until(() => drawn(eraser.doc).length === 1, 'Bình sees An')
  const erased = closedWith(eraser.provider)
  eraser.doc.getMap(pageMapName(0)).delete(strokeKey(AN, 'stroke01'))
  expect(await erased).toBe(4422)
  expect(eraser.heard.refused).toEqual(['not_your_stroke'])

  const painter = await opened(BINH)
  const painted = closedWith(painter.provider)
  painter.doc.getMap(pageMapName(0)).set(strokeKey(AN, 'stroke01'), strokeOf(BINH))
  expect(await painted).toBe(4422)
  expect(drawn((await opened(GUEST)).doc)).toEqual([strokeKey(AN, 'stroke01')])
})

test('garbage ends the connection that sent it with a 44xx code; the server and the others go on', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  const frames: (Uint8Array | string)[] = [
    Uint8Array.of(), Uint8Array.of(255, 255, 255), Uint8Array.of(0), Uint8Array.of(0, 9, 0), Uint8Array.of(77, 1),
    Uint8Array.of(0, 0, 5, 255, 255, 255, 255, 255), 'text', updateFrame(Uint8Array.of(1, 2, 3, 4)), Uint8Array.of(0, 2, 200, 1),
  ]
  for (const frame of frames) {
    const socket = server.socket(BINH, `/live/${SHARED}`)
    const code = closeCode(socket)
    socket.on('open', () => socket.send(frame))
    expect(Math.floor((await code) / 100), String(frame)).toBe(44)
  }
  draw(an.doc, AN, 'stroke01')
  await until(() => an.heard.saved.at(-1) === 2, 'An goes on')
  expect((await fetch(server.url.replace('ws', 'http'))).status).toBe(200)
})

test('too large and too many are refused before they are read', async () => {
  server = await openTestServer({ updatesPerSecond: 1, updatesBurst: 5 })
  const large = server.socket(AN, `/live/${SHARED}`)
  large.on('open', () => large.send(updateFrame(new Uint8Array(70_000))))
  expect(await closeCode(large)).toBe(4413)
  const larger = server.socket(AN, `/live/${SHARED}`)
  larger.on('open', () => larger.send(new Uint8Array(1_200_000)))
  expect(await closeCode(larger)).toBe(4413)
  const many = await opened(AN)
  const closed = closedWith(many.provider)
  for (let index = 0; index < 10; index++) draw(many.doc, AN, `stroke${index}`)
  expect(await closed).toBe(4429)
})

test('a right taken back closes the room, and so does a session that is over', async () => {
  server = await openTestServer()
  const an = await opened(AN)
  const binh = await opened(BINH)
  const closed = Promise.all([closedWith(an.provider), closedWith(binh.provider)])
  server.rights.set(AN, 'none')
  server.signedOut.add(BINH)
  await server.rooms.askAgain()
  expect(await closed).toEqual([4403, 4401])
})

test('a room is freed when idle, after everything is stored, and opens again as it was', async () => {
  server = await openTestServer({ roomIdleMs: 30 })
  const an = await opened(AN)
  draw(an.doc, AN, 'stroke01')
  await until(() => an.heard.saved.at(-1) === 2, 'saved')
  an.provider.destroy()
  await until(() => server.compacted.includes(SHARED), 'freed')
  expect(drawn((await opened(AN)).doc)).toEqual([strokeKey(AN, 'stroke01')])
})

test('a room that cannot be loaded takes nobody else along when rights are asked, nor when the server stops', async () => {
  server = await openTestServer({ askAgainMs: 20 })
  const an = await opened(AN)
  let failures = 0
  server.load = async () => {
    await pause(60)
    failures += 1
    throw new Error('the database is away')
  }
  const unhandled: unknown[] = []
  const note = (thrown: unknown) => void unhandled.push(thrown)
  process.on('unhandledRejection', note)
  const own = server.socket(BINH, `/live/ink/${VERSION}/own/${BINH}`)
  await until(() => failures > 0, 'a failed load')
  await server.rooms.askAgain()
  await pause(30)
  server.rights.set(AN, 'none')
  expect(await closedWith(an.provider)).toBe(4403)
  own.close()
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
