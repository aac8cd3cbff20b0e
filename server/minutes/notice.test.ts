import { expect, test } from 'vitest'
import { assertSubmittable, assertUnlocked, capacityLinesOf, noticeDueOn, padded, placeNameOf, stateWith } from './notice.ts'

const conclusion = { position: 1, units: [] }

test('a meeting that ends on a Friday leaves until the Friday after', () => {
  expect(noticeDueOn('2026-11-27')).toBe('2026-12-04')
})

test('five working days skip the Tết holidays', () => {
  expect(noticeDueOn('2027-02-03')).toBe('2027-02-17')
})

test('an approval shows in the state as soon as it is given', () => {
  expect(stateWith('waiting_approval', 'approved')).toBe('approved')
  expect(stateWith('waiting_approval', 'returned')).toBe('returned')
  expect(stateWith('waiting_approval', 'waiting')).toBe('waiting_approval')
  expect(stateWith('numbered', 'approved')).toBe('numbered')
})

test('nothing changes while others decide', () => {
  expect(() => assertUnlocked('waiting_approval')).toThrow('notice.locked')
  expect(() => assertUnlocked('issued')).toThrow('notice.locked')
  expect(() => assertUnlocked('returned')).not.toThrow()
  expect(() => assertUnlocked(null)).not.toThrow()
})

test('a notice without a conclusion, or of a meeting still in session, is not submitted', () => {
  expect(() => assertSubmittable('drafting', 'closed', [])).toThrow('notice.no_conclusion')
  expect(() => assertSubmittable('drafting', 'open', [conclusion])).toThrow('notice.meeting_not_closed')
  expect(() => assertSubmittable('waiting_approval', 'closed', [conclusion])).toThrow('notice.locked')
  expect(() => assertSubmittable('returned', 'closed', [conclusion])).not.toThrow()
})

test('a lead unit nobody can find is refused by its number and name', () => {
  const units = [{ duty: 'lead' as const, nameAsWritten: 'Sở Gì đó', orgUnitId: null }]
  expect(() => assertSubmittable('drafting', 'closed', [conclusion, { position: 2, units }])).toThrow('notice.lead_unmatched')
})

test.each([
  ['Phó Chủ tịch UBND tỉnh', ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
  ['Chủ tịch UBND phường Trường Vinh', ['CHỦ TỊCH']],
  ['Chánh Văn phòng UBND tỉnh', ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
  ['Giám đốc Sở Nội vụ', ['GIÁM ĐỐC']],
  ['Phó Giám đốc Sở Y tế', ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']],
])('%s signs as %j', (title, lines) => {
  expect(capacityLinesOf(title)).toEqual(lines)
})

test('the place is the name of the province or commune, wherever the unit stands', () => {
  expect(placeNameOf(['UBND tỉnh Hồng Lam'])).toBe('Hồng Lam')
  expect(placeNameOf(['Sở Nội vụ', 'UBND tỉnh Hồng Lam'])).toBe('Hồng Lam')
  expect(placeNameOf(['UBND phường Trường Vinh', 'UBND tỉnh Hồng Lam'])).toBe('Trường Vinh')
  expect(placeNameOf(['Bộ Nội vụ'])).toBe('')
})

test('numbers below ten are padded', () => {
  expect([5, 12, 120].map(padded)).toEqual(['05', '12', '120'])
})
