import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request as openRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { World } from '#server/kernel/ctx.ts'
import { folderFileStore } from '#server/kernel/files.ts'
import { refusalSentence } from '#server/i18n/t.ts'
import { readSettings } from '#server/kernel/settings.ts'
import { makeApp } from './app.ts'
import { BODY_BYTES_MAX } from './body-limit.ts'

let folder: string
let server: Server
let url: string
const logged: string[] = []
/** Whole bytes that a page got to read. */
const bodies: number[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nghi-su-app-'))
  await mkdir(path.join(folder, 'assets'))
  await writeFile(path.join(folder, 'assets', 'page-1a2b.js'), 'hello()')
  await writeFile(path.join(folder, 'assets', 'page-1a2b.js.gz'), gzipSync('hello()'))
  const settings = readSettings({ DATA_DIR: folder })
  // Nobody is signed in here, so the database is never asked.
  const world = { db: null, files: folderFileStore(folder), settings } as unknown as World
  const well = () => Promise.resolve(null)
  server = createServer(makeApp({
    world, health: { database: well, migrations: well, worker: well }, clientFolder: folder, publicFolder: path.join(folder, 'public'),
    verifier: { hasRoom: true, verify: () => Promise.reject(new Error('nobody verifies here')) },
    reader: { read: () => Promise.reject(new Error('nobody reads here')), close: () => undefined },
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
    pages(request, response, next) {
      if (request.path === '/throws') return next(new Error('a bug'))
      let sizeBytes = 0
      request.on('data', (piece: Buffer) => (sizeBytes += piece.length))
      request.on('end', () => {
        bodies.push(sizeBytes)
        response.type('html').end(request.path === '/long' ? 'ộ'.repeat(10_000) : 'page')
      })
    },
  }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  logged.length = 0
  bodies.length = 0
})

interface Heard {
  status: number
  code: string
  message: string
}

/** As it stands: `fetch` would tidy the address first. */
function ask(target: string, options: { method?: string; headers?: Record<string, string> } = {}, body?: Uint8Array): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const request = openRequest(url, { ...options, path: target, agent: false }, (response) => {
      let text = ''
      response.on('data', (piece: Buffer) => (text += piece.toString()))
      response.on('end', () => {
        const isJson = response.headers['content-type']?.startsWith('application/json') === true
        const { code = '', message = '' } = isJson ? (JSON.parse(text) as { refusal: Heard }).refusal : {}
        resolve({ status: response.statusCode ?? 0, code, message })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

test('a file with a hashed name is served', async () => {
  expect((await ask('/assets/page-1a2b.js')).status).toBe(200)
})

test.each([
  ['/assets/page-of-last-week.js', 404, 'http.not_found'],
  ['/assets/%E0.js', 400, 'http.invalid'],
  ['/assets/%00', 400, 'http.invalid'],
  ['/assets/..%2fsecret', 400, 'http.invalid'],
  ['/documents/versions/%E0.pdf', 400, 'http.invalid'],
])('%s is asked wrongly, which is no error of ours', async (target, status, code) => {
  expect(await ask(target)).toMatchObject({ status, code })
  expect(logged).toEqual([])
})

test('what is an error of ours is logged with the number that the person is told', async () => {
  const { status, code, message } = await ask('/throws')
  expect([status, code]).toEqual([500, 'http.failed'])
  const errorId = /[0-9a-f]{8}/.exec(message)?.[0] ?? 'none'
  expect(logged.join()).toContain(errorId)
})

test.each([
  ['nghi_su_locale=en', 'The request came from another site and was not carried out.'],
  ['theme=dark', 'Yêu cầu đến từ một trang khác nên không được thực hiện.'],
])('a command from another site is refused in the language of the page (%s)', async (cookie, message) => {
  const headers = { cookie, origin: 'https://evil.com', 'sec-fetch-site': 'cross-site' }
  expect(await ask('/api/v1/cast-ballot', { method: 'POST', headers })).toMatchObject({ status: 400, code: 'http.foreign_origin', message })
})

test('a body of the largest size reaches its verb, a larger one no verb', async () => {
  expect((await ask('/api/v1/propose-import', { method: 'POST' }, new Uint8Array(BODY_BYTES_MAX))).status).toBe(200)
  expect(bodies).toEqual([BODY_BYTES_MAX])
  const { status, code, message } = await ask('/sign-in', { method: 'POST' }, new Uint8Array(BODY_BYTES_MAX + 1))
  expect([status, code]).toEqual([413, 'http.too_large'])
  expect(message).toContain('2 MB')
  expect(bodies).toHaveLength(1)
})

const AS_A_BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

test('a person who looks gets a page with the sentence, a program JSON', async () => {
  const page = await fetch(`${url}/%E0%A4%A`, { headers: { ...AS_A_BROWSER, cookie: 'nghi_su_locale=en' } })
  expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
  const text = await page.text()
  expect(text).toContain(refusalSentence('en', 'http.invalid', {}))
  expect(text).toContain('<html lang="en">')
  expect((await fetch(`${url}/%E0%A4%A`)).headers.get('content-type')).toContain('application/json')
})

test('a bug is a page with its id, without what the bug says', async () => {
  const page = await fetch(`${url}/throws`, { headers: AS_A_BROWSER })
  expect(page.status).toBe(500)
  const text = await page.text()
  expect(text).toMatch(/Mã lỗi: [0-9a-f]{8}/)
  expect(text).not.toContain('a bug')
  expect(logged.join()).toContain('a bug')
})

test('whoever opens a paper from a mail without being signed in is led to sign in and back', async () => {
  const answer = await fetch(`${url}/documents/versions/1.pdf?download`, { headers: AS_A_BROWSER, redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in?to=%2Fdocuments%2Fversions%2F1.pdf%3Fdownload'])
  expect((await fetch(`${url}/documents/versions/1.pdf`)).status).toBe(401)
})

test('a page and the files it needs travel packed, to whoever takes them so', async () => {
  const encodingOf = async (place: string, encoding: string) => {
    const answer = await fetch(`${url}${place}`, { headers: { 'accept-encoding': encoding } })
    return [answer.headers.get('content-encoding'), answer.headers.get('content-type'), await answer.text()]
  }
  const script = 'application/javascript; charset=UTF-8'
  expect(await encodingOf('/assets/page-1a2b.js', 'gzip')).toEqual(['gzip', script, 'hello()'])
  expect(await encodingOf('/assets/page-1a2b.js', 'identity')).toEqual([null, script, 'hello()'])
  expect(await encodingOf('/long', 'gzip')).toEqual(['gzip', 'text/html; charset=utf-8', 'ộ'.repeat(10_000)])
  expect((await encodingOf('/long', 'identity'))[0]).toBeNull()
})
