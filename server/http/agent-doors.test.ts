import express from 'express'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { addVersion } from '#server/documents/add-version.ts'
import { isRefusal } from '#server/kernel/refusal.ts'
import { AGENT_DOWNLOADS, AGENT_GROWTH_BYTES_MAX, AGENT_UPLOADS, PASS_LIFE_MS } from '#server/signatures/agent-pass.ts'
import { askSignatures, noticeWithFields } from '#server/signatures/asked-signatures.fixture.ts'
import { ensureDemoAuthority } from '#server/signatures/ensure-demo-authority.ts'
import { openAgentPass } from '#server/signatures/open-agent-pass.ts'
import { pkcs12Path, pkiPassword } from '#server/signatures/pki-folder.ts'
import { withdrawSignatures } from '#server/signatures/withdraw-signatures.ts'
import { openWorld } from '#server/test/world.ts'
import { openPkcs12 } from '#signing/cms/open-pkcs12.ts'
import { callAgent, startAgent } from '#signing/fixtures/agent.ts'
import { appendRevision, textObject } from '#signing/fixtures/tiny-pdf.ts'
import { signDocument } from '#signing/pades/sign-document.ts'
import { PdfDocument } from '#signing/pdf/document.ts'
import { readPages } from '#signing/pdf/pages.ts'
import { keySigner } from '#signing/signers/key-signer.ts'
import { AGENT_ORIGIN, assertAgentSucceeded } from '#signing/signers/whole-file-agent.ts'
import { agentDownload, agentUpload } from './agent-doors.ts'
import { answerRefusal } from './answer.ts'

const app = express()
const server = createServer(app)
server.keepAliveTimeout = 75_000
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const world = await openWorld({ PUBLIC_URL: origin })
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
const faults: unknown[] = []
const onRefused = (thrown: unknown, _request: unknown, response: express.Response) => {
  if (isRefusal(thrown)) return answerRefusal(response, thrown, 'vi')
  faults.push(thrown)
  response.status(500).json({})
}
const { db, files, settings } = world
const doors = { db, files, settings, now: () => world.now() }
app.get(`${AGENT_DOWNLOADS}/:token.pdf`, agentDownload(doors, onRefused))
app.post(`${AGENT_UPLOADS}/:token`, agentUpload(doors, onRefused))
const agent = await startAgent((pdf) => signedBy('an', pdf))
afterAll(async () => {
  await agent.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const notice = await noticeWithFields(world)
const asked = () => askSignatures(world, notice)
type Asked = Awaited<ReturnType<typeof asked>>

/** What the agent does with its token. */
async function signedBy(account: 'an' | 'chau', pdf: Uint8Array, fieldName = 'leader'): Promise<Uint8Array> {
  const { dataDir } = world.settings
  const held = openPkcs12(await readFile(pkcs12Path(dataDir, `person-${account}`)), await pkiPassword(dataDir))
  return signDocument(pdf, keySigner(held), { fieldName, signedAt: world.now(), signerName: world.people[account].name })
}

async function open(one: Asked) {
  const pass = await openAgentPass(world.ctx('an'), { requestId: one.requestId, confirmation: one.versionId, sha256: one.file.hash })
  const { FileName, FileUploadHandler } = JSON.parse(pass.message) as { FileName: string; FileUploadHandler: string }
  return { ...pass, download: FileName, upload: FileUploadHandler }
}
async function post(url: string, body: Uint8Array | FormData): Promise<{ status: number; code: string }> {
  const response = await fetch(url, { method: 'POST', body: body instanceof FormData ? body : new Uint8Array(body) })
  const answer = (await response.json()) as { refusal?: { code: string } }
  return { status: response.status, code: answer.refusal?.code ?? '' }
}
const get = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const countOf = (documentId: string) => db.documentVersion.count({ where: { documentId } })
const passState = async (id: string) => (await db.agentPass.findUniqueOrThrow({ where: { id } })).state

test('the agent fetches the document, signs it and posts it back, without a session; it is kept as the leader’s signature', async () => {
  const one = await asked()
  const { url, message, passId } = await open(one)
  expect(url).toBe(`${AGENT_ORIGIN}/SignApproved`)
  assertAgentSucceeded(await callAgent(url.replace(AGENT_ORIGIN, agent.origin), message))
  expect(await db.signatureRequest.findUnique({ where: { id: one.requestId } })).toMatchObject({ state: 'signed', certificate: { subject: 'Nguyễn Hoài An' } })
  expect([await countOf(one.documentId), await passState(passId)]).toEqual([2, 'used'])
  expect(await db.event.findFirst({ where: { type: 'document.signed', subjectId: one.documentId } })).toMatchObject({ actorUserId: world.people.an.id })
  expect(faults).toEqual([])
})

test('each way is open once, in time, and only to its own token', async () => {
  const one = await asked()
  const { download, upload } = await open(one)
  expect(await post(upload, await signedBy('an', notice.bytes))).toMatchObject({ code: 'signature.agent_not_fetched' })
  // A look whether it is there is no fetching.
  expect(await fetch(download, { method: 'HEAD' })).toMatchObject({ status: 200 })
  const fetched = await get(download)
  expect(await fetch(download, { method: 'HEAD' })).toMatchObject({ status: 409 })
  expect(Buffer.from(fetched.bytes).equals(notice.bytes)).toBe(true)
  expect(await get(download)).toMatchObject({ status: 409 })
  const [downloadToken = '', uploadToken = ''] = [download, upload].map((address) => address.split('/').at(-1)?.replace('.pdf', ''))
  expect(await get(`${origin}${AGENT_DOWNLOADS}/${uploadToken}.pdf`)).toMatchObject({ status: 404 })
  expect(await post(`${origin}${AGENT_UPLOADS}/${downloadToken}`, fetched.bytes)).toEqual({ status: 404, code: 'signature.agent_pass_not_found' })
  const signed = await signedBy('an', fetched.bytes)
  expect(await post(upload, signed)).toEqual({ status: 200, code: '' })
  expect(await post(upload, signed)).toMatchObject({ code: 'signature.agent_pass_used' })
  expect(await countOf(one.documentId)).toBe(2)
})

test('too late, or replaced by a later pass, nothing is fetched and nothing taken', async () => {
  const one = await asked()
  const [first, second] = [await open(one), await open(one)]
  expect(await get(first.download)).toMatchObject({ status: 409 })
  const { bytes } = await get(second.download)
  const late = await open(await asked())
  const before = world.now()
  world.setNow(new Date(before.getTime() + PASS_LIFE_MS))
  try {
    expect(await post(second.upload, await signedBy('an', bytes))).toMatchObject({ code: 'signature.agent_pass_expired' })
    expect(await get(late.download)).toMatchObject({ status: 409 })
  } finally {
    world.setNow(before)
  }
  expect(await countOf(one.documentId)).toBe(1)
})

test.each<[string, RegExp, (fetched: Uint8Array) => Promise<Uint8Array>]>([
  ['another document', /beginning/, async () => signedBy('an', (await noticeWithFields({ now: () => new Date('2026-11-24T02:00:00Z') })).bytes)],
  ['nothing signed', /0 new/, (fetched) => Promise.resolve(Buffer.concat([fetched, Buffer.from('\n')]))],
  ['another person', /signed by Lê Minh Châu/, (fetched) => signedBy('chau', fetched)],
  ['another field', /signed in seal/, (fetched) => signedBy('an', fetched, 'seal')],
  ['two signatures', /2 new/, async (fetched) => signedBy('an', await signedBy('an', fetched), 'seal')],
  ['something added after the signature', /whole file/, async (fetched) => Buffer.concat([await signedBy('an', fetched), Buffer.from('% more\n')])],
  ['its page changed before the signature', /^CONTENT_CHANGED_AFTER_SIGNING/, async (fetched) => signedBy('an', emptied(fetched))],
])('%s is rejected and ends the pass; nothing is signed', async (_what, reason, make) => {
  const one = await asked()
  const { download, upload, passId } = await open(one)
  const { bytes } = await get(download)
  const before = await db.event.count({ where: { type: 'document.signed' } })
  const returned = await make(bytes)
  expect(await post(upload, returned)).toEqual({ status: 422, code: 'signature.agent_rejected' })
  const pass = await db.agentPass.findUniqueOrThrow({ where: { id: passId } })
  expect(pass).toMatchObject({ state: 'rejected', rejectedFor: expect.stringMatching(reason) })
  expect(await db.event.findFirst({ where: { type: 'signature.agent_rejected', subjectId: one.requestId } })).toMatchObject({ data: { code: 'AGENT_UPLOAD_REJECTED' } })
  expect(await post(upload, await signedBy('an', bytes))).toMatchObject({ code: 'signature.agent_pass_used' })
  expect([await countOf(one.documentId), await db.event.count({ where: { type: 'document.signed' } })]).toEqual([1, before])
  expect(faults).toEqual([])
})

test('withdrawn or changed since it was fetched, it is not taken', async () => {
  const ctx = world.ctx('dung')
  const [withdrawn, changed] = [await asked(), await asked()]
  const [first, second] = [await open(withdrawn), await open(changed)]
  const signed = await signedBy('an', (await get(first.download)).bytes)
  await get(second.download)
  await ctx.transact((tx) => withdrawSignatures(tx, ctx, withdrawn.subject))
  await ctx.transact((tx) => addVersion(tx, ctx, { documentId: changed.documentId, file: changed.file }))
  expect(await post(first.upload, signed)).toMatchObject({ code: 'signature.withdrawn' })
  expect(await post(second.upload, signed)).toMatchObject({ code: 'signature.version_changed' })
})

test('a form without a file, with two, or that is none, and a file that is too large are refused and cost nothing', async () => {
  const one = await asked()
  const { download, upload, passId } = await open(one)
  const { bytes } = await get(download)
  const form = (...names: string[]) => {
    const made = new FormData()
    made.append('note', 'text')
    for (const name of names) made.append(name, new Blob([new Uint8Array(bytes)]), 'a.pdf')
    return made
  }
  expect(await post(upload, form())).toMatchObject({ code: 'http.no_file' })
  expect(await post(upload, form('a', 'b'))).toMatchObject({ code: 'http.no_file' })
  const broken = await fetch(upload, { method: 'POST', body: 'no form', headers: { 'content-type': 'multipart/form-data; boundary=x' } })
  expect(await broken.json()).toMatchObject({ refusal: { code: 'http.upload_broken' } })
  expect(await post(upload, new Uint8Array(bytes.length + AGENT_GROWTH_BYTES_MAX + 1))).toMatchObject({ status: 413, code: 'signature.agent_file_too_large' })
  expect(await passState(passId)).toBe('fetched')
  expect(await post(upload, await signedBy('an', bytes))).toMatchObject({ status: 200 })
})

test('nobody opens a pass for somebody else, out of turn, or on what was not shown', async () => {
  const one = await asked()
  const input = { requestId: one.requestId, confirmation: one.versionId }
  expect(await world.refusal(openAgentPass(world.ctx('chau'), input))).toBe('signature.not_found')
  expect(await world.refusal(openAgentPass(world.ctx('dung'), { ...input, requestId: one.sealId }))).toBe('signature.seal_before_leader')
  expect(await world.refusal(openAgentPass(world.ctx('an'), { ...input, sha256: 'ab'.repeat(32) }))).toBe('signature.version_changed')
  expect(await db.agentPass.count({ where: { requestId: one.requestId } })).toBe(0)
})

/** The page emptied: what a program that is not what it seems could do before it signs. */
function emptied(pdf: Uint8Array): Uint8Array {
  const [page] = readPages(PdfDocument.open(pdf))
  return appendRevision(pdf, () => [textObject(page?.ref.number ?? 0, '<</Type /Page /MediaBox [0 0 595 842]>>')])
}
