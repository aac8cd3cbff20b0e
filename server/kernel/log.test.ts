import { expect, test } from 'vitest'
import { describeError } from './log.ts'

test('an error is logged with what it says, its code and its cause, and nothing that hangs on it', () => {
  const thrown = Object.assign(new Error('terminating connection', { cause: new TypeError('why') }), { code: '57P01', client: { secretKey: 7 } })
  expect(describeError(thrown)).toEqual({
    type: 'Error', message: 'terminating connection', code: '57P01', stack: expect.stringContaining('log.test'),
    cause: { type: 'TypeError', message: 'why', stack: expect.any(String) },
  })
  expect(describeError('gone')).toBe('gone')
})
