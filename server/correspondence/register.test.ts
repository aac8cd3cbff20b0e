import { expect, test } from 'vitest'
import { dayOf } from '#server/kernel/days.ts'
import { formatNotation, parseNotation, registerYear } from './register.ts'

test.each([
  [5, '05/TB-UBND'], [12, '12/TB-UBND'], [694, '694/TB-UBND'],
])('number %i is written %s', (number, notation) => {
  expect(formatNotation({ number, typeCode: 'TB', orgSymbol: 'UBND' })).toBe(notation)
  expect(parseNotation(notation)).toEqual({ number, typeCode: 'TB', orgSymbol: 'UBND' })
})

test('spaces and lower-case letters in a type code are read as written', () => {
  expect(parseNotation('694 /KH-UBND')).toEqual({ number: 694, typeCode: 'KH', orgSymbol: 'UBND' })
  expect(parseNotation('7/QyĐ-SGDĐT')).toEqual({ number: 7, typeCode: 'QyĐ', orgSymbol: 'SGDĐT' })
  expect(parseNotation('12/TB-UBND-VP')?.orgSymbol).toBe('UBND-VP')
})

test.each(['', 'TB-UBND', '0/TB-UBND', '12-TB/UBND', '12/TB'])('"%s" is no notation', (text) => {
  expect(parseNotation(text)).toBeNull()
})

test('the new year begins at midnight in Hà Nội, not in London', () => {
  expect(registerYear(dayOf(new Date('2026-12-31T17:00:00Z'), 'Asia/Ho_Chi_Minh'))).toBe(2027)
  expect(registerYear(dayOf(new Date('2026-12-31T16:59:59Z'), 'Asia/Ho_Chi_Minh'))).toBe(2026)
})
