import { expect, test } from 'vitest'
import { addDays, addWorkingDays, dayColumn, dayFromColumn, dayOf, isWorkingDay, workingDaysBetween } from './days.ts'

const HANOI = 'Asia/Ho_Chi_Minh'

test.each([
  ['2026-11-22T16:59:59Z', '2026-11-22'],
  ['2026-11-22T17:00:00Z', '2026-11-23'],
  ['2026-12-31T17:00:00Z', '2027-01-01'],
])('at %s the day in Hà Nội is %s', (instant, day) => {
  expect(dayOf(new Date(instant), HANOI)).toBe(day)
})

test('a day survives its column', () => {
  expect(dayColumn('2026-02-28').toISOString()).toBe('2026-02-28T00:00:00.000Z')
  expect(dayFromColumn(dayColumn('2026-02-28'))).toBe('2026-02-28')
})

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-03-01', 0, '2026-03-01'],
])('%s and %i days is %s', (day, count, sum) => {
  expect(addDays(day, count)).toBe(sum)
})

test.each([
  ['2026-11-20', true, 'a Friday'],
  ['2026-11-21', false, 'a Saturday'],
  ['2026-11-22', false, 'a Sunday'],
  ['2026-09-02', false, 'National Day'],
  ['2026-02-17', false, 'Tết'],
  ['2027-04-16', false, 'the Hùng Kings’ day'],
  ['2026-04-27', false, 'for the Hùng Kings’ day on a Sunday'],
  ['2027-05-03', false, 'for 1 May on a Saturday'],
  ['2027-05-04', true, 'nothing more is off for it'],
  ['2028-01-03', false, 'for New Year on a Saturday'],
  ['2028-05-02', false, 'for 30 April on a Sunday, because 1 May is off already'],
  ['2029-09-04', false, 'for 2 September on a Sunday, because the day after belongs to the holiday'],
  ['2024-02-14', false, 'for Tết on a Saturday and a Sunday'],
  ['2027-02-10', false, 'for Tết on a Saturday and a Sunday'],
  ['2027-02-11', true, 'after it'],
  ['2030-02-06', false, 'for Tết on a Saturday and a Sunday'],
  ['2026-08-31', false, 'a Monday exchanged'],
  ['2026-08-22', true, 'the Saturday it was exchanged for'],
])('%s is a working day: %s (%s)', (day, isWorking) => {
  expect(isWorkingDay(day)).toBe(isWorking)
})

test.each(['2023-12-29', '2031-01-02'])('whether %s is a working day is not guessed', (day) => {
  expect(() => isWorkingDay(day)).toThrow('calendar.beyond_reach')
  expect(() => addWorkingDays('2030-12-31', 1)).toThrow('calendar.beyond_reach')
})

test.each([
  ['2026-03-02', '2026-03-05', 3, 'Monday for Thursday'],
  ['2026-03-06', '2026-03-09', 1, 'Friday for Monday'],
  ['2026-03-06', '2026-03-07', 0, 'Friday for Saturday'],
  ['2026-03-06', '2026-03-06', 0, 'the same day'],
  ['2026-03-09', '2026-03-06', 0, 'a day that is over'],
  ['2026-02-13', '2026-02-23', 1, 'across Tết'],
])('invited on %s for %s: %i working days of notice (%s)', (from, to, count) => {
  expect(workingDaysBetween(from, to)).toBe(count)
})

test('the fifth working day after a Friday is the next Friday, and counting back agrees', () => {
  expect(addWorkingDays('2026-03-06', 5)).toBe('2026-03-13')
  expect(workingDaysBetween('2026-03-06', '2026-03-13')).toBe(5)
  expect(addWorkingDays('2026-03-07', 0)).toBe('2026-03-07')
})
