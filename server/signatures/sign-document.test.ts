import { X509Certificate } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { addVersion } from '#server/documents/add-version.ts'
import type { Signer } from '#signing/signers/signer.ts'
import { SigningError } from '#signing/signing-error.ts'
import { askSignatures, noticeWithFields } from './asked-signatures.fixture.ts'
import { ensureDemoAuthority } from './ensure-demo-authority.ts'
import type { KeyStore } from './key-store.ts'
import { certificatePath, demoRootPath, pkcs12Path, pkiFolder } from './pki-folder.ts'
import { pkcs12KeyStore } from './pkcs12-key-store.ts'
import { refuseSignature } from './refuse-signature.ts'
import { signDocument } from './sign-document.ts'

const world = await openWorld()
const ensure = () => ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
await ensure()
const keys = pkcs12KeyStore({ db: world.db, dataDir: world.settings.dataDir })

const notice = await noticeWithFields(world)
const { bytes } = notice
const asked = () => askSignatures(world, notice)

test('a signature is a new version; the file signed before stands in it unchanged', async () => {
  const { requestId, versionId } = await asked()
  const signed = await signDocument(world.ctx('an'), { requestId, confirmation: versionId })
  const version = await world.db.documentVersion.findUniqueOrThrow({ where: { id: signed.versionId } })
  expect(version.number).toBe(2)
  const after = await world.files.read(version.fileHash)
  expect(Buffer.from(after.subarray(0, bytes.length)).equals(bytes)).toBe(true)
  expect(await world.refusal(signDocument(world.ctx('an'), { requestId, confirmation: signed.versionId }))).toBe('signature.already_signed')
})

test("nobody else signs in the leader's place", async () => {
  const { requestId, versionId } = await asked()
  expect(await world.refusal(signDocument(world.ctx('chau'), { requestId, confirmation: versionId }))).toBe('signature.not_found')
})

test('a leader whose position ended signs nothing, not even when it ended while the file was signed; nor does such a clerk seal', async () => {
  const { requestId, sealId, versionId, documentId } = await asked()
  const { an, dung } = world.people
  const ends = (userId: string, validTo: Date | null) => world.db.position.updateMany({ where: { userId }, data: { validTo } })
  const yesterday = new Date('2026-11-22')
  const slow: KeyStore = {
    ...keys,
    async keyOf(kind, ownerId) {
      await ends(an.id, yesterday)
      return keys.keyOf(kind, ownerId)
    },
  }
  const sign = (store: KeyStore) => signDocument(world.ctx('an'), { requestId, confirmation: versionId }, store)
  expect(await world.refusal(sign(slow))).toBe('signature.not_in_office')
  expect(await world.refusal(sign(keys))).toBe('signature.not_in_office')
  expect(await world.db.documentVersion.count({ where: { documentId } })).toBe(1)
  await ends(an.id, null)
  const signed = await sign(keys)
  await ends(dung.id, yesterday)
  expect(await world.refusal(signDocument(world.ctx('dung'), { requestId: sealId, confirmation: signed.versionId }))).toBe('signature.not_in_office')
  await ends(dung.id, null)
})

test('an expired certificate signs nothing, nor does one that is not valid yet', async () => {
  const { requestId, versionId, documentId } = await asked()
  const at = (day: string) => world.refusal(signDocument(world.ctx('an', new Date(day)), { requestId, confirmation: versionId }))
  expect(await at('2035-01-01T00:00:00Z')).toBe('signature.certificate_expired')
  expect(await at('2025-07-02T00:00:00Z')).toBe('signature.certificate_not_yet_valid')
  expect(await world.db.documentVersion.count({ where: { documentId } })).toBe(1)
})

test('without a certificate, with an authority nobody trusts, and while the key cannot be reached, nothing is kept', async () => {
  const { requestId, versionId, documentId } = await asked()
  const sign = (store: KeyStore) => world.refusal(signDocument(world.ctx('an'), { requestId, confirmation: versionId }, store))
  expect(await sign({ ...keys, keyOf: () => Promise.resolve(null) })).toBe('signature.no_certificate')
  expect(await sign({ ...keys, anchorsDer: () => Promise.resolve([]) })).toBe('signature.not_valid')
  const [root] = await keys.anchorsDer()
  const key = await keys.keyOf('person', world.people.an.id)
  if (key === null || root === undefined) throw new Error('no demo key')
  const by = (signer: Partial<Signer>) => sign({ ...keys, keyOf: () => Promise.resolve({ ...key, signer: { ...key.signer, ...signer } }) })
  expect(await by({ identity: async () => ({ ...await key.signer.identity(), certificateDer: root }) })).toBe('signature.certificate_unusable')
  expect(await by({ request: () => Promise.reject(new SigningError('signer.unreachable')) })).toBe('signature.key_unreachable')
  expect(await world.db.documentVersion.count({ where: { documentId } })).toBe(1)
})

test('whoever looked at an older version signs nothing', async () => {
  const { requestId, versionId, documentId, file } = await asked()
  const ctx = world.ctx('dung')
  await ctx.transact((tx) => addVersion(tx, ctx, { documentId, file }))
  expect(await world.refusal(signDocument(world.ctx('an'), { requestId, confirmation: versionId }))).toBe('signature.version_changed')
})

test('signing twice at the same moment leaves one signature', async () => {
  const { requestId, versionId, documentId } = await asked()
  const sign = () => signDocument(world.ctx('an'), { requestId, confirmation: versionId })
  const outcomes = await Promise.allSettled([sign(), sign()])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await world.db.documentVersion.count({ where: { documentId } })).toBe(2)
})

test('a file that was damaged in the store is not signed', async () => {
  const { requestId, versionId, documentId } = await asked()
  const ctx = world.ctx('an')
  const touched = { ...ctx, files: { ...ctx.files, read: async (hash: string) => (await ctx.files.read(hash)).map((byte, at) => (at === 900 ? byte ^ 1 : byte)) } }
  expect(await world.refusal(signDocument(touched, { requestId, confirmation: versionId }))).toBe('signature.file_damaged')
  expect(await world.db.documentVersion.count({ where: { documentId } })).toBe(1)
})

test('a refusal gives its reason and ends the waiting of the seal too', async () => {
  const { requestId, versionId, sealId } = await asked()
  expect(await world.refusal(refuseSignature(world.ctx('an'), { requestId, reason: ' ' }))).toBe('signature.reason_required')
  await refuseSignature(world.ctx('an'), { requestId, reason: 'Sai thể thức' })
  expect(await world.db.event.findFirst({ where: { type: 'signature.refused', subjectId: requestId } })).toMatchObject({
    actorUserId: world.people.an.id, data: { reason: 'Sai thể thức', label: 'Thông báo' },
  })
  expect(await world.refusal(signDocument(world.ctx('an'), { requestId, confirmation: versionId }))).toBe('signature.already_refused')
  expect(await world.refusal(signDocument(world.ctx('dung'), { requestId: sealId, confirmation: versionId }))).toBe('signature.already_refused')
})

test('the demo authority is made once, for this account only, and mended where something is missing', async () => {
  const { dataDir } = world.settings
  const root = await readFile(demoRootPath(dataDir), 'utf8')
  const before = await world.db.signingCertificate.findMany({ orderBy: { keyName: 'asc' } })
  expect(before.map(({ keyName }) => keyName)).toEqual(['person-an', 'person-chau', 'seal-ubnd-tinh'])
  expect((await stat(pkcs12Path(dataDir, 'person-an'))).mode & 0o077).toBe(0)
  expect((await stat(path.join(pkiFolder(dataDir), 'password'))).mode & 0o077).toBe(0)

  await world.db.signingCertificate.deleteMany({ where: { keyName: 'person-an' } })
  await rm(pkcs12Path(dataDir, 'seal-ubnd-tinh'))
  await rm(certificatePath(dataDir, 'person-chau'))
  await ensure()
  const after = await world.db.signingCertificate.findMany({ orderBy: { keyName: 'asc' } })
  expect(await readFile(demoRootPath(dataDir), 'utf8')).toBe(root)
  expect(after.map(({ serial }) => serial).slice(0, 2)).toEqual(before.map(({ serial }) => serial).slice(0, 2))
  expect(after[2]?.serial).not.toBe(before[2]?.serial)
  expect(new X509Certificate(await readFile(certificatePath(dataDir, 'person-chau'))).serialNumber.toLowerCase()).toContain(before[1]?.serial)
  await ensureDemoAuthority({ db: world.db, settings: { dataDir: '/nonexistent', hasDemo: false } })
})

test('with a new authority every certificate is issued anew', async () => {
  const { dataDir } = world.settings
  const before = await world.db.signingCertificate.findMany({ orderBy: { keyName: 'asc' } })
  await rm(pkcs12Path(dataDir, 'demo-root'))
  await ensure()
  const after = await world.db.signingCertificate.findMany({ orderBy: { keyName: 'asc' } })
  expect(after.map(({ keyName }) => keyName)).toEqual(before.map(({ keyName }) => keyName))
  const old = new Set(before.map(({ serial }) => serial))
  expect(after.some(({ serial }) => old.has(serial))).toBe(false)
  const root = new X509Certificate(await readFile(demoRootPath(dataDir)))
  const an = new X509Certificate(await readFile(certificatePath(dataDir, 'person-an')))
  expect(an.verify(root.publicKey)).toBe(true)
})
