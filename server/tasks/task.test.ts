import { expect, test } from 'vitest'
import { assertAcceptable, assertCompletable, daysOverdue, isOverdue, overdueBand, stateAfterReport } from './task.ts'

const today = '2026-11-23'

test('the due day itself is in time, the day after is late, and a completed task is never late', () => {
  expect(isOverdue({ state: 'accepted', dueOn: '2026-11-23' }, today)).toBe(false)
  expect(isOverdue({ state: 'accepted', dueOn: '2026-11-22' }, today)).toBe(true)
  expect(isOverdue({ state: 'completed', dueOn: '2026-01-01' }, today)).toBe(false)
  expect(isOverdue({ state: 'assigned', dueOn: null }, today)).toBe(false)
})

test.each([
  [0, null], [1, 'days_1_30'], [30, 'days_1_30'], [31, 'days_31_60'], [60, 'days_31_60'],
  [61, 'days_61_120'], [120, 'days_61_120'], [121, 'days_over_120'],
])('%i days late are reported in band %s', (days, band) => {
  expect(overdueBand(days)).toBe(band)
})

test('days late are counted by the calendar, across a change of month', () => {
  expect(daysOverdue({ state: 'in_progress', dueOn: '2026-10-31' }, today)).toBe(23)
  expect(daysOverdue({ state: 'completed', dueOn: '2026-10-31' }, today)).toBe(0)
})

test('only the lead unit accepts, and once', () => {
  expect(() => assertAcceptable('assigned', 'coordinating')).toThrow('task.lead_only')
  expect(() => assertAcceptable('accepted', 'lead')).toThrow('task.already_accepted')
})

test('the lead unit accepts before it reports; a coordinating unit reports without moving the task', () => {
  expect(() => stateAfterReport('assigned', 'lead')).toThrow('task.not_accepted')
  expect(stateAfterReport('accepted', 'lead')).toBe('in_progress')
  expect(stateAfterReport('assigned', 'coordinating')).toBe('assigned')
  expect(() => stateAfterReport('completed', 'lead')).toThrow('task.completed')
})

test('only the lead unit completes, after accepting, and once', () => {
  expect(() => assertCompletable('in_progress', 'coordinating')).toThrow('task.lead_only')
  expect(() => assertCompletable('assigned', 'lead')).toThrow('task.not_accepted')
  expect(() => assertCompletable('completed', 'lead')).toThrow('task.completed')
})
