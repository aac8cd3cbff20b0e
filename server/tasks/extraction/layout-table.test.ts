import { describe, expect, test } from 'vitest'
import { extractAssignments } from './extract-assignments.ts'

const HEADER = `
TT   Nội dung nhiệm vụ                Cơ quan chủ trì   Cơ quan phối hợp     Thời gian      Sản phẩm
                                                                             hoàn thành
`
const WANTED = [
  { section: '1', title: 'Lập danh mục phòng họp cần thay bàn ghế', lead: ['Văn phòng UBND tỉnh'], coordinating: ['Sở Tài chính', 'Sở Xây dựng'], deadlineText: 'Quý II/2026', due: '2026-06-30' },
  { section: '2', title: 'Tập huấn ký số', lead: ['Sở Nội vụ'], coordinating: [], deadlineText: 'Thường xuyên', due: null },
  { section: '3', title: 'Nâng cấp mạng không dây tại các tầng họp', lead: ['Sở Khoa học và Công nghệ'], coordinating: ['VNPT Hồng Lam'], deadlineText: 'Trước 30/9/2026', due: '2026-09-30' },
]

function read(body: string): unknown[] {
  return extractAssignments(`KẾ HOẠCH\n\nPHỤ LỤC\n${HEADER}${body}\nNơi nhận:\n- Như trên;\n`)
    .map(({ section, title, lead, coordinating, deadlineText, due }) => ({ section: section.replace(/^PL\./, ''), title, lead, coordinating, deadlineText, due }))
}

describe('a table drawn with spaces', () => {
  test('numbers at the top of their rows, no line between them', () => {
    expect(read(`
1    Lập danh mục phòng họp cần       Văn phòng UBND    Sở Tài chính; Sở     Quý II/2026    Danh mục
     thay bàn ghế                     tỉnh              Xây dựng
2    Tập huấn ký số                   Sở Nội vụ                              Thường xuyên
3    Nâng cấp mạng không dây tại      Sở Khoa học và    VNPT Hồng Lam        Trước          Biên bản
     các tầng họp                     Công nghệ                              30/9/2026      nghiệm thu
`)).toEqual(WANTED)
  })

  test('numbers in the middle of their rows, a page and its header between them', () => {
    expect(read(`
     Lập danh mục phòng họp cần       Văn phòng UBND    Sở Tài chính; Sở
1                                                                            Quý II/2026    Danh mục
     thay bàn ghế                     tỉnh              Xây dựng

2    Tập huấn ký số                   Sở Nội vụ                              Thường xuyên

                                              4
${HEADER}
     Nâng cấp mạng không dây tại      Sở Khoa học và                         Trước          Biên bản
3                                                       VNPT Hồng Lam
     các tầng họp                     Công nghệ                              30/9/2026      nghiệm thu
`)).toEqual(WANTED)
  })

  test('a full cell touches the next column; a heading of a group runs over them all', () => {
    expect(read(`
I    Nhóm nhiệm vụ về trang thiết bị, hạ tầng kỹ thuật và con người của các phòng họp
1    Lập danh mục phòng họp cần thay Văn phòng UBND     Sở Tài chính; Sở     Quý II/2026    Danh mục
     bàn ghế                         tỉnh               Xây dựng
`)).toEqual([expect.objectContaining({ title: WANTED[0]?.title, lead: WANTED[0]?.lead, due: WANTED[0]?.due })])
  })

  test('every field knows its place in the source', () => {
    const text = `KẾ HOẠCH\n${HEADER}\n1    Tập huấn ký số                   Sở Nội vụ         Sở Y tế              Quý I/2026     Lớp học\n`
    const [row] = extractAssignments(text)
    const at = row?.spans.lead?.[0]
    expect(text.slice(at?.start, at?.end)).toBe('Sở Nội vụ')
    const day = row?.spans.deadlineText?.[0]
    expect(text.slice(day?.start, day?.end)).toBe('Quý I/2026')
  })

  test('two columns of signatures below a text are no table', () => {
    expect(extractAssignments('Nơi nhận:                          TM. ỦY BAN NHÂN DÂN\n- Như trên;                        KT. CHỦ TỊCH\n- Lưu: VT.                         PHÓ CHỦ TỊCH\n')).toEqual([])
  })
})
