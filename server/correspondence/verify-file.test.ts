import express from 'express'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verificationDoor } from '#server/http/verification.ts'
import { ensureDemoAuthority } from '#server/signatures/ensure-demo-authority.ts'
import { Judge } from '#server/signatures/judge.ts'
import { signaturesOf } from '#server/signatures/queries.ts'
import { signDocument } from '#server/signatures/sign-document.ts'
import { openWorld } from '#server/test/world.ts'
import { approvedNotice } from './approved-notice.fixture.ts'
import { issueNotice } from './issue-notice.ts'
import { numberNotice } from './number-notice.ts'
import { fileVerifier, type Verification } from './verify-file.ts'

const world = await openWorld()
const judge = new Judge()
const verifier = fileVerifier({ ...world, now: () => world.now() }, judge)
/** The versions of a notice that was issued: numbered, signed, sealed. */
const versions: Buffer[] = []

beforeAll(async () => {
  await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
  const { noticeId } = await approvedNotice(world)
  const { versionId } = await numberNotice(world.ctx('dung'), { noticeId })
  const [leader, seal] = await signaturesOf(world.ctx('an'), { kind: 'conclusion_notice', id: noticeId })
  const signed = await signDocument(world.ctx('an'), { requestId: leader?.requestId ?? '', confirmation: versionId })
  const sealed = await signDocument(world.ctx('dung'), { requestId: seal?.requestId ?? '', confirmation: signed.versionId })
  for (const id of [versionId, signed.versionId, sealed.versionId]) {
    const { fileHash } = await world.db.documentVersion.findUniqueOrThrow({ where: { id } })
    versions.push(Buffer.from(await world.files.read(fileHash)))
  }
  expect((await verifier.verify(latest())).ledger).toEqual({ kind: 'unknown' })
  await issueNotice(world.ctx('dung'), { noticeId })
})
afterAll(() => judge.close())

function latest(): Buffer {
  return versions[2] ?? Buffer.alloc(0)
}

test('what was issued last is known, with number and day, and its signatures hold', async () => {
  const { report, ledger } = await verifier.verify(latest())
  expect(report).toMatchObject({ verdict: 'VALID', signatures: [{ verdict: 'VALID', laterChanges: [{}] }, { verdict: 'VALID', laterChanges: [], coversWholeFile: true }] })
  expect(ledger).toMatchObject({ kind: 'latest', notation: expect.stringMatching(/TB-UBND$/), issuedOn: '2026-11-23' })
  const signers = ledger.kind === 'unknown' ? [] : ledger.signers
  expect(signers.map(({ role, name }) => [role, name])).toEqual([['leader', 'Nguyễn Hoài An'], ['seal', 'UBND tỉnh Hồng Lam']])
  expect(signers.map(({ field, certSerial }) => report.signatures.find((one) => one.field === field)?.signer?.serial === certSerial)).toEqual([true, true])
})

test('a file rolled back to before the seal is valid by itself, and found by the record', async () => {
  const { report, ledger } = await verifier.verify(versions[1] ?? Buffer.alloc(0))
  expect(report.verdict).toBe('VALID')
  expect(ledger.kind).toBe('older')
  // The record still knows who must be in it: the seal is missed.
  const missing = (ledger.kind === 'unknown' ? [] : ledger.signers).filter(({ field }) => !report.signatures.some((one) => one.field === field))
  expect(missing.map(({ role }) => role)).toEqual(['seal'])
})

test('the seal cut off and something else put in its place is found by the record', async () => {
  const stripped = Buffer.concat([versions[1] ?? Buffer.alloc(0), Buffer.from('% nothing\n')])
  expect((await verifier.verify(stripped)).ledger.kind).toBe('altered')
  expect((await verifier.verify(Buffer.concat([latest(), Buffer.from('% more\n')]))).ledger.kind).toBe('extended')
})

test('one byte changed: no longer ours, and not valid', async () => {
  const changed = Buffer.from(latest())
  // Of the first revision, so that nothing the record knows by its hash is left of the file.
  const at = 2_000
  changed[at] = (changed[at] ?? 0) ^ 1
  const { report, ledger } = await verifier.verify(changed)
  expect(report.verdict).not.toBe('VALID')
  expect(ledger).toEqual({ kind: 'unknown' })
})

test('a file that is no PDF gets a verdict that says so', async () => {
  expect((await verifier.verify(Buffer.from('not a PDF'))).report).toMatchObject({ verdict: 'INDETERMINATE', code: 'UNSUPPORTED', isReadable: false })
})

let server: Server
let url: string

beforeAll(async () => {
  const app = express()
  app.post('/verification', verificationDoor(verifier, (thrown) => {
    throw thrown
  }))
  server = createServer(app)
  // As the server of the product: a busy machine takes its time between two requests.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/verification`
})
afterAll(() => new Promise((resolve) => {
  server.closeAllConnections()
  server.close(resolve)
}))

test('the door takes the bytes and gives the judgement; it keeps nothing', async () => {
  const filesBefore = await world.db.storedFile.count()
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(latest()), headers: { 'content-type': 'application/pdf' } })
  expect(response.status).toBe(200)
  const { data } = await response.json() as { data: Verification }
  expect(data.report.signatures[0]).toMatchObject({ verdict: 'VALID', signedAt: expect.stringMatching(/^2026-11-23T/) })
  expect(await world.db.storedFile.count()).toBe(filesBefore)
})
