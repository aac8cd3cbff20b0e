import { expect, test } from 'vitest'
import { invitationText, timeSpan, type Invitation } from './invitation-text.ts'

const invitation: Invitation = {
  title: 'Họp triển khai Đề án 06',
  kind: 'problem_solving',
  isUrgent: false,
  purpose: 'Thống nhất tiến độ',
  content: 'Rà soát 12 nhiệm vụ quý IV',
  requests: 'Chuẩn bị báo cáo 2 trang',
  place: 'Phòng họp số 1',
  startAt: new Date('2026-11-26T01:00:00Z'),
  endAt: new Date('2026-11-26T04:30:00Z'),
  timeZone: 'Asia/Ho_Chi_Minh',
  chairName: 'Lê Văn An',
  chairTitle: 'Phó Chủ tịch UBND tỉnh',
  hostUnitName: 'UBND tỉnh Hồng Lam',
  invitees: ['Sở Nội vụ', 'Nguyễn Thị Hà, Giám đốc Sở Tài chính'],
  agenda: [{ title: 'Báo cáo tiến độ', presenterName: 'Sở Nội vụ', minutesPlanned: 20 }],
  url: 'http://nghisu.example/meetings/1',
}
const giang = { name: 'Nguyễn Văn Giang', locale: 'vi', namesForUnit: null, isSentAgain: false } as const

test('the invitation states chair, invitees, content, time, place and requests, as Decision 45 wants', () => {
  const { subject, text } = invitationText(invitation, giang)
  expect(subject).toBe('Giấy mời họp: Họp triển khai Đề án 06')
  expect(text).toContain('Kính gửi: Nguyễn Văn Giang')
  expect(text).toContain('Chủ trì: Lê Văn An, Phó Chủ tịch UBND tỉnh')
  expect(text).toContain('Thành phần: Sở Nội vụ; Nguyễn Thị Hà, Giám đốc Sở Tài chính')
  expect(text).toContain('Nội dung: Rà soát 12 nhiệm vụ quý IV')
  expect(text).toMatch(/Thời gian: 08:00–11:30, Thứ Năm.*26.*11.*2026/)
  expect(text).toContain('Địa điểm: Phòng họp số 1')
  expect(text).toContain('Yêu cầu đối với người dự họp: Chuẩn bị báo cáo 2 trang')
  expect(text).toContain('1. Báo cáo tiến độ (Sở Nội vụ, 20 phút)')
  expect(text).toContain('http://nghisu.example/meetings/1')
})

test('the head of an invited unit is asked to name somebody, an urgent meeting says so, a second sending too', () => {
  const again = invitationText({ ...invitation, isUrgent: true }, { ...giang, namesForUnit: 'Sở Nội vụ', isSentAgain: true })
  expect(again.subject).toBe('Cập nhật giấy mời họp: Họp triển khai Đề án 06')
  expect(again.text).toContain('HỌP ĐỘT XUẤT. UBND tỉnh Hồng Lam trân trọng kính mời Sở Nội vụ cử người dự cuộc họp')
  expect(again.text).toContain('Đề nghị Thủ trưởng Sở Nội vụ cử người dự họp')
})

test('a person who reads English gets English', () => {
  const { subject, text } = invitationText(invitation, { ...giang, locale: 'en' })
  expect(subject).toBe('Invitation to a meeting: Họp triển khai Đề án 06')
  expect(text).toMatch(/Time: 08:00–11:30, Thursday, .*November.*2026/)
  expect(text).not.toMatch(/\{\w+\}/)
})

test('what was left empty takes no line', () => {
  const { text } = invitationText({ ...invitation, purpose: '', requests: '', agenda: [], chairTitle: '' }, giang)
  expect(text).not.toContain('Mục đích')
  expect(text).not.toContain('Chương trình')
  expect(text).toContain('Chủ trì: Lê Văn An\n')
})

test('of a whole province the mail names thirty and counts the rest', () => {
  const invitees = Array.from({ length: 120 }, (_, index) => `Xã ${index + 1}`)
  const { text } = invitationText({ ...invitation, invitees }, giang)
  expect(text).toContain('Xã 30; và 90 đại biểu khác')
})

test('a day is written as official papers write it', () => {
  expect(timeSpan(invitation, 'vi')).toMatch(/, Thứ Năm, ngày 26 tháng 11 năm 2026$/)
  expect(timeSpan(invitation, 'en')).toContain('26 November 2026')
})

test('a meeting over midnight names both days', () => {
  const span = timeSpan({ ...invitation, endAt: new Date('2026-11-26T18:00:00Z') }, 'vi')
  expect(span).toMatch(/^08:00, Thứ Năm.*26.* – 01:00, Thứ Sáu.*27/)
})
