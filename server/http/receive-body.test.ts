import type { Request } from 'express'
import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '#server/kernel/refusal.ts'
import { receiveBody } from './receive-body.ts'

const SENDING_TIME = { idleMs: 100, totalMs: 1_000 }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

function receive(bytesMax = 100) {
  const body = new PassThrough()
  const request = Object.assign(body, { headers: {} }) as unknown as Request
  const received = receiveBody(request, bytesMax, () => new Refusal('http.too_large', {}, 413), SENDING_TIME)
  const outcome = received.then((bytes) => bytes.toString(), (thrown: Refusal) => thrown.code)
  return { body, outcome }
}

/** One byte each time after `everyMs`. */
async function drip(body: PassThrough, bytes: number, everyMs: number): Promise<void> {
  for (let sent = 0; sent < bytes; sent++) {
    vi.advanceTimersByTime(everyMs)
    body.write('x')
    await setImmediate()
  }
}

test('a sender who pauses is waited for', async () => {
  const { body, outcome } = receive()
  await drip(body, 10, SENDING_TIME.idleMs - 1)
  body.end()
  expect(await outcome).toBe('x'.repeat(10))
  expect(vi.getTimerCount()).toBe(0)
})

test('a sender who falls silent is not waited for', async () => {
  const { body, outcome } = receive()
  await drip(body, 3, SENDING_TIME.idleMs - 1)
  vi.advanceTimersByTime(SENDING_TIME.idleMs)
  expect(await outcome).toBe('http.upload_too_slow')
  expect(vi.getTimerCount()).toBe(0)
})

test('a sender who never falls silent and never ends is not waited for either', async () => {
  const { body, outcome } = receive()
  await drip(body, 20, SENDING_TIME.totalMs / 20)
  expect(await outcome).toBe('http.upload_too_slow')
})

test('one byte too many is refused, and what comes after a refusal is not kept', async () => {
  const { body, outcome } = receive(2)
  await drip(body, 3, 0)
  expect(await outcome).toBe('http.too_large')
  expect(body.listenerCount('data')).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
