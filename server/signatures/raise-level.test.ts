import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor, type Ctx } from '#server/kernel/ctx.ts'
import { addDocument } from '#server/documents/add-document.ts'
import { addVersion } from '#server/documents/add-version.ts'
import { makeLog } from '#server/kernel/log.ts'
import { openWorld } from '#server/test/world.ts'
import { startWorker, transportsOf } from '#server/worker/worker.ts'
import { openPkcs12 } from '#signing/cms/open-pkcs12.ts'
import { buildCrl } from '#signing/fixtures/build-revocation.ts'
import { startLocalAuthority } from '#signing/fixtures/local-authority.ts'
import { makeNotice } from '#signing/fixtures/notice.ts'
import { SigningError } from '#signing/signing-error.ts'
import { validatePdf } from '#signing/validation/validate.ts'
import { ensureDemoAuthority } from './ensure-demo-authority.ts'
import { levelMeansOf } from './level-means.ts'
import { DEMO_ROOT, pkcs12Path, pkiPassword } from './pki-folder.ts'
import { levelOf } from './queries.ts'
import { raiseLevel, resumeRaising, type LevelMeans } from './raise-level.ts'
import { requestSignature } from './request-signature.ts'
import { signDocument } from './sign-document.ts'
import { trustedFolder, trustOf } from './trust.ts'

// Keys, outside programs and a timestamp authority take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const authority = await startLocalAuthority()
const world = await openWorld({ TIMESTAMP_URL: authority.timestampUrl, STATUS_ORIGINS: authority.origin })
// The authority's clock is the real one.
world.setNow(new Date())
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
await trustLocalAuthority()
afterAll(() => authority.close())

const system = ctxFor({ db: world.db, files: world.files, settings: world.settings }, SYSTEM_ACTOR)
const means = levelMeansOf(world.settings) as LevelMeans
const bytes = await makeNotice('table')

/** The demo certificates name nobody to ask: their authority's list is handed over as a file. */
async function trustLocalAuthority(): Promise<void> {
  const { dataDir } = world.settings
  const { key, certificateDer } = openPkcs12(await readFile(pkcs12Path(dataDir, DEMO_ROOT)), await pkiPassword(dataDir))
  const day = (days: number) => new Date(Date.now() + days * 86_400_000)
  await mkdir(trustedFolder(dataDir), { recursive: true })
  await writeFile(path.join(trustedFolder(dataDir), 'demo.crl'), buildCrl({ key, certificateDer, chainDer: [] }, { thisUpdate: day(-1), nextUpdate: day(30) }))
  await writeFile(path.join(trustedFolder(dataDir), 'time.pem'), new X509Certificate(authority.rootDer).toString())
}

/** A notice signed by An and sealed by Dung. */
async function signed(as = (ctx: Ctx): Ctx => ctx): Promise<{ documentId: string; versionId: string }> {
  const ctx = as(world.ctx('dung'))
  const file = { ...(await ctx.files.put(bytes)), fileName: 'tb.pdf', pageCount: 1 }
  const asked = await ctx.transact(async (tx) => {
    const { documentId, versionId } = await addDocument(tx, ctx, { title: 'Thông báo', kind: 'conclusion_notice', orgUnitId: world.units['ubnd-tinh'].id, file })
    const about = { versionId, subject: { kind: 'letter', id: ctx.newId() }, label: 'Thông báo', meetingId: null }
    const personId = await requestSignature(tx, ctx, { kind: 'person', fieldName: 'LanhDao', signerUserId: world.people.an.id, ...about })
    const sealId = await requestSignature(tx, ctx, { kind: 'seal', fieldName: 'CoQuan', signerUserId: world.people.dung.id, ...about })
    return { documentId, versionId, personId, sealId }
  })
  const byLeader = await signDocument(as(world.ctx('an')), { requestId: asked.personId, confirmation: asked.versionId })
  expect(await levelOf(system, asked.documentId)).toEqual({ level: 'B-B', waitsFor: 'signatures', lastError: null })
  const { versionId } = await signDocument(as(world.ctx('dung')), { requestId: asked.sealId, confirmation: byLeader.versionId })
  return { documentId: asked.documentId, versionId }
}

const versionsOf = (documentId: string) => world.db.documentVersion.findMany({ where: { documentId }, orderBy: { number: 'asc' } })

test('once the seal is set the levels rise one after the other, each on the bytes of the one before, and all is valid', async () => {
  const { documentId } = await signed()
  expect(await levelOf(system, documentId)).toEqual({ level: 'B-B', waitsFor: 'timestamp', lastError: null })
  await raiseLevel(system, documentId, means)
  expect(await levelOf(system, documentId)).toEqual({ level: 'B-LTA', waitsFor: null, lastError: null })
  const files = await Promise.all((await versionsOf(documentId)).map(({ fileHash }) => world.files.read(fileHash)))
  expect(files).toHaveLength(6)
  files.slice(1).forEach((file, index) => {
    const before = files[index] ?? file
    expect(Buffer.from(file.subarray(0, before.length)).equals(before)).toBe(true)
  })
  const report = validatePdf(files.at(-1) ?? bytes, { anchorsDer: (await trustOf(world.settings.dataDir)).anchorsDer, at: new Date() })
  expect(report.verdict).toBe('VALID')
  expect(report.signatures.map(({ level }) => level)).toEqual(['B-LTA', 'B-LTA'])
  const raised = await world.db.event.findMany({ where: { type: 'document.level_raised', subjectId: documentId }, orderBy: { seq: 'asc' } })
  expect(raised.map(({ data }) => (data as { profile: string }).profile)).toEqual(['PAdES-B-T', 'PAdES-B-LT', 'PAdES-B-LTA'])
})

test('what failed half way is told, keeps what was reached, and goes on from there', async () => {
  const { documentId } = await signed()
  const silent: LevelMeans = { ...means, evidence: () => Promise.reject(new SigningError('network.failed', 'ocsp')) }
  await expect(raiseLevel(system, documentId, silent)).rejects.toThrow('network.failed')
  expect(await levelOf(system, documentId)).toEqual({ level: 'B-T', waitsFor: 'evidence', lastError: 'network.failed: ocsp' })
  expect(await versionsOf(documentId)).toHaveLength(4)
  await raiseLevel(system, documentId, means)
  expect(await levelOf(system, documentId)).toEqual({ level: 'B-LTA', waitsFor: null, lastError: null })
})

test('a document that got another version since is left alone', async () => {
  const { documentId } = await signed()
  const ctx = world.ctx('dung')
  await ctx.transact(async (tx) => addVersion(tx, ctx, { documentId, file: { ...(await ctx.files.put(bytes)), fileName: 'tb.pdf', pageCount: 1 } }))
  await raiseLevel(system, documentId, means)
  expect(await levelOf(system, documentId)).toMatchObject({ level: 'B-B' })
  expect(await versionsOf(documentId)).toHaveLength(4)
})

test('the worker raises what was signed while it was not there', async () => {
  const { documentId } = await signed()
  const { db, files, settings } = world
  const worker = await startWorker({ world: { db, files, settings }, databaseUrl: world.databaseUrl, log: makeLog('silent'), transports: transportsOf(settings) })
  try {
    await vi.waitFor(async () => expect(await levelOf(system, documentId)).toMatchObject({ level: 'B-LTA' }), { timeout: 200_000, interval: 500 })
  } finally {
    await worker.stop()
  }
})

test('without an authority the level stays at B-B and says so; once there is one, the worker takes it up', async () => {
  const settings = { ...world.settings, timestampUrl: null }
  const without = (ctx: Ctx): Ctx => ({ ...ctx, settings })
  const { documentId } = await signed(without)
  expect(await levelOf(without(system), documentId)).toEqual({ level: 'B-B', waitsFor: 'authority', lastError: null })
  const jobs = () => world.db.$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`raise:${documentId}`}`
  expect(await jobs()).toHaveLength(0)
  expect(await resumeRaising(without(system))).toBe(0)
  await resumeRaising(system)
  expect(await jobs()).toHaveLength(1)
  expect(await levelOf(system, documentId)).toMatchObject({ waitsFor: 'timestamp' })
  // Given up after many attempts, it is taken up again; while one is waiting, no second comes.
  expect(await resumeRaising(system)).toBe(0)
  await world.db.$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = ${`raise:${documentId}`}`
  expect(await resumeRaising(system)).toBe(1)
  await raiseLevel(system, documentId, means)
  expect(await resumeRaising(system)).toBe(0)
})

test('a trusted file that is no certificate is named', async () => {
  const place = path.join(trustedFolder(world.settings.dataDir), 'broken.pem')
  await writeFile(place, 'not a certificate')
  await expect(trustOf(world.settings.dataDir)).rejects.toThrow('pki/trusted/broken.pem')
})
