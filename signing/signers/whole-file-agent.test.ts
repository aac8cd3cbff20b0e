import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readCertificate } from '../cms/certificate.ts'
import type { Agent } from '../fixtures/agent.ts'
import { callAgent, startAgent } from '../fixtures/agent.ts'
import type { DeclaredPki } from '../fixtures/declared-pki.ts'
import { NOW, makeDeclaredPki } from '../fixtures/declared-pki.ts'
import { Judges } from '../fixtures/judges.ts'
import { makeNotice } from '../fixtures/notice.ts'
import { signDocument } from '../pades/sign-document.ts'
import { acceptAgentUpload } from '../validation/accept-agent-upload.ts'
import { keySigner } from './key-signer.ts'
import { AGENT_ORIGIN, agentMessage, assertAgentSucceeded } from './whole-file-agent.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: DeclaredPki
let notice: Uint8Array

beforeAll(async () => {
  pki = await makeDeclaredPki()
  notice = await makeNotice('table')
})

function sign(pdf: Uint8Array): Promise<Uint8Array> {
  return signDocument(pdf, keySigner(pki.leader), { fieldName: 'LanhDao', signedAt: NOW, signerName: 'Nguyễn Thị Quỳnh Hương' })
}

test('the message asks the agent at its own address for one file, once', () => {
  const { url, message } = agentMessage({
    call: 'SignIssued', downloadUrl: 'https://nghisu.example/d/1', uploadUrl: 'https://nghisu.example/u/1', token: 't', documentNumber: '12/TB-UBND', issuedOn: '2026-11-20',
  })
  expect(url).toBe('wss://127.0.0.1:8987/SignIssued')
  expect(JSON.parse(message)).toMatchObject({ FileName: 'https://nghisu.example/d/1', FileUploadHandler: 'https://nghisu.example/u/1', JWTToken: 't', DocNumber: '12/TB-UBND', IssuedDate: '2026-11-20' })
})

describe('over the socket', () => {
  let agent: Agent
  let judges: Judges
  let uploaded: Buffer | null = null
  const files = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer once') response.writeHead(403).end()
    else if (request.method === 'GET') response.end(notice)
    else {
      request.toArray().then((chunks) => {
        const body = Buffer.concat(chunks)
        // Between the part's empty line and the boundary that closes it.
        uploaded = body.subarray(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf('\r\n--', body.length - 5))
        response.end()
      }, () => response.writeHead(500).end())
    }
  })
  let base = ''

  beforeAll(async () => {
    agent = await startAgent(sign)
    judges = await Judges.open([pki.authority.certificateDer], NOW)
    await new Promise<void>((resolve) => { files.listen(0, '127.0.0.1', resolve) })
    const address = files.address()
    base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  })

  afterAll(async () => {
    await Promise.all([agent.close(), judges.close()])
    files.closeAllConnections()
    files.close()
  })

  function ask(token: string): Promise<string> {
    const { url, message } = agentMessage({ call: 'SignApproved', downloadUrl: `${base}/d`, uploadUrl: `${base}/u`, token })
    return callAgent(url.replace(AGENT_ORIGIN, agent.origin), message)
  }

  test('the agent fetches the file, signs it and posts it back; every judge accepts what was taken', async () => {
    assertAgentSucceeded(await ask('once'))
    const { fingerprint } = readCertificate(pki.leader.certificateDer)
    const taken = acceptAgentUpload({
      sent: notice, returned: uploaded ?? Buffer.alloc(0), field: 'LanhDao', isRightPerson: ({ sha256 }) => sha256 === fingerprint,
      options: { anchorsDer: [pki.authority.certificateDer], at: NOW },
    })
    expect(await judges.complaints(taken.bytes, 1)).toEqual([])
  })

  test('a token that does not open the file makes the agent say no', async () => {
    const reply = await ask('stale')
    expect(() => { assertAgentSucceeded(reply) }).toThrow(expect.objectContaining({ code: 'signer.refused' }))
    expect(() => { assertAgentSucceeded('<html>') }).toThrow(expect.objectContaining({ code: 'signer.answer_invalid' }))
  })
})
