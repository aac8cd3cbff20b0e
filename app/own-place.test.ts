import { expect, test } from 'vitest'
import { ownPlace } from './own-place.ts'

test.each(['/', '/meetings', '/meetings/1?tab=papers#last', '/tasks?to=https://other.vn/'])('%s is a place of our own', (to) => {
  expect(ownPlace(to)).toBe(to)
})

test('Vietnamese letters in a path stay what they are', () => {
  expect(decodeURI(ownPlace('/họp?tên=Bình'))).toBe('/họp?tên=Bình')
})

test.each([
  null, '', 'meetings', 'https://evil.com/', '//evil.com', '/\\evil.com', '\\\\evil.com', '/\t/evil.com', '/\n/evil.com', '/\r\\evil.com',
  '\t//evil.com', ' //evil.com', '/.//evil.com', '/x/..//evil.com', '/\t\\evil.com', '//evil.com:80\\@here.invalid', 'javascript:alert(1)', '//[',
])('%j leads home', (to) => {
  const place = ownPlace(to)
  expect(place).toBe('/')
  expect(new URL(place, 'https://nghi-su.vn').origin).toBe('https://nghi-su.vn')
})
