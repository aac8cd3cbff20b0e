import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { openItem } from '#server/agenda/open-item.ts'
import { addDocument } from '#server/documents/add-document.ts'
import { openWorld, type TestWorld } from '#server/test/world.ts'
import { convenedMeeting, eventsOf, putItem, seatOf } from './fixtures/meeting-scene.ts'
import { markPresence } from './mark-presence.ts'
import { openMeeting } from './open-meeting.ts'
import { presentPage } from './present-page.ts'
import { meetingRoom } from './queries.ts'

const world = await openWorld()

/** Lan presents the current item, which has a paper of three pages; Giang's item comes next. */
async function sessionWithPaper(scene: TestWorld): Promise<{ meetingId: string; versionId: string; nextItemId: string }> {
  const meetingId = await convenedMeeting(scene)
  const itemId = await putItem(scene, meetingId, scene.people.lan.id)
  const nextItemId = await putItem(scene, meetingId, scene.people.giang.id)
  const ctx = scene.ctx('binh')
  const bytes = await ctx.files.put(new TextEncoder().encode(`%PDF ${itemId}`))
  const versionId = await ctx.transact(async (tx) => {
    const file = { ...bytes, fileName: 'a.pdf', pageCount: 3 }
    const added = await addDocument(tx, ctx, { title: 'Báo cáo', kind: 'paper', orgUnitId: scene.units['van-phong'].id, file })
    await tx.agendaPaper.create({ data: { id: newId(), itemId, documentId: added.documentId, position: 1 } })
    return added.versionId
  })
  await openMeeting(scene.ctx('an'), { meetingId })
  await scene.db.meeting.update({ where: { id: meetingId }, data: { currentItemId: itemId } })
  return { meetingId, versionId, nextItemId }
}

test('the presenter\'s page is what everybody in the room sees, the last command winning', async () => {
  const { meetingId, versionId } = await sessionWithPaper(world)
  await presentPage(world.ctx('lan'), { meetingId, versionId, page: 2 })
  expect((await meetingRoom(world.ctx('giang'), meetingId)).presenter).toMatchObject({ userId: world.people.lan.id, versionId, page: 2 })
  await presentPage(world.ctx('an'), { meetingId, versionId, page: 3 })
  expect((await meetingRoom(world.ctx('giang'), meetingId)).presenter).toMatchObject({ userId: world.people.an.id, page: 3 })
  expect((await eventsOf(world, meetingId)).slice(-2)).toEqual(['page.presented', 'page.presented'])
})

test('a reading says up to which move it knows, and nothing else moves that number', async () => {
  const { meetingId, versionId, nextItemId } = await sessionWithPaper(world)
  const lastMove = async () => (await meetingRoom(world.ctx('giang'), meetingId)).lastMove
  expect(await lastMove()).toBe(0)
  await presentPage(world.ctx('an'), { meetingId, versionId, page: 2 })
  const turned = await lastMove()
  expect(turned).toBe(await lastEvent(meetingId, 'page.presented'))
  await markPresence(world.ctx('giang'), { meetingId })
  expect(await lastMove()).toBe(turned)
  await openItem(world.ctx('an'), { itemId: nextItemId })
  expect(await lastMove()).toBe(await lastEvent(meetingId, 'agenda.item_opened'))
})

async function lastEvent(meetingId: string, type: string): Promise<number> {
  const { seq } = await world.db.event.findFirstOrThrow({ where: { meetingId, type }, orderBy: { seq: 'desc' } })
  return Number(seq)
}

test('a presenter takes down his own page and not the chair\'s', async () => {
  const { meetingId, versionId } = await sessionWithPaper(world)
  const stop = { meetingId, versionId: null, page: null } as const
  await presentPage(world.ctx('an'), { meetingId, versionId, page: 1 })
  expect(await world.refusal(presentPage(world.ctx('lan'), stop))).toBe('meeting.not_presenting')
  await presentPage(world.ctx('lan'), { meetingId, versionId, page: 1 })
  await presentPage(world.ctx('lan'), stop)
  expect((await meetingRoom(world.ctx('giang'), meetingId)).presenter).toBeNull()
})

test('whoever presented the item before may take down what he left, and show nothing more', async () => {
  const { meetingId, versionId, nextItemId } = await sessionWithPaper(world)
  await presentPage(world.ctx('lan'), { meetingId, versionId, page: 1 })
  await world.db.meeting.update({ where: { id: meetingId }, data: { currentItemId: nextItemId } })
  expect(await world.refusal(presentPage(world.ctx('lan'), { meetingId, versionId, page: 2 }))).toBe('meeting.not_found')
  await presentPage(world.ctx('lan'), { meetingId, versionId: null, page: null })
  expect((await meetingRoom(world.ctx('an'), meetingId)).presenter).toBeNull()
})

test('a listener on the floor and a stranger present nothing', async () => {
  const { meetingId, versionId } = await sessionWithPaper(world)
  for (const who of ['ha', 'son'] as const) {
    expect(await world.refusal(presentPage(world.ctx(who), { meetingId, versionId, page: 1 }))).toBe('meeting.not_found')
  }
  expect((await seatOf(world, meetingId, world.people.ha.id)).role).toBe('member')
})

test('only a page that exists, of a paper on this agenda', async () => {
  const [here, there] = [await sessionWithPaper(world), await sessionWithPaper(world)]
  const { meetingId, versionId } = here
  expect(await world.refusal(presentPage(world.ctx('lan'), { meetingId, versionId, page: 4 }))).toBe('meeting.page_out_of_range')
  const foreign = presentPage(world.ctx('an'), { meetingId, versionId: there.versionId, page: 1 })
  expect(await world.refusal(foreign)).toBe('document.not_found')
})

test('before the session nothing is presented', async () => {
  const meetingId = await convenedMeeting(world)
  expect(await world.refusal(presentPage(world.ctx('an'), { meetingId, versionId: newId(), page: 1 }))).toBe('meeting.not_open')
})
