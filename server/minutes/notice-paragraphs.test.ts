import { expect, test } from 'vitest'
import { readAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import type { NamedUnit } from './conclusion.ts'
import { noticeParagraphs } from './notice-paragraphs.ts'

const lead = (nameAsWritten: string, orgUnitId: string | null = 'x'): NamedUnit => ({ duty: 'lead', nameAsWritten, orgUnitId })
const coordinating = (nameAsWritten: string, orgUnitId: string | null = null): NamedUnit => ({ duty: 'coordinating', nameAsWritten, orgUnitId })
const plain = { deadlineText: null, dueOn: null, units: [] }

test('what is to be done, and who does it, make one order', () => {
  expect(noticeParagraphs({
    text: 'Tham mưu UBND tỉnh bố trí kinh phí;', deadlineText: 'trước ngày 31/12/2026', dueOn: '2026-12-31', units: [lead('Sở Tài chính'), coordinating('Sở Nội vụ')],
  })).toEqual(['Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh bố trí kinh phí; thời hạn: trước ngày 31/12/2026.'])
  expect(noticeParagraphs({ ...plain, text: 'Rà soát quy chế', units: [lead('Sở Nội vụ'), lead('Sở Tư pháp')] })).toEqual(['Giao Sở Nội vụ và Sở Tư pháp chủ trì rà soát quy chế.'])
})

test('such an order is read back as it was meant', () => {
  const [paragraph = ''] = noticeParagraphs({
    text: 'Xây dựng Quy chế khai thác hệ thống', deadlineText: 'trước ngày 15/01/2027', dueOn: '2027-01-15', units: [lead('Sở Khoa học và Công nghệ'), coordinating('Sở Nội vụ')],
  })
  expect(readAssignments(`1. ${paragraph}\n`).rows).toMatchObject([{ lead: ['Sở Khoa học và Công nghệ'], coordinating: ['Sở Nội vụ'], due: '2027-01-15' }])
})

test('behind a heading or a text of several sentences stands what it does not say: who leads, who coordinates, until when', () => {
  expect(noticeParagraphs({
    text: 'Đề án chuyển đổi số', deadlineText: 'Trong quý I/2027', dueOn: '2027-03-31',
    units: [lead('Sở Khoa học và Công nghệ'), coordinating('Sở Nội vụ'), coordinating('các sở, ngành liên quan')],
  })).toEqual([
    'Đề án chuyển đổi số. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ và các sở, ngành liên quan thực hiện; thời hạn: trong quý I/2027.',
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

test('a unit that the text names for another reason is still told to lead', () => {
  expect(noticeParagraphs({
    text: 'Tham mưu UBND tỉnh giao Trung tâm Công nghệ thông tin trực thuộc Sở Thông tin và Truyền thông vận hành hệ thống', deadlineText: 'Trình ban hành trong tháng 12/2021', dueOn: null,
    units: [lead('Sở Thông tin và Truyền thông'), coordinating('Sở Nội vụ')],
  })).toEqual([
    'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh giao Trung tâm Công nghệ thông tin trực thuộc Sở Thông tin và Truyền thông vận hành hệ thống; thời hạn: trình ban hành trong tháng 12/2021.',
  ])
})

test('a heading that only looks like an order stays a heading', () => {
  expect(noticeParagraphs({ ...plain, text: 'Tổ chức và nhân sự tiếp nhận chuyển giao', units: [lead('Sở Nội vụ')] })).toEqual(['Tổ chức và nhân sự tiếp nhận chuyển giao. Giao Sở Nội vụ chủ trì thực hiện.'])
  expect(noticeParagraphs({ ...plain, text: 'Rà soát và đánh giá quy chế', units: [lead('Sở Nội vụ')] })).toEqual(['Giao Sở Nội vụ chủ trì rà soát và đánh giá quy chế.'])
})

test('parties in general are written small within the sentence, and "chủ trì" stands once', () => {
  expect(noticeParagraphs({ ...plain, text: 'Mở kết nối, chia sẻ dữ liệu', units: [lead('Các sở, ban, ngành', null), coordinating('Sở Tài chính')] }))
    .toEqual(['Giao các sở, ban, ngành chủ trì, phối hợp với Sở Tài chính mở kết nối, chia sẻ dữ liệu.'])
  expect(noticeParagraphs({ ...plain, text: 'Chủ trì và điều phối chung', units: [lead('Sở Nội vụ'), coordinating('các sở, ngành')] }))
    .toEqual(['Giao Sở Nội vụ chủ trì và điều phối chung, phối hợp với các sở, ngành.'])
})
