import { expect, test } from 'vitest'
import { assertRevision, assertUnitsDiffer, isGeneralParty, unmatchedLead, type NamedUnit } from './conclusion.ts'

const lead = (nameAsWritten: string, orgUnitId: string | null = 'x'): NamedUnit => ({ duty: 'lead', nameAsWritten, orgUnitId })
const coordinating = (nameAsWritten: string, orgUnitId: string | null = null): NamedUnit => ({ duty: 'coordinating', nameAsWritten, orgUnitId })

test.each(['các sở, ngành liên quan', 'Các cơ quan, đơn vị', 'UBND các xã, phường'])('"%s" is nobody in particular', (name) => {
  expect(isGeneralParty(name)).toBe(true)
})

test('a unit with a name is somebody, and a lead nobody matched is found', () => {
  expect(isGeneralParty('Cục Thống kê tỉnh')).toBe(false)
  expect(unmatchedLead([lead('các sở', null), coordinating('Viettel'), lead('Sở Gì đó', null)])?.nameAsWritten).toBe('Sở Gì đó')
  expect(unmatchedLead([lead('các sở', null), lead('Sở Nội vụ')])).toBeNull()
})

test('one unit does not stand twice in a conclusion', () => {
  expect(() => assertUnitsDiffer([lead('Sở Nội vụ', 'a'), coordinating('sở  Nội vụ', 'a')])).toThrow('conclusion.unit_twice')
  // Two predecessors of one unit of today, each under its own name.
  expect(() => assertUnitsDiffer([lead('Sở Kế hoạch và Đầu tư', 'a'), lead('Sở Tài chính', 'a')])).not.toThrow()
  expect(() => assertUnitsDiffer([lead('A', null), coordinating('B', null)])).not.toThrow()
})

test('an edit made on an older state is refused', () => {
  expect(() => assertRevision(3, 2)).toThrow('conclusion.changed_meanwhile')
  expect(() => assertRevision(3, 3)).not.toThrow()
})
