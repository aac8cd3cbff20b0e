import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { open, readFile, truncate, type FileHandle } from 'node:fs/promises'
import { verifyWebhook } from './standard-webhooks.ts'

const BODY_BYTES_MAX = 64 * 1024

export interface StandInOptions {
  /** 0: any free port. */
  port: number
  secret: string
  /** Lines of JSON, one event each, kept across restarts. */
  file: string
  now?: () => Date
}

export interface StandIn {
  url: string
  /** Ids in the order of arrival, each once. */
  receivedIds(): string[]
  close(): Promise<void>
}

/**
 * A small real receiver in the place of an operations centre: checks the signature, drops what it has already, and
 * answers only after the line is on the disk. Listens on this machine alone.
 */
export async function startStandIn({ port, secret, file, now = () => new Date() }: StandInOptions): Promise<StandIn> {
  const received = await idsIn(file)
  const log = await open(file, 'a', 0o600)
  // One append after the other: two copies of a message that arrive together must be one line.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return show(request, response)
    if (request.method !== 'POST') return reply(response, 405, 'POST')
    const body = await bodyOf(request)
    if (body === null) return reply(response, 413, 'too large')
    const verdict = verifyWebhook(request.headers, body, secret, now())
    if (verdict !== 'valid') return reply(response, 401, verdict)
    const id = idOf(body)
    if (id === null || id !== request.headers['webhook-id']) return reply(response, 400, 'not a CloudEvent with this id')
    await inTurn(() => keep(log, received, id, body))
    reply(response, 204)
  }

  async function show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname
    if (path === '/healthz') return reply(response, 200, JSON.stringify({ status: 'ok', received: received.size }))
    if (path !== '/events') return reply(response, 404, 'not found')
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
    response.writeHead(200, { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' })
    response.end(`[${lines.join(',\n')}]`)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}/`,
    receivedIds: () => [...received],
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await last
      await log.close()
    },
  }
}

async function keep(log: FileHandle, received: Set<string>, id: string, body: string): Promise<void> {
  if (received.has(id)) return
  await log.appendFile(`${JSON.stringify(JSON.parse(body))}\n`)
  await log.datasync()
  received.add(id)
}

function reply(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, text.startsWith('{') ? { 'content-type': 'application/json' } : {})
  response.end(text)
}

/** Null when it is larger than any event may be. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    sizeBytes += bytes.length
    if (sizeBytes > BODY_BYTES_MAX) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function idOf(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null || !('id' in parsed) || !('specversion' in parsed)) return null
    return typeof parsed.id === 'string' ? parsed.id : null
  } catch {
    return null
  }
}

/** What an earlier run kept. A last line cut off by a crash goes: it was never answered and will be sent again. */
async function idsIn(file: string): Promise<Set<string>> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0))
  const wholeBytes = bytes.lastIndexOf('\n') + 1
  if (wholeBytes < bytes.length) await truncate(file, wholeBytes)
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n')
  return new Set(lines.flatMap((line) => idOf(line) ?? []))
}
