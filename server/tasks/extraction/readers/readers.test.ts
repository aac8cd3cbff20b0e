import { expect, test } from 'vitest'
import { htmlToText } from './html-to-text.ts'
import { layOutPage } from './pdf-layout.ts'
import { readPlain } from './read-plain.ts'

test('lists of a word processor get their numbers back', () => {
  expect(htmlToText('<p>A &amp; B</p><ol><li>Một<ol><li>con</li></ol></li><li>Hai</li></ol><ul><li>gạch</li></ul>')).toBe('A & B\n1. Một\na) con\n2. Hai\n- gạch')
})

test('cells are parted by tabs, a unit merged over rows holds for each of them', () => {
  const html = '<table><tr><th>TT</th><th>Nội dung</th><th>Chủ trì</th></tr><tr><td>1</td><td><p>A</p><p>- b</p></td><td rowspan="2">Sở X</td></tr><tr><td>2</td><td>C</td></tr></table>'
  expect(htmlToText(html)).toBe('TT\tNội dung\tChủ trì\n1\tA; - b\tSở X\n2\tC\tSở X')
})

test('columns of a page are told by their places, cells of several lines put together', () => {
  const piece = (xPt: number, yPt: number, text: string) => ({ text, xPt, yPt, widthPt: text.length * 5, sizePt: 10 })
  const page = layOutPage([
    piece(60, 700, 'Một dòng văn bản dài đi qua nhiều cột của bảng bên dưới'),
    piece(60, 650, 'TT'), piece(100, 650, 'Nội dung'), piece(300, 650, 'Chủ trì'),
    piece(60, 630, '1'), piece(100, 630, 'Nâng cấp mạng'), piece(300, 630, 'Sở Y tế'),
    piece(100, 618, 'của tỉnh'),
    piece(60, 600, '2'), piece(100, 600, 'Đào tạo'), piece(300, 600, 'Sở Nội vụ'),
  ])
  expect(page).toBe('Một dòng văn bản dài đi qua nhiều cột của bảng bên dưới\nTT\tNội dung\tChủ trì\n1\tNâng cấp mạng của tỉnh\tSở Y tế\n2\tĐào tạo\tSở Nội vụ')
})

test('UTF-16 is told by its mark', () => {
  expect(readPlain(new Uint8Array([0xff, 0xfe, 0x53, 0x00, 0xdf, 0x1e]))).toBe('Sở')
})
