import { expect, test } from 'vitest'
import { firstUnseen, isSeen, readSeen, seenCount, withSeen } from './seen-pages.ts'

const version = { versionId: 'v1', pageCount: 3 }

test('a document is seen when each of its pages was shown, in whatever order and however often', () => {
  let seen = readSeen(null)
  for (const page of [3, 1, 3]) seen = withSeen(seen, 'v1', page)
  expect([isSeen(seen, version), seenCount(seen, 'v1', 3), firstUnseen(seen, version)]).toEqual([false, 2, 2])
  seen = withSeen(seen, 'v1', 2)
  expect([isSeen(seen, version), firstUnseen(seen, version)]).toEqual([true, 1])
  expect(withSeen(seen, 'v1', 2)).toBe(seen)
})

test('another version of the same document has been seen by nobody', () => {
  expect(isSeen(withSeen({}, 'v1', 1), { versionId: 'v2', pageCount: 1 })).toBe(false)
})

test('what a tab remembered is read back; what it did not write is nothing', () => {
  const seen = withSeen(withSeen({}, 'v1', 1), 'v2', 4)
  expect(readSeen(JSON.stringify(seen))).toEqual(seen)
  for (const text of ['{', '[]', 'null', '7', '{"v1":7}']) expect(readSeen(text)).toEqual({})
})
