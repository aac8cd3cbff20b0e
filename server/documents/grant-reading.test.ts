import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { openWorld } from '#server/test/world.ts'
import { addDocument } from './add-document.ts'
import { addVersion } from './add-version.ts'
import type { Grantee } from './document.ts'
import { grantReading } from './grant-reading.ts'
import { latestReadableVersions, readableVersion } from './queries.ts'
import { revokeReading } from './revoke-reading.ts'

const world = await openWorld()
const binh = world.ctx('binh')
const { lan } = world.people

async function storedPdf(text: string) {
  return { ...(await binh.files.put(new TextEncoder().encode(text))), fileName: `${text}.pdf`, pageCount: 2 }
}

async function document(title: string) {
  const file = await storedPdf(title)
  return binh.transact((tx) => addDocument(tx, binh, { title, kind: 'paper', orgUnitId: world.units['van-phong'].id, file }))
}

async function grant(documentId: string, to: Grantee[], reason: string): Promise<void> {
  await binh.transact((tx) => grantReading(tx, binh, { documentId, to, reason }))
}

test('whoever adds a document reads it, and nobody else until it is granted', async () => {
  const { versionId, documentId } = await document('Tờ trình')
  expect(await readableVersion(binh, versionId)).toMatchObject({ documentId, number: 1, title: 'Tờ trình', pageCount: 2 })
  expect(await readableVersion(world.ctx('lan'), versionId)).toBeNull()
  expect(await readableVersion(world.ctx('quan'), versionId)).toBeNull()
})

test('a unit\'s people read what the unit may read', async () => {
  const { versionId, documentId } = await document('Báo cáo')
  await grant(documentId, [{ kind: 'org_unit', id: world.units['so-khcn'].id }], 'meeting:1')
  expect(await readableVersion(world.ctx('lan'), versionId)).not.toBeNull()
  expect(await readableVersion(world.ctx('khanh'), versionId)).not.toBeNull()
  expect(await readableVersion(world.ctx('giang'), versionId)).toBeNull()
})

test('granting twice is granting once, and one reason taken back leaves the other', async () => {
  const { versionId, documentId } = await document('Dự thảo')
  const to: Grantee[] = [{ kind: 'user', id: lan.id }]
  await grant(documentId, to, 'meeting:1')
  await grant(documentId, to, 'meeting:1')
  await grant(documentId, to, 'meeting:2')
  expect(await world.db.grant.count({ where: { documentId, granteeId: lan.id } })).toBe(2)
  await binh.transact((tx) => revokeReading(tx, { reason: 'meeting:1', documentId }))
  expect(await readableVersion(world.ctx('lan'), versionId)).not.toBeNull()
  await binh.transact((tx) => revokeReading(tx, { reason: 'meeting:2', to }))
  expect(await readableVersion(world.ctx('lan'), versionId)).toBeNull()
})

test('taking back from one person leaves the others', async () => {
  const { versionId, documentId } = await document('Kế hoạch')
  await grant(documentId, [{ kind: 'user', id: lan.id }, { kind: 'user', id: world.people.giang.id }], 'meeting:3')
  await binh.transact((tx) => revokeReading(tx, { reason: 'meeting:3', to: [{ kind: 'user', id: lan.id }] }))
  expect(await readableVersion(world.ctx('lan'), versionId)).toBeNull()
  expect(await readableVersion(world.ctx('giang'), versionId)).not.toBeNull()
})

test('a new version keeps the old ones, and the latest is what a list shows', async () => {
  const one = await document('Một')
  const two = await document('Hai')
  const file = await storedPdf('Hai, bản 2')
  const versionId = await binh.transact((tx) => addVersion(tx, binh, { documentId: two.documentId, file }))
  expect(await readableVersion(binh, two.versionId)).toMatchObject({ number: 1 })
  const latest = await latestReadableVersions(binh, [two.documentId, newId(), one.documentId])
  expect(latest.map(({ versionId: id, number }) => [id, number])).toEqual([[versionId, 2], [one.versionId, 1]])
  expect(await latestReadableVersions(world.ctx('son'), [one.documentId, two.documentId])).toEqual([])
})

test('versions added at once get different numbers without a gap', async () => {
  const { documentId } = await document('Cùng lúc')
  const file = await storedPdf('nội dung')
  await Promise.all(Array.from({ length: 4 }, () => binh.transact((tx) => addVersion(tx, binh, { documentId, file }))))
  const versions = await world.db.documentVersion.findMany({ where: { documentId }, orderBy: { number: 'asc' } })
  expect(versions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
})

test('a version of nothing is refused, and an id that is none reads nothing', async () => {
  const file = await storedPdf('lạc')
  const lost = binh.transact((tx) => addVersion(tx, binh, { documentId: newId(), file }))
  expect(await world.refusal(lost)).toBe('document.not_found')
  expect(await readableVersion(binh, 'khong-phai-id')).toBeNull()
  expect(await readableVersion(binh, newId())).toBeNull()
})
