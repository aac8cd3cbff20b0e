import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { postEvent, retryAfterMs } from './client.ts'
import { toCloudEvent } from './message.ts'
import { generateSecret, verifyWebhook } from './standard-webhooks.ts'

const at = new Date()
const secret = generateSecret()
const message = toCloudEvent({ id: 'e1', seq: 1n, type: 'meeting.closed', subjectId: 'm1', at, data: { title: 'Họp' } }, 'H99')

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void = () => undefined
let requests = 0
const server = createServer((request, response) => {
  requests++
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk })
  request.on('end', () => answer(request, response, body))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
afterAll(() => server.close())

test('a message arrives as CloudEvents JSON with a signature that the receiver can check', async () => {
  answer = (request, response, body) => {
    expect(request.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    expect(verifyWebhook(request.headers, body, secret, at)).toBe('valid')
    expect(request.headers['webhook-id']).toBe('e1')
    expect(JSON.parse(body)).toEqual(message)
    response.writeHead(202).end()
  }
  expect(await postEvent({ url, secret, allowsLoopback: true }, message, at)).toEqual({ kind: 'accepted', status: 202 })
})

test('a redirect is a failure and is not followed', async () => {
  requests = 0
  answer = (_request, response) => response.writeHead(307, { location: url }).end()
  expect(await postEvent({ url, secret, allowsLoopback: true }, message, at)).toMatchObject({ kind: 'failed', reason: 'HTTP 307' })
  expect(requests).toBe(1)
})

test('410 means never again; 503 with Retry-After says when', async () => {
  answer = (_request, response) => response.writeHead(410).end()
  expect(await postEvent({ url, secret, allowsLoopback: true }, message, at)).toEqual({ kind: 'gone' })
  answer = (_request, response) => response.writeHead(503, { 'retry-after': '120' }).end('down for\nrepair')
  expect(await postEvent({ url, secret, allowsLoopback: true }, message, at)).toEqual({
    kind: 'failed', reason: 'HTTP 503: down for repair', retryAfterMs: 120_000,
  })
})

test('a receiver that is not there is silent, with the reason', async () => {
  const outcome = await postEvent({ url: 'http://127.0.0.1:1/', secret, allowsLoopback: true }, message, at)
  expect(outcome).toMatchObject({ kind: 'silent' })
  if (outcome.kind === 'silent') expect(outcome.reason).not.toBe('')
})

test('nothing leaves for this machine without the demo, nor for a link-local address, whatever the name that leads there', async () => {
  requests = 0
  answer = (_request, response) => response.writeHead(202).end()
  const port = new URL(url).port
  for (const address of [url, `http://localhost:${port}/`, 'http://169.254.169.254/', 'http://[fe80::1]/', 'http://0.0.0.0/', 'http://[::ffff:169.254.169.254]/']) {
    const outcome = await postEvent({ url: address, secret, allowsLoopback: false }, message, at)
    expect(outcome, address).toMatchObject({ kind: 'silent', reason: expect.stringContaining('Events are not sent to') })
  }
  expect(requests).toBe(0)
  expect(await postEvent({ url: `http://localhost:${port}/`, secret, allowsLoopback: true }, message, at)).toMatchObject({ kind: 'accepted' })
})

test('Retry-After is seconds or a date', () => {
  expect(retryAfterMs('30', at)).toBe(30_000)
  expect(retryAfterMs(new Date(at.getTime() + 60_000).toUTCString(), at)).toBeGreaterThan(58_000)
  expect(retryAfterMs('soon', at)).toBe(0)
  expect(retryAfterMs(null, at)).toBe(0)
})
