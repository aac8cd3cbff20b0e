import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

test('what is asked for while it runs becomes one more run, however often it is asked for', async () => {
  const ends: (() => void)[] = []
  const ask = oneAtATime(() => new Promise((resolve) => ends.push(resolve)))
  const first = ask()
  const later = [ask(), ask(), ask()]
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await first
  await Promise.resolve()
  expect(ends).toHaveLength(2)
  ends[1]?.()
  await Promise.all(later)
  expect(ends).toHaveLength(2)
})

test('a run that fails neither rejects nor stops the next one', async () => {
  let runs = 0
  const ask = oneAtATime(() => {
    runs += 1
    return Promise.reject(new Error('away'))
  })
  await ask()
  await ask()
  expect(runs).toBe(2)
})
