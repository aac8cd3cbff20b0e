import { expect, test } from 'vitest'
import { comparePersonNames, foldVietnamese, matchesSearch } from './person-name.ts'

test('folding removes every mark and the stroke of đ', () => {
  expect(foldVietnamese('ĐẶNG Thị Thuỷ Ngưỡng')).toBe('dang thi thuy nguong')
})

test.each([
  ['nguyen an', true],
  ['An Nguyễn', true],
  ['phó ubnd', true],
  ['pho chu tich', true],
  ['hoai', true],
  ['Hoài'.normalize('NFD'), true],
  ['hoải', false],
  ['guyen', false],
  ['an binh', false],
  ['', true],
])('searching %j for Nguyễn Hoài An, Phó Chủ tịch UBND tỉnh: %s', (search, isFound) => {
  expect(matchesSearch(['Nguyễn Hoài An', 'Phó Chủ tịch UBND tỉnh'], search)).toBe(isFound)
})

test('people are listed by given name, a before ă, d before đ', () => {
  const names = ['Trần Văn Đạt', 'Lê Thị Ân', 'Bùi Văn Dũng', 'Phạm Hoài An', 'Cao Hoài An']
  expect(names.sort(comparePersonNames)).toEqual(['Cao Hoài An', 'Phạm Hoài An', 'Lê Thị Ân', 'Bùi Văn Dũng', 'Trần Văn Đạt'])
})
