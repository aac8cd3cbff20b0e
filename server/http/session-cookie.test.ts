import { expect, test } from 'vitest'
import { readSettings } from '#server/kernel/settings.ts'
import { endedSessionCookie, sessionCookie, sessionTokenOf } from './session-cookie.ts'

const plain = readSettings({})
const behindHttps = readSettings({ SECURE_COOKIE: 'on' })
const END = new Date('2026-11-24T02:00:00Z')

test('no script reads the cookie, and no other site sends it', () => {
  expect(sessionCookie('abc', END, plain)).toBe('nghi_su_session=abc; Path=/; HttpOnly; SameSite=Lax; Expires=Tue, 24 Nov 2026 02:00:00 GMT')
})

test('behind HTTPS it never travels in the clear', () => {
  expect(sessionCookie('abc', END, behindHttps)).toContain('; Secure')
  expect(endedSessionCookie(behindHttps)).toContain('; Secure')
})

test('signing out takes it away', () => {
  expect(endedSessionCookie(plain)).toContain('nghi_su_session=; ')
  expect(endedSessionCookie(plain)).toContain('Max-Age=0')
})

test.each([
  ['nghi_su_session=abc', 'abc'],
  ['theme=dark; nghi_su_session=abc; x=y', 'abc'],
  ['nghi_su_session=a%3Db', 'a=b'],
  ['nghi_su_session=a=b', 'a=b'],
])('in %s the token is %s', (header, token) => {
  expect(sessionTokenOf(header)).toBe(token)
})

test.each([undefined, null, '', 'theme=dark', 'xnghi_su_session=abc', 'nghi_su_session', '=abc', ';;;'])('in %j there is none', (header) => {
  expect(sessionTokenOf(header)).toBeNull()
})

test('garbage after the name is nobody’s token, and no error', () => {
  expect(sessionTokenOf('nghi_su_session=%E0%A4%A')).toBeNull()
})
