import { expect, test } from 'vitest'
import { parseDeadline } from './deadline.ts'
import { findDeadline } from './find-deadline.ts'

const dated: [string, string, string | null, string, string | null][] = [
  ['D1', 'Quý II/2023', '2023-06-30', 'within', null],
  ['D1', 'quý 4 năm 2022', '2022-12-31', 'within', null],
  ['D1', 'Quý I, II/2024', '2024-06-30', 'within', null],
  ['D2', 'Tháng 02/2024', '2024-02-29', 'within', null],
  ['D3', 'Trong tháng 8-9/2022', '2022-09-30', 'within', null],
  ['D4', 'Trình UBND tỉnh ban hành trong tháng 12 năm 2022', '2022-12-31', 'within', null],
  ['D5', 'Trước ngày 15/3/2023', '2023-03-15', 'before', null],
  ['D5', 'Trước ngày 15 tháng 3 năm 2023', '2023-03-15', 'before', null],
  ['D6', 'trước tháng 01/2023', '2022-12-31', 'before', null],
  ['D7', 'đến tháng 6/2022', '2022-06-30', 'by', null],
  ['D8', 'từ tháng 3/2022 đến tháng 6/2023', '2023-06-30', 'range', null],
  ['D8', 'từ tháng 3 đến tháng 6/2023', '2023-06-30', 'range', null],
  ['D9', 'Từ tháng 07/2022 và trong khoảng 6 tháng', '2022-12-31', 'range', 'P6M'],
  ['D10', 'Trong khoảng 3 tuần, sau khi được bàn giao mặt bằng', null, 'after_event', 'P3W'],
  ['D11', 'Hoàn thành trong thời gian 45 ngày', null, 'within', 'P45D'],
  ['D12', 'trước khi trình UBND tỉnh xem xét', null, 'before', null],
  ['D12', 'Sau khi Đề án được phê duyệt', null, 'after_event', null],
  ['D13', 'Giải pháp đã có', null, 'none', null],
  ['D14', 'Trong thời gian triển khai thử nghiệm', null, 'within', null],
  ['D15', '03/2016', '2016-03-31', 'within', null],
  ['D16', '2021-2025', '2025-12-31', 'within', null],
  ['D17', '2021', '2021-12-31', 'within', null],
  ['D18', 'Năm 2014', '2014-12-31', 'within', null],
  ['D19', 'Từ năm 2015 trở đi', null, 'from', null],
  ['D20', 'Đến hết năm 2018', '2018-12-31', 'by', null],
  ['D21', 'theo định kỳ vào ngày 25 hàng tháng', null, 'recurring', null],
  ['D22', 'Định kỳ hàng năm', null, 'recurring', null],
  ['D23', 'Theo lộ trình tại Phụ lục II', null, 'by_reference', null],
  ['D5 without a year', 'Trước ngày 30/6', null, 'before', null],
  ['D5 with an hour', 'trước 17h00 ngày 12/5/2025', '2025-05-12', 'before', null],
  ['D7', 'chậm nhất đến ngày 30 tháng 9 năm 2023', '2023-09-30', 'by', null],
  ['D8', 'từ ngày 01/3 đến ngày 30/6/2024', '2024-06-30', 'range', null],
  ['D22', 'định kỳ trước ngày 15/12 hằng năm', null, 'recurring', null],
  ['half a year', '6 tháng cuối năm 2024', '2024-12-31', 'within', null],
  ['beginning of a year', 'Đầu năm 2026', null, 'within', null],
]

test.each(dated)('%s: "%s" counts through %s (%s)', (_form, raw, due, relation, duration) => {
  expect(parseDeadline(raw)).toMatchObject({ raw, due, relation, duration })
})

test('the named day is the limit by practice, the day before to the letter', () => {
  expect(parseDeadline('Trước ngày 31/12/2021')).toMatchObject({ due: '2021-12-31', strictDue: '2021-12-30' })
})

test('a recurring duty carries its rule', () => {
  expect(parseDeadline('trước ngày 20 của tháng cuối quý').rrule).toBe('FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20')
  expect(parseDeadline('định kỳ trước ngày 15/12 hằng năm').rrule).toBe('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15')
  expect(parseDeadline('vào ngày 25 hằng tháng').rrule).toBe('FREQ=MONTHLY;BYMONTHDAY=25')
})

test('days that no calendar has are no deadline', () => {
  expect(parseDeadline('Trước ngày 31/02/2023').due).toBeNull()
})

test.each([
  'Thực hiện Quyết định số 950/QĐ-TTg ngày 01/8/2019 của Thủ tướng Chính phủ',
  'xây dựng Kế hoạch chuyển đổi số giai đoạn 2021 - 2025',
  'thực hiện “Đề án phát triển đô thị thông minh, định hướng đến năm 2030” của tỉnh',
  'hoàn thành đúng tiến độ được giao',
])('D24, D25: the dates and names of documents are no deadline: %s', (text) => {
  expect(findDeadline(text)).toBeNull()
})
