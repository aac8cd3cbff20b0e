import { expect, test } from 'vitest'
import { laterOf, positionAfter, type Position } from './position.ts'

const AN = { userId: 'an', name: 'Nguyễn Hoài An' }
const onPage = (event: number, page: number): Position => ({ event, itemId: 'i1', presented: { versionId: 'v1', page, ...AN } })
const turned = (event: number, page: number) => ({ topic: 'page.presented', seq: event, event, data: { versionId: 'v1', page, presenterId: 'an' } })

test('a turned page and an opened item are shown at once', () => {
  expect(positionAfter(onPage(4, 1), turned(5, 2), [AN])).toEqual(onPage(5, 2))
  expect(positionAfter(onPage(4, 1), { topic: 'agenda.item_opened', seq: 1, event: 6, data: { itemId: 'i2' } }, [AN])).toEqual({ ...onPage(6, 1), itemId: 'i2' })
  const takenDown = { topic: 'page.presented', seq: 1, event: 7, data: { versionId: null, page: null, presenterId: null } }
  expect(positionAfter(onPage(4, 1), takenDown, [AN])).toEqual({ event: 7, itemId: 'i1', presented: null })
})

test('a reading begun before the page was turned does not turn it back', () => {
  const heard = positionAfter(onPage(4, 1), turned(6, 2), [AN])
  expect(laterOf(onPage(4, 1), heard)).toEqual(onPage(6, 2))
  expect(laterOf(onPage(6, 2), heard)).toEqual(onPage(6, 2))
  expect(laterOf(onPage(9, 3), heard)).toEqual(onPage(9, 3))
  expect(laterOf(onPage(4, 1), null)).toEqual(onPage(4, 1))
})

test('an announcement that comes late, or says nothing of the position, leads nowhere', () => {
  const before = onPage(6, 2)
  for (const message of [turned(5, 1), turned(6, 1), { topic: 'poll.opened', seq: 1, event: 9 }, { topic: 'roster', seq: 1, data: {} }]) {
    expect(positionAfter(before, message, [AN])).toBe(before)
  }
})
