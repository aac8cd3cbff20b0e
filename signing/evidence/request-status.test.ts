import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Certificate } from '../cms/certificate.ts'
import { readCertificate } from '../cms/certificate.ts'
import { buildCrl } from '../fixtures/build-revocation.ts'
import { FRESH, makeTestPki } from '../fixtures/test-pki.ts'
import type { NetworkRules } from './fetch-allowed.ts'
import { requestCrl, requestOcsp } from './request-status.ts'

// Keys take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const asked: string[] = []
let answer: (response: ServerResponse) => void
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.setHeader('connection', 'close')
  if (request.url === '/elsewhere') response.end('reached')
  else answer(response)
})
let host = ''
let list: Buffer
let person: Certificate
let issuer: Certificate

beforeAll(async () => {
  const pki = await makeTestPki()
  list = buildCrl(pki.issuing, FRESH)
  person = readCertificate(pki.leader.certificateDer)
  issuer = readCertificate(pki.issuing.certificateDer)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
})

beforeEach(() => {
  asked.length = 0
  answer = (response) => { response.end(list) }
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function network(more: Partial<NetworkRules> = {}): NetworkRules {
  return { fetch: globalThis.fetch, allowedOrigins: [`http://${host}`], timeoutMs: 30_000, ...more }
}

test('nobody is asked whose scheme, host and port are not allowed together, nor with a name or a password', async () => {
  const strangers = [
    `https://${host}/x`, 'http://127.0.0.1/x', `http://localhost:${host.split(':')[1]}/x`, 'http://169.254.169.254/x',
    `http://user@${host}/x`, `http://:secret@${host}/x`, 'file:///etc/passwd', 'no address',
  ]
  for (const url of strangers) {
    await expect(requestCrl(url, network())).rejects.toMatchObject({ code: 'network.not_allowed' })
    await expect(requestOcsp(url, person, issuer, network())).rejects.toMatchObject({ code: 'network.not_allowed' })
  }
  // No scheme but these two, even when somebody lists it.
  await expect(requestCrl(`ftp://${host}/x`, network({ allowedOrigins: [`ftp://${host}`] }))).rejects.toMatchObject({ code: 'network.not_allowed' })
  expect(asked).toEqual([])
})

test('a redirection is not followed', async () => {
  answer = (response) => { response.writeHead(302, { location: '/elsewhere' }).end() }
  await expect(requestCrl(`http://${host}/list`, network())).rejects.toMatchObject({ code: 'network.failed' })
  await expect(requestOcsp(`http://${host}/ocsp`, person, issuer, network())).rejects.toMatchObject({ code: 'network.failed' })
  expect(asked).toEqual(['/list', '/ocsp'])
})

test('an error is no answer, and neither is one that comes too late or stops half way', async () => {
  answer = (response) => { response.writeHead(503).end(list) }
  await expect(requestCrl(`http://${host}/list`, network())).rejects.toMatchObject({ code: 'network.failed' })
  answer = () => undefined
  await expect(requestCrl(`http://${host}/list`, network({ timeoutMs: 100 }))).rejects.toMatchObject({ code: 'network.failed' })
  answer = (response) => { response.write(list.subarray(0, 100)) }
  await expect(requestCrl(`http://${host}/list`, network({ timeoutMs: 1000 }))).rejects.toMatchObject({ code: 'network.failed' })
})

test('an answer may have 256 KiB and a list 16 MiB, and not a byte more', async () => {
  const [ocspBytes, listBytes] = [256 * 1024, 16 * 1024 * 1024]
  const sized = (bytes: number): void => { answer = (response) => { response.end(Buffer.alloc(bytes)) } }
  sized(ocspBytes)
  expect(await requestOcsp(`http://${host}/ocsp`, person, issuer, network())).toHaveLength(ocspBytes)
  sized(ocspBytes + 1)
  await expect(requestOcsp(`http://${host}/ocsp`, person, issuer, network())).rejects.toMatchObject({ code: 'network.too_large' })
  sized(listBytes)
  expect(await requestCrl(`http://${host}/list`, network())).toHaveLength(listBytes)
  sized(listBytes + 1)
  await expect(requestCrl(`http://${host}/list`, network())).rejects.toMatchObject({ code: 'network.too_large' })
})

test('a list comes out as DER, whether it was published in DER or in PEM', async () => {
  expect((await requestCrl(`http://${host}/list`, network())).equals(list)).toBe(true)
  const lines = list.toString('base64').replace(/.{64}/g, '$&\r\n')
  answer = (response) => { response.end(`-----BEGIN X509 CRL-----\r\n${lines}\r\n-----END X509 CRL-----\r\n`) }
  expect((await requestCrl(`http://${host}/list`, network())).equals(list)).toBe(true)
})
