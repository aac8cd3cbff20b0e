import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Readings, urgencyOf } from './readings.ts'

let reads: number
let readings: Readings

beforeEach(() => {
  vi.useFakeTimers()
  reads = 0
  readings = new Readings(() => (reads += 1))
})
afterEach(() => void vi.useRealTimers())

test('five hundred ballots in ten seconds are at most three readings, not five hundred', () => {
  for (let ballot = 0; ballot < 500; ballot++) {
    readings.ask(urgencyOf('poll.ballot_cast'))
    vi.advanceTimersByTime(20)
  }
  expect(reads).toBeGreaterThanOrEqual(1)
  expect(reads).toBeLessThanOrEqual(3)
  vi.advanceTimersByTime(8_000)
  expect(reads).toBeLessThanOrEqual(3)
})

test.each(['poll.opened', 'poll.closed', 'agenda.item_opened', 'meeting.closed', 'hand.raised', 'reload'])('%s does not wait for those who check in', (topic) => {
  readings.ask(urgencyOf('presence.marked'))
  readings.ask(urgencyOf(topic))
  vi.advanceTimersByTime(500)
  expect(reads).toBe(1)
  vi.advanceTimersByTime(60_000)
  expect(reads).toBe(1)
})

test('who is connected is told on the socket itself, and nothing is read', () => {
  readings.ask(urgencyOf('roster'))
  vi.advanceTimersByTime(60_000)
  expect(reads).toBe(0)
})

test('a screen that is left reads nothing any more', () => {
  readings.ask('now')
  readings.stop()
  vi.advanceTimersByTime(60_000)
  expect(reads).toBe(0)
})
