import { expect, test } from 'vitest'
import { compareRows } from './compare-rows.ts'
import type { ConclusionText } from './conclusion.ts'

const row = (text: string, more: Partial<ConclusionText> = {}): ConclusionText => ({ text, deadlineText: null, dueOn: null, units: [], ...more })
const kept = (id: string, text: string, more: Partial<ConclusionText> = {}) => ({ ...row(text, more), id, position: Number(id), revision: 1 })

const REPORT = 'Tổng hợp, báo cáo UBND tỉnh kết quả giải ngân vốn đầu tư công'
const REVIEW = 'Rà soát, hoàn thiện quy chế khai thác dữ liệu dùng chung của tỉnh'

test('a row is found again wherever it stands, and says in what it differs', () => {
  const lead = (nameAsWritten: string, orgUnitId: string | null) => ({ duty: 'lead' as const, nameAsWritten, orgUnitId })
  const { existing, missingIds } = compareRows(
    [
      row(REVIEW, { dueOn: '2027-01-15', deadlineText: 'trước ngày 15/01/2027', units: [lead('Sở KH&CN', 'b')] }),
      row(`${REPORT} và các chương trình mục tiêu`, { units: [lead('Sở Tài chính', 'a')] }),
    ],
    [
      kept('1', REPORT, { units: [lead('Sở Kế hoạch và Đầu tư', 'a')] }),
      kept('2', REVIEW, { dueOn: '2026-12-31', deadlineText: 'trước ngày 31/12/2026', units: [lead('Sở Khoa học và Công nghệ', 'b')] }),
    ],
  )
  expect(existing.map((one) => [one?.position, one?.changed])).toEqual([[2, ['deadline']], [1, ['text']]])
  expect(missingIds).toEqual([])
})

test('what is new and what is gone is told apart from what is worded differently', () => {
  const { existing, missingIds } = compareRows([row(REPORT), row('Công bố kế hoạch trên cổng thông tin điện tử')], [kept('1', REPORT.toUpperCase()), kept('2', REVIEW)])
  expect(existing).toEqual([{ conclusionId: '1', position: 1, revision: 1, changed: [] }, null])
  expect(missingIds).toEqual(['2'])
})

test('of two rows alike each has its own conclusion', () => {
  const { existing, missingIds } = compareRows([row(REPORT), row(REPORT), row(REPORT)], [kept('1', REPORT), kept('2', REPORT)])
  expect(existing.map((one) => one?.conclusionId)).toEqual(['1', '2', undefined])
  expect(missingIds).toEqual([])
})

test('another unit is a change, in each duty for itself', () => {
  const units = (lead: string, other: string) => ({ units: [{ duty: 'lead' as const, nameAsWritten: lead, orgUnitId: null }, { duty: 'coordinating' as const, nameAsWritten: other, orgUnitId: null }] })
  const { existing } = compareRows([row(REPORT, units('Sở Tài chính', 'các sở,  ngành'))], [kept('1', REPORT, units('Sở Nội vụ', 'Các sở, ngành'))])
  expect(existing[0]?.changed).toEqual(['lead'])
})
