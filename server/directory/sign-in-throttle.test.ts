import { expect, test } from 'vitest'
import { answerDelayMs, failuresAt, lockedForSeconds } from './sign-in-throttle.ts'

const noon = new Date('2026-11-23T05:00:00Z')
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1000)

test('each wrong answer takes longer than the one before, up to 3.2 seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 40].map(answerDelayMs)).toEqual([200, 400, 800, 1600, 3200, 3200, 3200])
})

test.each([
  [4, 0],
  [5, 15],
  [6, 30],
  [9, 240],
  [11, 900],
  [500, 900],
])('after %i failures the account waits %i seconds', (failures, seconds) => {
  expect(lockedForSeconds({ failures, lastFailedAt: noon }, noon)).toBe(seconds)
})

test('the wait runs down and ends on the second', () => {
  const throttle = { failures: 5, lastFailedAt: noon }
  expect([0.5, 14, 14.9, 15].map((seconds) => lockedForSeconds(throttle, after(seconds)))).toEqual([15, 1, 1, 0])
})

test('failures of the day before are forgotten', () => {
  const throttle = { failures: 7, lastFailedAt: noon }
  expect(failuresAt(throttle, after(12 * 3600 - 1))).toBe(7)
  expect(failuresAt(throttle, after(12 * 3600))).toBe(0)
  expect(failuresAt(null, noon)).toBe(0)
})
