import { expect, test } from 'vitest'
import { isSessionAlive } from './session.ts'

const at = (time: string) => new Date(`2026-11-23T${time}Z`)

test.each([
  ['03:59:59', true],
  ['04:00:00', false],
])('a session last seen at 03:00 is alive at %s: %s', (now, isAlive) => {
  expect(isSessionAlive({ lastSeenAt: at('03:00:00'), expiresAt: at('14:00:00') }, at(now))).toBe(isAlive)
})

test('a session ends at its hour even for somebody who never paused', () => {
  expect(isSessionAlive({ lastSeenAt: at('13:59:59'), expiresAt: at('14:00:00') }, at('14:00:00'))).toBe(false)
})
