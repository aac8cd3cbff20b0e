import { expect, test } from 'vitest'
import { inTurns } from './in-turns.ts'

test('no more than the width are under way at once, and results keep their order', async () => {
  let underWay = 0
  let most = 0
  const results = await inTurns([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    most = Math.max(most, ++underWay)
    await new Promise((resolve) => setTimeout(resolve, item % 2))
    underWay -= 1
    return item * 10
  })
  expect(most).toBe(3)
  expect(results).toEqual([10, 20, 30, 40, 50, 60, 70])
})

test('the first failure starts no more', async () => {
  const started: number[] = []
  const work = (item: number) => {
    started.push(item)
    return item === 2 ? Promise.reject(new Error('two')) : Promise.resolve()
  }
  await expect(inTurns([1, 2, 3, 4, 5, 6, 7, 8], 1, work)).rejects.toThrow('two')
  expect(started).toEqual([1, 2])
})
