import { expect, test } from 'vitest'
import { newId } from '#server/kernel/new-id.ts'
import { closeMeeting } from '#server/meetings/close-meeting.ts'
import { eventsOf } from '#server/meetings/fixtures/meeting-scene.ts'
import { openWorld } from '#server/test/world.ts'
import { addItem } from './add-item.ts'
import { ITEMS_MAX } from './agenda.ts'
import { changeItem } from './change-item.ts'
import { agendaOf, convene, meetingWithItems, open } from './fixtures/agenda-scene.ts'
import { moveItem } from './move-item.ts'
import { removeItem } from './remove-item.ts'

const world = await openWorld()
const binh = world.ctx('binh')

async function revisionOf(meetingId: string): Promise<number> {
  return (await world.db.meeting.findUniqueOrThrow({ where: { id: meetingId } })).revision
}

function second(ids: readonly string[]): string {
  return ids[1] ?? ''
}

test('an item is added at the end, and the meeting\'s revision rises', async () => {
  const { meetingId } = await meetingWithItems(world, 'A')
  const before = await revisionOf(meetingId)
  const added = await addItem(binh, { meetingId, title: 'B', presenterId: world.people.lan.id, minutesPlanned: 20 })
  expect(added).toMatchObject({ position: 2, revision: before + 1 })
  expect(await agendaOf(world, meetingId)).toBe('1 A, 2 B')
  expect((await eventsOf(world, meetingId)).at(-1)).toBe('agenda.changed')
})

test('a dropped item leaves no gap and no twin', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B', 'C', 'D')
  await moveItem(binh, { itemId: itemIds[3] ?? '', position: 1 })
  expect(await agendaOf(world, meetingId)).toBe('1 D, 2 A, 3 B, 4 C')
  await moveItem(binh, { itemId: itemIds[3] ?? '', position: 99 })
  expect(await agendaOf(world, meetingId)).toBe('1 A, 2 B, 3 C, 4 D')
})

test('two who drop at once leave an agenda without gap', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B', 'C', 'D')
  await Promise.all([
    moveItem(binh, { itemId: itemIds[0] ?? '', position: 4 }),
    moveItem(world.ctx('an'), { itemId: itemIds[3] ?? '', position: 1 }),
    removeItem(binh, { itemId: second(itemIds) }),
  ])
  expect(await agendaOf(world, meetingId)).toBe('1 D, 2 C, 3 A')
})

test('a drop on an older agenda is refused when the screen says which one it meant', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B')
  const revision = await revisionOf(meetingId)
  await moveItem(binh, { itemId: second(itemIds), position: 1, revision })
  const late = moveItem(world.ctx('an'), { itemId: second(itemIds), position: 2, revision })
  expect(await world.refusal(late)).toBe('meeting.changed_meanwhile')
  expect(await agendaOf(world, meetingId)).toBe('1 B, 2 A')
})

test('title, presenter and minutes change; a presenter may be taken off again', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B')
  const itemId = second(itemIds)
  await changeItem(binh, { itemId, title: 'B mới', presenterId: world.people.giang.id, minutesPlanned: 30 })
  await changeItem(binh, { itemId, presenterId: null, presenterName: 'Ông Trưởng đoàn' })
  expect(await world.db.agendaItem.findUniqueOrThrow({ where: { id: itemId } })).toMatchObject({
    title: 'B mới', presenterId: null, presenterName: 'Ông Trưởng đoàn', minutesPlanned: 30, position: 2, meetingId,
  })
})

test('a presenter whom nobody knows is refused', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A')
  expect(await world.refusal(addItem(binh, { meetingId, title: 'B', presenterId: newId() }))).toBe('agenda.unknown_presenter')
  const change = changeItem(binh, { itemId: itemIds[0] ?? '', presenterId: newId() })
  expect(await world.refusal(change)).toBe('agenda.unknown_presenter')
})

test('a removed item is gone and the others close up', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B', 'C')
  await removeItem(binh, { itemId: second(itemIds) })
  expect(await agendaOf(world, meetingId)).toBe('1 A, 2 C')
  expect(await world.refusal(removeItem(binh, { itemId: second(itemIds) }))).toBe('agenda.not_found')
})

test('an item that was voted on, or is being discussed, stays', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B')
  const [current, voted] = [itemIds[0] ?? '', second(itemIds)]
  await open(world, meetingId)
  await world.db.meeting.update({ where: { id: meetingId }, data: { currentItemId: current } })
  await world.db.poll.create({ data: { id: newId(), meetingId, itemId: voted, question: '?', choices: ['x'], createdAt: new Date() } })
  for (const itemId of [current, voted]) {
    expect(await world.refusal(removeItem(binh, { itemId }))).toBe('agenda.item_in_use')
  }
})

test('the agenda of an open meeting may still change, that of a closed one not', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B')
  await open(world, meetingId)
  await moveItem(binh, { itemId: second(itemIds), position: 1 })
  await closeMeeting(world.ctx('an'), { meetingId })
  expect(await world.refusal(moveItem(binh, { itemId: second(itemIds), position: 2 }))).toBe('meeting.closed')
  expect(await world.refusal(addItem(binh, { meetingId, title: 'C' }))).toBe('meeting.closed')
})

test('participants and strangers change nothing', async () => {
  const { meetingId, itemIds } = await meetingWithItems(world, 'A', 'B')
  const itemId = second(itemIds)
  await convene(world, meetingId)
  expect(await world.refusal(moveItem(world.ctx('lan'), { itemId, position: 1 }))).toBe('meeting.not_found')
  expect(await world.refusal(changeItem(world.ctx('son'), { itemId, title: 'x' }))).toBe('agenda.not_found')
  expect(await world.refusal(addItem(world.ctx('son'), { meetingId, title: 'x' }))).toBe('meeting.not_found')
})

test('an agenda ends at a hundred items', async () => {
  const { meetingId } = await meetingWithItems(world)
  await world.db.agendaItem.createMany({
    data: Array.from({ length: ITEMS_MAX }, (_, index) => ({ id: newId(), meetingId, position: index + 1, title: 'x', minutesPlanned: 5 })),
  })
  expect(await world.refusal(addItem(binh, { meetingId, title: 'y' }))).toBe('agenda.too_many_items')
})
