import { createHash, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { addVersion } from '#server/documents/add-version.ts'
import { ctxFor, type Ctx } from '#server/kernel/ctx.ts'
import { openDb } from '#server/kernel/db.ts'
import { openWorld } from '#server/test/world.ts'
import { signAttributes } from '#signing/cms/sign-attributes.ts'
import { openPkcs12 } from '#signing/cms/open-pkcs12.ts'
import { certifiedKey } from '#signing/fixtures/certified-key.ts'
import { validatePdf } from '#signing/validation/validate.ts'
import { askSignatures, noticeWithFields } from './asked-signatures.fixture.ts'
import { completeSignature } from './complete-signature.ts'
import { endSignatureSessions } from './end-signature-sessions.ts'
import { ensureDemoAuthority } from './ensure-demo-authority.ts'
import { CompleteSignature, PrepareSignature } from './input.ts'
import { DEMO_ROOT, pkcs12Path, pkiPassword } from './pki-folder.ts'
import { prepareSignature, type PreparedForDevice } from './prepare-signature.ts'
import { SESSION_LIFE_MS } from './signature-session.ts'
import { signDocument } from './sign-document.ts'
import { trustOf } from './trust.ts'
import { withdrawSignatures } from './withdraw-signatures.ts'

const world = await openWorld()
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
const notice = await noticeWithFields(world)
const asked = () => askSignatures(world, notice)
const { dataDir } = world.settings

/** What a token at somebody's desk holds: here the key of the demo's own file, opened away from the server. */
const openKey = async (name: string) => openPkcs12(await readFile(pkcs12Path(dataDir, name)), await pkiPassword(dataDir))
const token = await openKey('person-an')
const base64 = (der: Uint8Array) => Buffer.from(der).toString('base64')
const chain = token.chainDer.map(base64)
const later = (ms: number) => new Date(world.now().getTime() + ms)

type Asked = Awaited<ReturnType<typeof asked>>
const prepare = (one: Asked, given: Partial<PrepareSignature> = {}, ctx: Ctx = world.ctx('an')) => prepareSignature(ctx, {
  requestId: one.requestId, confirmation: one.versionId, sha256: one.file.hash, certificate: base64(token.certificateDer), chain, ...given,
})
async function answerTo({ attributes }: Pick<PreparedForDevice, 'attributes'>, key: KeyObject = token.key): Promise<string> {
  return base64(await signAttributes(key, Buffer.from(attributes, 'base64')))
}
const countOf = (documentId: string) => world.db.documentVersion.count({ where: { documentId } })

test('prepared here, signed elsewhere, completed by another process after a restart: a valid signature', async () => {
  const one = await asked()
  const prepared = await prepare(one)
  expect(prepared.digest).toBe(createHash('sha256').update(Buffer.from(prepared.attributes, 'base64')).digest('base64'))
  const signature = await answerTo(prepared)
  expect(await countOf(one.documentId)).toBe(1)

  const db = openDb(world.databaseUrl)
  afterAll(() => db.$disconnect())
  const restarted = ctxFor({ db, files: world.files, settings: world.settings, now: () => later(60_000) }, world.ctx('an').actor)
  const { versionId } = await completeSignature(restarted, { sessionId: prepared.sessionId, signature, certificateSha256: prepared.certificateSha256 })
  const version = await world.db.documentVersion.findUniqueOrThrow({ where: { id: versionId } })
  const report = validatePdf(await world.files.read(version.fileHash), { anchorsDer: (await trustOf(dataDir)).anchorsDer, at: later(60_000), revocation: 'if_at_hand' })
  expect(report).toMatchObject({ verdict: 'VALID', signatures: [{ field: 'leader', signer: { name: 'Nguyễn Hoài An' } }], emptyFields: ['seal'] })
  expect(await world.db.signatureRequest.findUnique({ where: { id: one.requestId } })).toMatchObject({ state: 'signed', signedVersionId: versionId })
  expect(await world.db.signatureSession.findUnique({ where: { id: prepared.sessionId } })).toMatchObject({ state: 'completed', prepared: '' })
  expect(await world.db.event.count({ where: { type: { in: ['signature.prepared', 'document.signed'] }, OR: [{ subjectId: one.requestId }, { subjectId: one.documentId }] } })).toBe(2)
  // The seal follows on what the leader signed.
  expect(await signDocument(world.ctx('dung'), { requestId: one.sealId, confirmation: versionId })).toMatchObject({ versionId: expect.any(String) })
})

test('a value is taken once, and a replayed one is not taken for another document', async () => {
  const [one, other] = [await asked(), await asked()]
  const prepared = await prepare(one)
  const signature = await answerTo(prepared)
  await completeSignature(world.ctx('an'), { sessionId: prepared.sessionId, signature })
  expect(await world.refusal(completeSignature(world.ctx('an'), { sessionId: prepared.sessionId, signature }))).toBe('signature.session_used')
  // A second later: the two documents of this test are the same bytes otherwise, and so would be what is signed.
  const { sessionId } = await prepare(other, {}, world.ctx('an', later(1000)))
  expect(await world.refusal(completeSignature(world.ctx('an'), { sessionId, signature }))).toBe('signature.session_other_hash')
  expect([await countOf(one.documentId), await countOf(other.documentId)]).toEqual([2, 1])
})

test('two answers at the same moment leave one signature', async () => {
  const one = await asked()
  const prepared = await prepare(one)
  const signature = await answerTo(prepared)
  const complete = () => completeSignature(world.ctx('an'), { sessionId: prepared.sessionId, signature })
  const outcomes = await Promise.allSettled([complete(), complete()])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await countOf(one.documentId)).toBe(2)
})

test('another hash, another key and another certificate are refused, and the session waits on for the right one', async () => {
  const one = await asked()
  const prepared = await prepare(one)
  const complete = (signature: string, certificateSha256?: string) =>
    world.refusal(completeSignature(world.ctx('an'), { sessionId: prepared.sessionId, signature, certificateSha256 }))
  expect(await complete(await answerTo({ attributes: base64(Buffer.from('other attributes')) }))).toBe('signature.session_other_hash')
  expect(await complete(await answerTo(prepared, (await openKey('person-chau')).key))).toBe('signature.session_other_hash')
  expect(await complete(base64(Buffer.from('no signature at all')))).toBe('signature.session_other_hash')
  expect(await complete(await answerTo(prepared), 'ab'.repeat(32))).toBe('signature.session_other_certificate')
  expect(await countOf(one.documentId)).toBe(1)
  await completeSignature(world.ctx('an'), { sessionId: prepared.sessionId, signature: await answerTo(prepared) })
})

test('a session that is over, replaced, or prepared on a version that is no longer the latest takes nothing', async () => {
  const one = await asked()
  const first = await prepare(one)
  const second = await prepare(one)
  const complete = async (prepared: PreparedForDevice, at?: Date) =>
    world.refusal(completeSignature(world.ctx('an', at), { sessionId: prepared.sessionId, signature: await answerTo(prepared) }))
  expect(await complete(first)).toBe('signature.session_superseded')
  expect(await complete(second, later(SESSION_LIFE_MS))).toBe('signature.session_expired')
  const ctx = world.ctx('dung')
  await ctx.transact((tx) => addVersion(tx, ctx, { documentId: one.documentId, file: one.file }))
  expect(await complete(second)).toBe('signature.session_base_changed')
  expect(await countOf(one.documentId)).toBe(2)

  const withdrawn = await asked()
  const prepared = await prepare(withdrawn)
  await ctx.transact((tx) => withdrawSignatures(tx, ctx, withdrawn.subject))
  expect(await complete(prepared)).toBe('signature.withdrawn')
  expect(await world.refusal(prepare(withdrawn))).toBe('signature.withdrawn')
})

test('what is over is thrown away by the hour, and its end remembered', async () => {
  const prepared = await prepare(await asked())
  const at = later(SESSION_LIFE_MS)
  expect(await endSignatureSessions(world.ctx('an', later(0)))).toBe(0)
  expect(await endSignatureSessions(world.ctx('an', at))).toBeGreaterThan(0)
  expect(await world.db.signatureSession.findUnique({ where: { id: prepared.sessionId } })).toMatchObject({ state: 'expired', prepared: '' })
  expect(await world.refusal(completeSignature(world.ctx('an'), { sessionId: prepared.sessionId, signature: await answerTo(prepared) }))).toBe('signature.session_expired')
})

test('nobody prepares or completes for somebody else, nor with a certificate that is not the signer’s or cannot sign', async () => {
  const one = await asked()
  const before = await world.db.signatureSession.count()
  const refused = (given: Partial<PrepareSignature>, ctx?: Ctx) => world.refusal(prepare(one, given, ctx))
  const [root] = token.chainDer
  expect(await refused({}, world.ctx('chau'))).toBe('signature.not_found')
  expect(await refused({ certificate: base64((await openKey('person-chau')).certificateDer) })).toBe('signature.other_person')
  expect(await refused({ certificate: base64(root ?? new Uint8Array()) })).toBe('signature.other_person')
  expect(await refused({ certificate: base64(Buffer.from('no certificate')) })).toBe('signature.certificate_unusable')
  expect(await refused({ chain: [...chain, base64(Buffer.from('no certificate'))] })).toBe('signature.certificate_unusable')
  expect(await refused({ sha256: 'ab'.repeat(32) })).toBe('signature.version_changed')
  expect(await refused({}, world.ctx('an', new Date('2035-01-01T00:00:00Z')))).toBe('signature.certificate_expired')
  expect(await refused({}, world.ctx('an', new Date('2025-07-02T00:00:00Z')))).toBe('signature.certificate_not_yet_valid')
  expect(await world.db.signatureSession.count()).toBe(before)
  const prepared = await prepare(one)
  const input = { sessionId: prepared.sessionId, signature: await answerTo(prepared) }
  expect(await world.refusal(completeSignature(world.ctx('chau'), input))).toBe('signature.session_not_found')
  expect(await world.refusal(completeSignature(world.ctx('an'), { ...input, sessionId: world.ctx('an').newId() }))).toBe('signature.session_not_found')
})

test('an elliptic key signs too, its halves side by side as tokens give them; one of a stranger’s authority is not kept', async () => {
  const authority = await openKey(DEMO_ROOT)
  const held = await certifiedKey(authority, 'prime256v1', 'Nguyễn Hoài An')
  const one = await asked()
  const prepared = await prepare(one, { certificate: base64(held.certificateDer), chain: held.chainDer.map(base64) })
  expect(prepared.algorithm).toBe('ecdsa_sha256')
  const signature = base64(halves(await signAttributes(held.key, Buffer.from(prepared.attributes, 'base64'))))
  await completeSignature(world.ctx('an'), { sessionId: prepared.sessionId, signature })
  expect(await countOf(one.documentId)).toBe(2)

  // The look-alike certifies itself: its name is right, and nobody stands behind it.
  const lookAlike = await certifiedKey({ key: held.key, certificateDer: held.certificateDer }, 'prime256v1', 'Nguyễn Hoài An')
  const other = await asked()
  const session = await prepare(other, { certificate: base64(lookAlike.certificateDer), chain: [] })
  const value = base64(await signAttributes(lookAlike.key, Buffer.from(session.attributes, 'base64')))
  expect(await world.refusal(completeSignature(world.ctx('an'), { sessionId: session.sessionId, signature: value }))).toBe('signature.not_valid')
  expect(await countOf(other.documentId)).toBe(1)
})

test('what enters is base64 of a sensible size', () => {
  const session = { sessionId: world.ctx('an').newId(), signature: 'AAAA' }
  expect(CompleteSignature.safeParse(session).success).toBe(true)
  for (const signature of ['', 'not base64!', 'A'.repeat(4096)]) expect(CompleteSignature.safeParse({ ...session, signature }).success).toBe(false)
  expect(PrepareSignature.safeParse({ requestId: session.sessionId, confirmation: session.sessionId, certificate: 'A'.repeat(40_000) }).success).toBe(false)
})

/** A DER sequence of two integers as the 64 bytes that PKCS #11 gives. */
function halves(value: Uint8Array): Uint8Array {
  const lengthOfR = value[3] ?? 0
  const r = value.subarray(4, 4 + lengthOfR)
  const s = value.subarray(6 + lengthOfR)
  const padded = (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(32), bytes]).subarray(-32)
  return Buffer.concat([padded(r), padded(s)])
}
