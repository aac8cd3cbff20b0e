import { expect, test } from 'vitest'
import { assertRevision, assertUnitsDiffer, isGeneralParty, noticeParagraphs, unmatchedLead, type NamedUnit } from './conclusion.ts'

const lead = (nameAsWritten: string, orgUnitId: string | null = 'x'): NamedUnit => ({ duty: 'lead', nameAsWritten, orgUnitId })
const coordinating = (nameAsWritten: string, orgUnitId: string | null = null): NamedUnit => ({ duty: 'coordinating', nameAsWritten, orgUnitId })
const plain = { deadlineText: null, dueOn: null, units: [] }

test('what the text does not say stands behind it: who leads, who coordinates, until when', () => {
  expect(noticeParagraphs({
    text: 'Xây dựng Đề án chuyển đổi số', deadlineText: 'Trong quý I/2027', dueOn: '2027-03-31',
    units: [lead('Sở Khoa học và Công nghệ'), coordinating('Sở Nội vụ'), coordinating('các sở, ngành liên quan')],
  })).toEqual([
    'Xây dựng Đề án chuyển đổi số. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ và các sở, ngành liên quan thực hiện; thời hạn: trong quý I/2027.',
  ])
})

test('what the text says already is not said again', () => {
  const text = 'Giao Sở Nội vụ thẩm định đề án trước ngày 30/11/2026.'
  expect(noticeParagraphs({ text, deadlineText: 'trước ngày 30/11/2026', dueOn: '2026-11-29', units: [lead('Sở Nội vụ')] })).toEqual([text])
})

test('a day without words is written as a day', () => {
  expect(noticeParagraphs({ ...plain, text: 'Công bố kế hoạch;', dueOn: '2026-12-03' })).toEqual(['Công bố kế hoạch. Hoàn thành chậm nhất ngày 03/12/2026.'])
})

test('a text of several lines stays several paragraphs', () => {
  expect(noticeParagraphs({ ...plain, text: 'Về lộ trình:\n\n- Giai đoạn 1\n- Giai đoạn 2' })).toEqual(['Về lộ trình:', '- Giai đoạn 1', '- Giai đoạn 2.'])
})

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
