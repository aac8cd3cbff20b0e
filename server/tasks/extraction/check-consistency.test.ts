import { expect, test } from 'vitest'
import { readAssignments } from './extract-assignments.ts'

const annex = (rows: string[], total: string): string =>
  `PHỤ LỤC\nĐơn vị tính: triệu đồng\nTT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\tKinh phí\n${rows.join('\n')}\n\tTổng cộng\t\t\t\t${total}`
const codes = (text: string): string[] => readAssignments(text).warnings.map((warning) => warning.code)

test('an annex that does not add up to its total is reported', () => {
  const rows = ['1\tNâng cấp mạng\tSở Y tế\t\tQuý I/2024\t1.200', '2\tMua máy chủ\tSở Nội vụ\t\tQuý II/2024\t800']
  expect(readAssignments(annex(rows, '2.500')).warnings).toMatchObject([{ code: 'annex_total_differs', stated: 2500, added: 2000 }])
  expect(codes(annex(rows, '2.000'))).toEqual([])
})

test('a total of the body that the annex does not reach is reported', () => {
  const text = `I. KINH PHÍ\nTổng kinh phí thực hiện Kế hoạch: 3.000 triệu đồng.\n${annex(['1\tNâng cấp mạng\tSở Y tế\t\tQuý I/2024\t1.200'], '1.200')}`
  expect(readAssignments(text).warnings).toMatchObject([{ code: 'stated_total_differs', stated: 3000, annex: 1200 }])
})

test('a lead that the table lost and the body names is offered, never filled in', () => {
  const text = `II. NỘI DUNG\n1. Nâng cấp mạng diện rộng của tỉnh\nĐơn vị chủ trì: Sở Y tế\nThời gian hoàn thành: Quý I/2024\n${annex(['1\tNâng cấp mạng diện rộng của tỉnh\t\tSở Nội vụ\tQuý I/2024\t1.200'], '1.200')}`
  const { rows, warnings } = readAssignments(text)
  expect(rows.map((row) => row.lead)).toEqual([['Sở Y tế'], []])
  expect(warnings).toMatchObject([{ code: 'lead_missing_in_table', candidates: ['Sở Y tế'] }])
})

test('the citation of an annex that is not there is reported, and so is an article left out', () => {
  expect(codes('Điều 1. Giao Sở Y tế xây dựng phương án theo Phụ lục II.\nĐiều 3. Sở Nội vụ rà soát biên chế.')).toEqual(['annex_missing', 'article_missing'])
})

test('a deadline without its year is kept as written and asked about', () => {
  const { rows, warnings } = readAssignments('1. Giao Sở Y tế báo cáo UBND tỉnh trước ngày 30/6.')
  expect(rows).toMatchObject([{ deadlineText: 'trước ngày 30/6', due: null, relation: 'before' }])
  expect(warnings).toMatchObject([{ code: 'deadline_without_year' }])
})
