import { expect, test } from 'vitest'
import { extractAssignments } from './extract-assignments.ts'

interface Expected {
  lead: string[]
  coordinating?: string[]
  title?: string
  due?: string | null
  section?: string
}

function expectRows(text: string, expected: Expected[]): void {
  const rows = extractAssignments(text)
  expect(rows.map(({ lead, coordinating }) => ({ lead, coordinating }))).toEqual(expected.map(({ lead, coordinating }) => ({ lead, coordinating: coordinating ?? [] })))
  for (const [index, row] of expected.entries()) expect(rows[index]).toMatchObject(row)
}

test('L1: an order names lead, coordinating units and a generic tail', () => {
  expectRows('1. Để bảo đảm tiến độ, giao Sở Xây dựng chủ trì, phối hợp với Sở Tư pháp và các sở, ngành có liên quan rà soát quy hoạch trước ngày 20/5/2024.', [
    { lead: ['Sở Xây dựng'], coordinating: ['Sở Tư pháp', 'các sở, ngành có liên quan'], title: 'rà soát quy hoạch', due: '2024-05-20' },
  ])
})

test('L2, L5, L6: a subject chairs, chairs alone, or simply does', () => {
  expectRows(
    '1. Sở Y tế chủ trì phối hợp với Công an tỉnh kiểm tra các cơ sở.\n2. Sở Nội vụ chủ trì xây dựng Đề án.\n3. Sở Tài chính thẩm định dự toán trong tháng 4/2024.',
    [
      { lead: ['Sở Y tế'], coordinating: ['Công an tỉnh'], title: 'kiểm tra các cơ sở' },
      { lead: ['Sở Nội vụ'], title: 'xây dựng Đề án' },
      { lead: ['Sở Tài chính'], title: 'thẩm định dự toán', due: '2024-04-30' },
    ],
  )
})

test('L3, L4, L10, L11, L12: bullets under the heading of an agency are its duties', () => {
  expectRows(
    'IV. TỔ CHỨC THỰC HIỆN\n1. Sở Công Thương\n- Chủ trì, phối hợp với Sở Tài chính xây dựng phương án.\n- Chủ trì phối hợp Cục Thuế tỉnh rà soát hộ kinh doanh.\n' +
      '- Phối hợp với UBND thành phố Vinh trong việc tuyên truyền.\n- Phối hợp, cung cấp số liệu.\n- Đôn đốc tiến độ.\n- Là cơ quan thường trực của Ban Chỉ đạo.',
    [
      { lead: ['Sở Công Thương'], coordinating: ['Sở Tài chính'], section: 'IV.1-1' },
      { lead: ['Sở Công Thương'], coordinating: ['Cục Thuế tỉnh'], title: 'rà soát hộ kinh doanh' },
      { lead: ['Sở Công Thương'], coordinating: ['UBND thành phố Vinh'], title: 'tuyên truyền' },
      { lead: ['Sở Công Thương'], title: 'cung cấp số liệu' },
      { lead: ['Sở Công Thương'], title: 'Đôn đốc tiến độ' },
      { lead: ['Sở Công Thương'] },
    ],
  )
})

test('L7, L8, L13: labelled lines become one row, every lead of the label leads', () => {
  const text =
    'II. NỘI DUNG\n1. Kho dữ liệu dùng chung\n- Nội dung thực hiện: Xây dựng kho.\n- Cơ quan chủ trì: Trung tâm CNTT&TT Nghệ An, UBND thành phố Vinh.\n' +
    '- Cơ quan phối hợp: Sở Giáo dục và Đào tạo; các đơn vị liên quan.\n- Kinh phí: 8.500 triệu đồng.\n- Thời gian hoàn thành: Quý IV/2022.'
  expectRows(text, [
    { section: 'II.1', title: 'Kho dữ liệu dùng chung', lead: ['Trung tâm CNTT&TT Nghệ An', 'UBND thành phố Vinh'], coordinating: ['Sở Giáo dục và Đào tạo', 'các đơn vị liên quan'], due: '2022-12-31' },
  ])
  expect(extractAssignments(text)[0]?.budgetMillionVnd).toBe(8500)
})

test('L9: a table under its header', () => {
  const [row, ...rest] = extractAssignments(
    'PHỤ LỤC\nĐơn vị tính: triệu đồng\nSTT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian thực hiện\tKinh phí\n1\tNâng cấp mạng\tSở Khoa học và Công nghệ\tVNPT Nghệ An\tQuý I/2024\t1.250\n\tTổng cộng\t\t\t\t1.250',
  )
  expect(rest).toEqual([])
  expect(row).toMatchObject({ section: '1', title: 'Nâng cấp mạng', lead: ['Sở Khoa học và Công nghệ'], coordinating: ['VNPT Nghệ An'], due: '2024-03-31', budgetMillionVnd: 1250 })
})

test('L14: the head word is repeated until a term has its own', () => {
  expectRows('1. Các sở: Tài chính, Y tế; Văn hóa, Thể thao và Du lịch, Công an tỉnh phối hợp với Sở Nội vụ rà soát biên chế.', [
    { lead: ['Sở Tài chính', 'Sở Y tế', 'Sở Văn hóa, Thể thao và Du lịch', 'Công an tỉnh'], coordinating: ['Sở Nội vụ'], title: 'rà soát biên chế' },
  ])
})

test('L16: the unit a report goes through is a channel', () => {
  const [row] = extractAssignments('1. UBND các huyện, thành phố báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 10/6/2024.')
  expect(row).toMatchObject({ lead: ['UBND các huyện, thành phố'], coordinating: [], channel: ['Sở Nội vụ'], due: '2024-06-10' })
})

test('L17: a unit before a colon has its own duty', () => {
  expectRows('1. Vận hành\n- Viễn thông Quảng Ngãi: Cử 02 cán bộ hỗ trợ.', [{ lead: ['Viễn thông Quảng Ngãi'], title: 'Cử 02 cán bộ hỗ trợ' }])
})

test('L19: aims and background have no owner and give no assignment', () => {
  const rows = extractAssignments('I. MỤC ĐÍCH\n- Sở Y tế phối hợp với Sở Nội vụ tốt hơn.\nII. MỤC TIÊU\n- Đến hết năm 2025, 100% hồ sơ được số hóa.')
  expect(rows.map((row) => row.kind)).toEqual(['objective'])
})

test('a sentence without subject continues the one before', () => {
  expectRows('1. Sở Nội vụ chủ trì xây dựng Quy chế trước tháng 3/2023; Sau khi Quy chế được ban hành, tổ chức tập huấn đến tháng 9/2023.', [
    { section: '1-1', lead: ['Sở Nội vụ'], due: '2023-02-28' },
    { section: '1-2', lead: ['Sở Nội vụ'], due: '2023-09-30' },
  ])
})

test('page breaks, page numbers, tags and decomposed letters do not break a row, and spans lead back to the source', () => {
  const text = '1. Sở Y tế chủ trì, phối hợp với <i>Sở Tài chính</i> rà soát các trang thiết\n\n2\n\nbị hiện có trong tháng 4/2024.'.normalize('NFD')
  const [row, ...rest] = extractAssignments(text)
  expect(rest).toEqual([])
  expect(row).toMatchObject({ title: 'rà soát các trang thiết bị hiện có', coordinating: ['Sở Tài chính'], due: '2024-04-30' })
  const span = row?.spans.coordinating?.[0]
  expect(text.slice(span?.start, span?.end).normalize('NFC')).toBe('Sở Tài chính')
})

test('a mark that an invisible character parted from its letter stays with it', () => {
  const text = '1. Va\u0306n pho\ufeff\u0300ng UBND tỉnh chủ trì rà soát quy chế.'
  const [row] = extractAssignments(text)
  expect(row?.lead).toEqual(['Văn phòng UBND tỉnh'])
  expect(row?.spans.lead?.map(({ start, end }) => text.slice(start, end))).toEqual(['Va\u0306n pho\ufeff\u0300ng UBND tỉnh'])
})

test('recipients, closing words and the issuer give no assignment', () => {
  const rows = extractAssignments('1. UBND tỉnh đồng ý chủ trương.\n\nTrên đây là kết luận của Chủ tịch UBND tỉnh./.\n\nNơi nhận:\n- Sở Y tế chủ trì thực hiện;')
  expect(rows.map((row) => row.kind)).toEqual(['closing'])
})

test('a long text of one word is read to its end, and gives nothing', () => {
  expect(extractAssignments('x'.repeat(1_000_000))).toEqual([])
  for (const word of ['Sở ', 'từ\n', '- Sở Y tế, ', '\t', '“', 'Nội dung: x\n']) {
    const assigned = extractAssignments(word.repeat(Math.ceil(100_000 / word.length))).filter(({ kind }) => kind === 'assignment')
    expect(assigned, word).toEqual([])
  }
})
