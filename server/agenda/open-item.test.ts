import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { eventsOf } from '#server/meetings/fixtures/meeting-scene.ts'
import { presentPage } from '#server/meetings/present-page.ts'
import { meetingRoom } from '#server/meetings/queries.ts'
import { openWorld } from '#server/test/world.ts'
import { convene, meetingWithItems, open, paperOn } from './fixtures/agenda-scene.ts'
import { openItem } from './open-item.ts'

const world = await openWorld()

async function session() {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B')
  const [first = '', next = ''] = itemIds
  const { versionId } = await paperOn(world, first)
  await open(world, meetingId)
  return { meetingId, first, next, versionId }
}

test('the chair moves the current item and everybody sees it', async () => {
  const { meetingId, next } = await session()
  expect(await openItem(world.ctx('an'), { itemId: next })).toEqual({ itemId: next, position: 2 })
  expect((await meetingRoom(world.ctx('lan'), meetingId)).currentItemId).toBe(next)
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('agenda.item_opened')
})

test('the page of the item before is taken down; opening the current item again leaves it', async () => {
  const { meetingId, first, next, versionId } = await session()
  await openItem(world.ctx('binh'), { itemId: first })
  await presentPage(world.ctx('an'), { meetingId, versionId, page: 2 })
  const before = await eventsOf(world, meetingId)
  await openItem(world.ctx('binh'), { itemId: first })
  expect((await meetingRoom(world.ctx('lan'), meetingId)).presenter).toMatchObject({ page: 2 })
  expect(await eventsOf(world, meetingId)).toEqual(before)
  await openItem(world.ctx('an'), { itemId: next })
  expect((await meetingRoom(world.ctx('lan'), meetingId)).presenter).toBeNull()
})

test('before the session no item is open', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A')
  await convene(world, meetingId)
  expect(await world.refusal(openItem(world.ctx('an'), { itemId: itemIds[0] ?? '' }))).toBe('meeting.not_open')
})

test('the floor does not move the session, a stranger finds no item', async () => {
  const { next } = await session()
  expect(await world.refusal(openItem(world.ctx('lan'), { itemId: next }))).toBe('meeting.not_found')
  expect(await world.refusal(openItem(world.ctx('son'), { itemId: next }))).toBe('agenda.not_found')
  expect(await world.refusal(openItem(world.ctx('an'), { itemId: newId() }))).toBe('agenda.not_found')
})
