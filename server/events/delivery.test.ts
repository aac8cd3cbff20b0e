import { expect, test } from 'vitest'
import { jobKeyOf, nextAttemptAt } from './delivery.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const waitOf = (attempts: number, jitter = 0.5, retryAfterMs?: number) => {
  const at = nextAttemptAt(attempts, NOW, jitter, retryAfterMs)
  return at === null ? null : (at.getTime() - NOW.getTime()) / 1000
}

test('waits grow from five seconds to a day', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempts) => waitOf(attempts))).toEqual(
    [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => expect.closeTo(seconds, 3)))
})

test('after the tenth failure an operator decides', () => {
  expect(waitOf(10)).toBeNull()
})

test('receivers that came back together are spread by a tenth either way', () => {
  expect([waitOf(2, 0), waitOf(2, 1)]).toEqual([expect.closeTo(270, 3), expect.closeTo(330, 3)])
})

test('a receiver may ask for a longer pause, up to a day, never for a shorter one', () => {
  expect(waitOf(1, 0.5, 60_000)).toBe(60)
  expect(waitOf(2, 0.5, 1_000)).toBeCloseTo(300, 3)
  expect(waitOf(1, 0.5, 40 * 86_400_000)).toBe(86_400)
})

test('one delivery has one job', () => {
  expect(jobKeyOf('a')).toBe(jobKeyOf('a'))
  expect(jobKeyOf('a')).not.toBe(jobKeyOf('b'))
})
