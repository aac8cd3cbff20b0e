import { expect, test } from 'vitest'
import { assertRoomForItem, assertRoomForPaper, ITEMS_MAX, moved, PAPERS_PER_ITEM_MAX } from './agenda.ts'

test.each([
  ['c', 1, 'cabd'],
  ['a', 4, 'bcda'],
  ['a', 2, 'bacd'],
  ['b', 2, 'abcd'],
  ['d', 3, 'abdc'],
  ['a', 99, 'bcda'],
  ['d', 0, 'dabc'],
])('%s dropped at %i gives %s', (id, position, expected) => {
  expect(moved(['a', 'b', 'c', 'd'], id, position).join('')).toBe(expected)
})

test('an agenda and an item have room for so much and no more', () => {
  expect(() => assertRoomForItem(ITEMS_MAX - 1)).not.toThrow()
  expect(() => assertRoomForItem(ITEMS_MAX)).toThrow('agenda.too_many_items')
  expect(() => assertRoomForPaper(PAPERS_PER_ITEM_MAX - 1)).not.toThrow()
  expect(() => assertRoomForPaper(PAPERS_PER_ITEM_MAX)).toThrow('agenda.too_many_papers')
})
