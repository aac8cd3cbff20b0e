import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AN, closeCode, MEETING, openTestServer, until, type TestServer } from './test-server.ts'

let server: TestServer
const thrown: unknown[] = []
const note = (error: unknown) => void thrown.push(error)

beforeEach(async () => {
  thrown.length = 0
  process.on('uncaughtException', note)
  server = await openTestServer()
})
afterEach(async () => {
  await server.close()
  process.off('uncaughtException', note)
})

const PATH = `/live/meetings/${MEETING}`
const HANDSHAKE = [
  'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', `Cookie: user=${AN}`,
]

function ask(target: string, lines: readonly string[] = HANDSHAKE): { socket: Socket; heard: () => string; ended: Promise<void> } {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.write(`GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  return { socket, heard: () => text, ended }
}

/** Somebody else is let in as ever, and nothing was thrown past everybody. */
async function expectWell(): Promise<void> {
  const answer = await fetch(server.url.replace('ws:', 'http:'))
  expect(await answer.text()).toBe('still here')
  const socket = server.socket(AN, PATH)
  let isHeard = false
  socket.on('message', () => (isHeard = true))
  await until(() => isHeard, 'hello')
  expect(thrown).toEqual([])
}

test.each(['//', 'http://', '///', 'http://[', '//:80/live/wall'])('an upgrade to %j is refused, and everybody else is served', async (target) => {
  const { heard, ended } = ask(target)
  await ended
  expect(heard()).toMatch(/^HTTP\/1\.1 40[04] /)
  await expectWell()
})

test.each(['/', '/live', '/somewhere', '/%'])('an upgrade to %j, where no socket is, is told so and closed', async (target) => {
  const { heard, ended } = ask(target)
  await ended
  expect(heard()).toContain('HTTP/1.1 404')
  await expectWell()
})

test.each(['//', '/somewhere', PATH, '/live/nowhere'])('who asks for %j and resets the line harms nobody', async (target) => {
  for (let n = 0; n < 5; n++) {
    const early = ask(target)
    early.socket.once('connect', () => early.socket.resetAndDestroy())
    const late = ask(target)
    late.socket.once('data', () => late.socket.resetAndDestroy())
    await Promise.all([early.ended, late.ended])
  }
  await expectWell()
})

test.each([
  ['no key', HANDSHAKE.filter((line) => !line.startsWith('Sec-WebSocket-Key'))],
  ['an old version', HANDSHAKE.map((line) => line.replace('Version: 13', 'Version: 1'))],
  ['another protocol', HANDSHAKE.map((line) => line.replace('Upgrade: websocket', 'Upgrade: h2c'))],
  ['an origin that is no address', [...HANDSHAKE, 'Origin: http://[']],
])('a handshake with %s opens nothing', async (_, lines) => {
  const { socket, heard } = ask(PATH, lines)
  await until(() => heard() !== '', 'an answer')
  expect(heard()).not.toContain('"topic":"hello"')
  socket.destroy()
  await expectWell()
})

test.each([
  ['bytes that are no frame', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['a frame without a mask', Buffer.from([0x81, 0x01, 0x41])],
  ['reserved bits', Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
  ['a length beyond all bounds', Buffer.from([0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])],
])('%s end that socket alone', async (_, bytes) => {
  const { socket, heard, ended } = ask(PATH)
  await until(() => heard().includes('hello'), 'hello')
  socket.write(bytes)
  await ended
  await expectWell()
})

test('a person without a session is still told so on an open socket', async () => {
  expect(await closeCode(server.socket(null, PATH))).toBe(4401)
})
