import express from 'express'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { healthPage, type HealthChecks } from './health.ts'

let server: Server
afterEach(() => new Promise((resolve) => server.close(resolve)))

async function open(checks: Partial<HealthChecks>): Promise<() => Promise<{ status: number; body: unknown }>> {
  const well = () => Promise.resolve(null)
  const app = express()
  app.get('/healthz', healthPage({ database: well, migrations: well, worker: well, ...checks }, new Date(0), pino({ level: 'silent' })))
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return async () => {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`, { headers: { connection: 'close' } })
    return { status: response.status, body: await response.json() }
  }
}

test('all well is 200; anything else is 503 with the reason, also a check that throws', async () => {
  const ask = await open({})
  expect(await ask()).toEqual({ status: 200, body: { status: 'ok', startedAt: new Date(0).toISOString() } })
  await new Promise((resolve) => server.close(resolve))
  const askUnwell = await open({ worker: () => Promise.resolve('the worker has stopped'), database: () => Promise.reject(new Error('\nInvalid invocation:\n\n\nno answer\n')) })
  expect(await askUnwell()).toEqual({ status: 503, body: { status: 'unwell', reasons: { database: 'no answer', worker: 'the worker has stopped' } } })
})

test('however many ask at once, each check runs once', async () => {
  let asked = 0
  let answer: (reason: null) => void = () => undefined
  const ask = await open({
    migrations: () => {
      asked += 1
      return new Promise((resolve) => (answer = resolve))
    },
  })
  const answers = Array.from({ length: 20 }, ask)
  await expect.poll(() => asked).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  answer(null)
  expect((await Promise.all(answers)).every(({ status }) => status === 200)).toBe(true)
})
