import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { readableVersion } from '#server/documents/queries.ts'
import { eventsOf } from '#server/meetings/fixtures/meeting-scene.ts'
import { presentPage } from '#server/meetings/present-page.ts'
import { meetingDetail, meetingRoom } from '#server/meetings/queries.ts'
import { openWorld } from '#server/test/world.ts'
import { PAPERS_PER_ITEM_MAX } from './agenda.ts'
import { attachPaper } from './attach-paper.ts'
import { detachPaper } from './detach-paper.ts'
import { convene, meetingWithItems, open, paperOn } from './fixtures/agenda-scene.ts'
import { removeItem } from './remove-item.ts'

const world = await openWorld()

async function meetingWithItem(): Promise<{ meetingId: string; itemId: string }> {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A')
  return { meetingId, itemId: itemIds[0] ?? '' }
}

test('a paper is titled by its file, read by everybody invited and by nobody else', async () => {
  const { meetingId, itemId } = await meetingWithItem()
  const paper = await paperOn(world, itemId, 'Dự thảo Nghị quyết.pdf'.normalize('NFD'))
  expect(paper.title).toBe('Dự thảo Nghị quyết'.normalize('NFC'))
  for (const who of ['an', 'binh', 'giang', 'lan', 'khanh'] as const) {
    expect(await readableVersion(world.ctx(who), paper.versionId), who).toMatchObject({ pageCount: 3 })
  }
  for (const who of ['son', 'minh', 'quan'] as const) {
    expect(await readableVersion(world.ctx(who), paper.versionId), who).toBeNull()
  }
  expect((await eventsOf(world, meetingId)).slice(-2)).toEqual(['agenda.changed', 'paper.attached'])
  const { agenda } = await meetingDetail(world.ctx('binh'), meetingId)
  expect(agenda[0]?.papers).toMatchObject([{ documentId: paper.documentId, versionId: paper.versionId, pageCount: 3 }])
})

test('papers stand in the order in which they were attached', async () => {
  const { meetingId, itemId } = await meetingWithItem()
  for (const name of ['ba.pdf', 'một.pdf', 'hai.pdf']) await paperOn(world, itemId, name)
  const { agenda } = await meetingDetail(world.ctx('binh'), meetingId)
  expect(agenda[0]?.papers.map(({ title }) => title)).toEqual(['ba', 'một', 'hai'])
})

test('a detached paper is taken back from its readers and from the screens', async () => {
  const { meetingId, itemId } = await meetingWithItem()
  const { paperId, versionId } = await paperOn(world, itemId)
  await open(world, meetingId)
  await presentPage(world.ctx('an'), { meetingId, versionId, page: 1 })
  await detachPaper(world.ctx('binh'), { paperId })
  expect(await readableVersion(world.ctx('lan'), versionId)).toBeNull()
  expect(await readableVersion(world.ctx('binh'), versionId)).not.toBeNull()
  expect((await meetingRoom(world.ctx('lan'), meetingId)).presenter).toBeNull()
  expect(await world.refusal(detachPaper(world.ctx('binh'), { paperId }))).toBe('paper.not_found')
})

test('with an item go its papers', async () => {
  const { itemId } = await meetingWithItem()
  const { versionId } = await paperOn(world, itemId)
  await removeItem(world.ctx('binh'), { itemId })
  expect(await readableVersion(world.ctx('lan'), versionId)).toBeNull()
})

test('bytes that were never stored cannot be attached', async () => {
  const { itemId } = await meetingWithItem()
  const file = { hash: 'a'.repeat(64), sizeBytes: 10, fileName: 'x.pdf', pageCount: 1 }
  expect(await world.refusal(attachPaper(world.ctx('binh'), { itemId, file }))).toBe('document.not_found')
})

test('only those who prepare the meeting attach and detach', async () => {
  const { meetingId, itemId } = await meetingWithItem()
  const { paperId } = await paperOn(world, itemId)
  await convene(world, meetingId)
  const file = { ...(await world.ctx('lan').files.put(new Uint8Array([1]))), fileName: 'x.pdf', pageCount: 1 }
  expect(await world.refusal(attachPaper(world.ctx('lan'), { itemId, file }))).toBe('meeting.not_found')
  expect(await world.refusal(attachPaper(world.ctx('son'), { itemId, file }))).toBe('agenda.not_found')
  expect(await world.refusal(detachPaper(world.ctx('lan'), { paperId }))).toBe('meeting.not_found')
  expect(await world.refusal(detachPaper(world.ctx('son'), { paperId }))).toBe('paper.not_found')
})

test('an item ends at fifty papers', async () => {
  const { itemId } = await meetingWithItem()
  const { documentId } = await paperOn(world, itemId)
  const template = await world.db.document.findUniqueOrThrow({ where: { id: documentId } })
  const documents = Array.from({ length: PAPERS_PER_ITEM_MAX - 1 }, () => ({ ...template, id: newId() }))
  await world.db.document.createMany({ data: documents })
  await world.db.agendaPaper.createMany({
    data: documents.map(({ id }, index) => ({ id: newId(), itemId, documentId: id, position: index + 2 })),
  })
  expect(await world.refusal(paperOn(world, itemId, 'thêm.pdf'))).toBe('agenda.too_many_papers')
})
