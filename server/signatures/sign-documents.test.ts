import { expect, test } from 'vitest'
import { addVersion } from '#server/documents/add-version.ts'
import { openWorld } from '#server/test/world.ts'
import { isRefusal } from '#server/kernel/refusal.ts'
import { askSignatures, noticeWithFields } from './asked-signatures.fixture.ts'
import { ensureDemoAuthority } from './ensure-demo-authority.ts'
import { SignDocuments } from './input.ts'
import { signaturesWaitingForMe } from './queries.ts'
import { signDocument } from './sign-document.ts'
import { signDocuments } from './sign-documents.ts'
import { withdrawSignatures } from './withdraw-signatures.ts'

const world = await openWorld()
await ensureDemoAuthority({ db: world.db, settings: world.settings, now: () => world.now() })
const notice = await noticeWithFields(world)
const asked = () => askSignatures(world, notice)
type Asked = Awaited<ReturnType<typeof asked>>

const toSign = ({ requestId, versionId, file }: Pick<Asked, 'requestId' | 'versionId' | 'file'>) =>
  ({ requestId, confirmation: versionId, sha256: file.hash })

async function signed(documents: Parameters<typeof signDocuments>[1]['documents'], at?: Date): Promise<string[]> {
  const outcomes: string[] = []
  for await (const outcome of signDocuments(world.ctx('an', at), { documents })) {
    outcomes.push('thrown' in outcome ? (isRefusal(outcome.thrown) ? outcome.thrown.code : 'failed') : 'signed')
  }
  return outcomes
}

test('a batch is signed one by one; one that cannot be is told and stops none of the others', async () => {
  const documents = [await asked(), await asked(), await asked(), await asked(), await asked(), await asked()]
  const [, withdrawn, signedBefore, changed, notShown] = documents as [Asked, Asked, Asked, Asked, Asked, Asked]
  const ctx = world.ctx('dung')
  await ctx.transact((tx) => withdrawSignatures(tx, ctx, withdrawn.subject))
  await signDocument(world.ctx('an'), { requestId: signedBefore.requestId, confirmation: signedBefore.versionId })
  await ctx.transact((tx) => addVersion(tx, ctx, { documentId: changed.documentId, file: changed.file }))
  const batch = documents.map((one) => ({ ...toSign(one), ...(one === notShown ? { sha256: 'ab'.repeat(32) } : {}) }))
  expect(await signed(batch)).toEqual([
    'signed', 'signature.withdrawn', 'signature.already_signed', 'signature.version_changed', 'signature.version_changed', 'signed',
  ])
  const kept = await world.db.documentVersion.groupBy({ by: ['documentId'], where: { documentId: { in: documents.map(({ documentId }) => documentId) } }, _count: true })
  const countOf = new Map(kept.map(({ documentId, _count }) => [documentId, _count]))
  expect(documents.map(({ documentId }) => countOf.get(documentId))).toEqual([2, 1, 2, 2, 1, 2])
  expect(await signaturesWaitingForMe(world.ctx('an'))).toHaveLength(2)
})

test('what is waited for says which bytes will be signed', async () => {
  const { requestId, versionId, file } = await asked()
  expect(await signaturesWaitingForMe(world.ctx('an'))).toContainEqual(
    expect.objectContaining({ requestId, versionId, sha256: file.hash, pageCount: 1 }))
})

test('an expired certificate is told beside each document, and nobody signs what was asked of another', async () => {
  const [mine, other] = [await asked(), await asked()]
  expect(await signed([toSign(mine), toSign(other)], new Date('2035-01-01T00:00:00Z'))).toEqual(['signature.certificate_expired', 'signature.certificate_expired'])
  expect(await signed([{ ...toSign(mine), requestId: mine.sealId }])).toEqual(['signature.not_found'])
  expect(await world.db.documentVersion.count({ where: { documentId: { in: [mine.documentId, other.documentId] } } })).toBe(2)
})

test('more than twenty are refused before the first is signed', async () => {
  const one = await asked()
  const documents = Array.from({ length: 21 }, () => toSign(one))
  expect(SignDocuments.safeParse({ documents }).success).toBe(true)
  expect(await world.refusal(signed(documents))).toBe('signature.batch_too_large')
  expect(await world.db.documentVersion.count({ where: { documentId: one.documentId } })).toBe(1)
  expect(SignDocuments.safeParse({ documents: [] }).success).toBe(false)
})
