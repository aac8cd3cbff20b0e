import { expect, test } from 'vitest'
import { isRefusal, Refusal } from './refusal.ts'

test.each([
  ['poll.not_found', undefined, 404],
  ['poll.closed', undefined, 409],
  ['meeting.end_before_start', 422, 422],
  ['poll.not_found', 409, 409],
] as const)('%s with status %s travels as %i', (code, given, status) => {
  expect(new Refusal(code, {}, given).status).toBe(status)
})

test('keeps what its sentence needs', () => {
  expect(new Refusal('document.too_large', { maxMb: 200 }).params).toEqual({ maxMb: 200 })
})

test('one made by another copy of the module is known by its brand', () => {
  const foreign = Object.assign(new Error('poll.closed'), { brand: 'nghi-su.refusal', code: 'poll.closed', params: {}, status: 409 })
  expect(foreign).not.toBeInstanceOf(Refusal)
  expect(isRefusal(foreign)).toBe(true)
})

test.each([new Error('poll.closed'), { brand: 'nghi-su.refusal' }, 'poll.closed', null, undefined])('%j is a bug, not an answer', (thrown) => {
  expect(isRefusal(thrown)).toBe(false)
})
