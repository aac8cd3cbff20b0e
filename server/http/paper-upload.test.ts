import express from 'express'
import { readdir } from 'node:fs/promises'
import { createServer, request as openRequest, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { convene, meetingWithItems } from '#server/agenda/fixtures/agenda-scene.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isRefusal } from '#server/kernel/refusal.ts'
import { openWorld } from '#server/test/world.ts'
import { answerRefusal } from './answer.ts'
import { paperUpload } from './paper-upload.ts'

const LIMIT_BYTES = 1_000_000
const world = await openWorld({ UPLOAD_MB_MAX: '1' })
let server: Server
let ctx: Ctx
let itemId: string
const crashes: unknown[] = []

beforeAll(async () => {
  const app = express()
  app.post('/agenda-items/:itemId/papers', paperUpload(() => ctx, (thrown, _request, response) => {
    if (isRefusal(thrown)) return answerRefusal(response, thrown, 'en')
    crashes.push(thrown)
    response.status(500).end()
  }))
  server = createServer(app)
  // As the server of the product: a busy machine takes its time between two requests.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const scene = await meetingWithItems(world, 'A')
  itemId = scene.itemIds[0] ?? ''
  await convene(world, scene.meetingId)
})
afterAll(() => new Promise((resolve) => {
  server.closeAllConnections()
  server.close(resolve)
}))
beforeEach(() => void (ctx = world.ctx('binh')))

const BOUNDARY = 'edge-of-a-part'
const head = Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="Bao cao.pdf"\r\nContent-Type: application/pdf\r\n\r\n`)
const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)

interface Sent {
  status: number | null
  code: string
  message: string
}

/** Sends the chunks one after the other as fast as the server takes them. Status null: no answer came. */
async function send(chunks: Iterable<Uint8Array>, headers: Record<string, string | number> = {}, breakOff = false): Promise<Sent> {
  const { port } = server.address() as AddressInfo
  const request = openRequest({
    port, method: 'POST', path: `/agenda-items/${itemId}/papers`, agent: false,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
  })
  const answer = new Promise<Sent>((resolve) => {
    request.on('error', () => resolve({ status: null, code: '', message: '' }))
    request.on('response', (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(pieces).toString() || '{}') as { refusal?: { code: string; message: string } }
        resolve({ status: response.statusCode ?? null, code: body.refusal?.code ?? '', message: body.refusal?.message ?? '' })
      })
    })
  })
  let isAnswered = false
  void answer.then(() => (isAnswered = true))
  for (const chunk of chunks) {
    if (!request.write(chunk)) await Promise.race([new Promise((resolve) => request.once('drain', resolve)), answer])
    if (isAnswered) break
  }
  if (breakOff || isAnswered) request.destroy()
  else request.end()
  return answer
}

async function pdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([595, 842])
  return document.save()
}

/** Nothing in the store and nothing on its way into it. */
async function stored(): Promise<string[]> {
  const names = await readdir(path.join(world.settings.dataDir, 'files'), { recursive: true }).catch(() => [])
  return names.filter((name) => path.basename(name).length > 10)
}

function* megabytes(count: number): Generator<Uint8Array> {
  const piece = new Uint8Array(1_000_000)
  yield head
  yield Buffer.from('%PDF-1.7\n')
  for (let n = 0; n < count; n++) yield piece
  yield tail
}

test('300 MB are refused with a sentence, whether their length is told or not, and nothing stays', async () => {
  for (const headers of [{ 'content-length': head.length + 9 + 300_000_000 + tail.length }, {}]) {
    const { status, message } = await send(megabytes(300), headers)
    expect([status, message]).toEqual([413, expect.stringContaining('1 MB')])
    expect(await stored()).toEqual([])
  }
})

test('who hears only after sending, on a connection that is to be closed, hears the refusal', async () => {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  socket.pause()
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(`POST /agenda-items/${itemId}/papers HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 300000000\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\n\r\n`)
  for (let sent = 0; sent < 20; sent++) {
    await new Promise((resolve) => socket.write(new Uint8Array(500_000), resolve))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const heard = new Promise<string>((resolve, reject) => {
    const pieces: Buffer[] = []
    socket.on('data', (piece: Buffer) => pieces.push(piece))
    socket.on('close', () => resolve(Buffer.concat(pieces).toString()))
    socket.on('error', reject)
  })
  socket.end()
  socket.resume()
  expect(await heard).toMatch(/^HTTP\/1\.1 413 [^]*1 MB/)
})

test('a length that promises less than comes is broken, and nothing stays', async () => {
  const { status } = await send([head, Buffer.from('%PDF-1.7')], { 'content-length': head.length + 8 })
  expect(status).toBe(400)
  expect(await stored()).toEqual([])
})

test('an upload that breaks off leaves nothing behind', async () => {
  const { status } = await send([head, new Uint8Array(300_000)], { 'content-length': 900_000 }, true)
  expect(status).toBeNull()
  await expect.poll(stored, { timeout: 60_000 }).toEqual([])
})

test.each([
  ['no PDF', [head, Buffer.from('a picture'), tail], {}, 415, 'document.not_pdf'],
  ['no boundary', [head], { 'content-type': 'multipart/form-data' }, 400, 'http.upload_broken'],
  ['no part', [Buffer.from(`--${BOUNDARY}--\r\n`)], {}, 400, 'http.no_file'],
  ['no end', [head, Buffer.from('%PDF-1.7')], {}, 400, 'http.upload_broken'],
  ['broken part headers', [Buffer.from(`--${BOUNDARY}\r\nno header\r\n\r\n`), tail], {}, 400, 'http.upload_broken'],
  ['one byte above the limit', [head, new Uint8Array(LIMIT_BYTES + 1), tail], {}, 413, 'document.too_large'],
])('an upload with %s is refused, and nothing stays', async (_, chunks, headers, expected, because) => {
  const { status, code, message } = await send(chunks, headers)
  expect([status, code]).toEqual([expected, because])
  expect(message).not.toBe('')
  expect(await stored()).toEqual([])
})

test('who may not edit the item is told before a byte is taken', async () => {
  const puts: unknown[] = []
  const watched = (account: 'lan' | 'son'): Ctx => {
    const { files, ...rest } = world.ctx(account)
    return { ...rest, files: { ...files, put: (...args) => { puts.push(args); return files.put(...args) } } }
  }
  for (const account of ['lan', 'son'] as const) {
    ctx = watched(account)
    expect((await send([head, await pdf(), tail])).status, account).toBe(404)
  }
  expect(puts).toEqual([])
  expect(await stored()).toEqual([])
})

test('a sound paper of those who prepare the meeting is attached, and nothing was an error of ours', async () => {
  expect((await send([head, await pdf(), tail])).status).toBe(201)
  expect(await world.db.agendaPaper.count({ where: { itemId } })).toBe(1)
  expect(await stored()).toHaveLength(1)
  expect(crashes).toEqual([])
})
