import express from 'express'
import { createServer, request as openRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import type { FileVerifier, Verification } from '#server/correspondence/verify-file.ts'
import { isRefusal, Refusal } from '#server/kernel/refusal.ts'
import { answerRefusal } from './answer.ts'
import type { SendingTime } from './receive-body.ts'
import { verificationDoor } from './verification.ts'
import { VERIFICATION_BYTES_MAX } from './verification-limit.ts'

const FILE = Buffer.from('%PDF-1.7')
const judging: FileVerifier = { hasRoom: true, verify: () => Promise.resolve({ ledger: { kind: 'unknown' } } as Verification) }
const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function open(verifier: FileVerifier, sendingTime?: SendingTime): Promise<string> {
  const app = express()
  app.post('/verification', verificationDoor(verifier, (thrown, _request, response) => {
    if (!isRefusal(thrown)) throw thrown
    answerRefusal(response, thrown, 'en')
  }, sendingTime))
  const server = createServer(app)
  // As the server of the product: a busy machine takes its time between two requests.
  server.keepAliveTimeout = 75_000
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/verification`
}

interface Heard {
  status: number
  answer: unknown
}

async function send(url: string, body: Uint8Array<ArrayBuffer> | null): Promise<Heard> {
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/pdf' } })
  return { status: response.status, answer: await response.json() }
}

/** Begins a file, sends no more of it and stays. */
async function stall(url: string): Promise<Heard> {
  const request = openRequest(url, { method: 'POST', agent: false })
  const response = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).on('error', reject))
  request.write(FILE)
  const heard = await response
  return { status: heard.statusCode ?? 0, answer: await json(heard) }
}

test('no file, a file that is too large, and too many at once are refused with a sentence', async () => {
  const url = await open(judging)
  expect(await send(url, null)).toMatchObject({ status: 400, answer: { refusal: { code: 'http.no_file' } } })
  expect(await send(url, Buffer.alloc(VERIFICATION_BYTES_MAX + 1))).toMatchObject({
    status: 413, answer: { refusal: { code: 'verification.too_large', message: expect.stringContaining('50 MB') } },
  })
  const full = await open({ hasRoom: false, verify: () => Promise.reject(new Error('not asked')) })
  expect(await send(full, FILE)).toMatchObject({ status: 503, answer: { refusal: { code: 'verification.busy' } } })
})

test('three are judged at the same time, and a fourth is refused', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const url = await open({ hasRoom: true, verify: () => held.then(() => Promise.reject(new Refusal('verification.too_long', {}, 422))) })
  const many = Array.from({ length: 4 }, () => send(url, FILE))
  expect(await Promise.race(many)).toMatchObject({ status: 503, answer: { refusal: { code: 'verification.busy' } } })
  release()
  expect((await Promise.all(many)).map(({ status }) => status).sort()).toEqual([422, 422, 422, 503])
})

test('three who stop sending are told so, and keep nobody else out', async () => {
  const sendingTime = { idleMs: 100, totalMs: 60_000 }
  const url = await open(judging, sendingTime)
  const stalled = await Promise.all([stall(url), stall(url), stall(url)])
  for (const heard of stalled) {
    expect(heard).toMatchObject({ status: 400, answer: { refusal: { code: 'http.upload_too_slow', message: expect.stringContaining('slowly') } } })
  }
  sendingTime.idleMs = 60_000
  expect(await send(url, FILE)).toMatchObject({ status: 200, answer: { ok: true, data: { ledger: { kind: 'unknown' } } } })
})
