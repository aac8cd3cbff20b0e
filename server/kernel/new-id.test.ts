import { expect, test } from 'vitest'
import { isUuid } from './db.ts'
import { newId } from './new-id.ts'

test('is a UUID of version 7 that begins with its time', () => {
  const id = newId(Date.parse('2022-02-22T19:22:22Z'))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  // The example of RFC 9562, appendix A.6.
  expect(id.slice(0, 13)).toBe('017f22e2-79b0')
})

test('sorts by time of making', () => {
  const ids = [1, 2, 255, 256, 65_536, 2 ** 40].map((ms) => newId(ms))
  expect([...ids].sort()).toEqual(ids)
})

test('a thousand made in one millisecond differ, and sort as they were made', () => {
  const ids = Array.from({ length: 1000 }, () => newId(1))
  expect(new Set(ids).size).toBe(1000)
  expect([...ids].sort()).toEqual(ids)
})

test.each(['', 'x', '1', "' OR 1=1", '017f22e2-79b0-7cc3-98c4-dc0c0c07398', '017f22e279b07cc398c4dc0c0c07398f'])('%j from a URL is no id', (text) => {
  expect(isUuid(text)).toBe(false)
  expect(isUuid(newId())).toBe(true)
})
