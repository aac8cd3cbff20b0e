import { expect, test } from 'vitest'
import { REMARKS_MAX, REMARK_CHARS_MAX, assertRemarks, returnWords, type PageRemark } from './page-remark.ts'

const pages = [{ widthPt: 595, heightPt: 842 }, { widthPt: 842, heightPt: 595 }]
const remark: PageRemark = { page: 1, xPt: 100, yPt: 700, text: 'Sửa số liệu' }

test.each<[string, Partial<PageRemark>]>([
  ['remark.empty', { text: ' \n' }],
  ['remark.too_long', { text: 'a'.repeat(REMARK_CHARS_MAX + 1) }],
  ['remark.no_such_page', { page: 3 }],
  ['remark.no_such_page', { page: 0 }],
  ['remark.outside_page', { xPt: 595.1 }],
  ['remark.outside_page', { yPt: -0.1 }],
  ['remark.outside_page', { page: 2, yPt: 700 }],
  ['remark.outside_page', { xPt: Number.NaN }],
])('%s: %o', (code, wrong) => {
  expect(() => assertRemarks([remark, { ...remark, ...wrong }], pages)).toThrow(code)
})

test('the edges of a page belong to it, and a remark as long as can be is well', () => {
  expect(() => assertRemarks([
    { ...remark, xPt: 0, yPt: 0 }, { ...remark, xPt: 595, yPt: 842 }, { ...remark, text: 'a'.repeat(REMARK_CHARS_MAX) },
  ], pages)).not.toThrow()
})

test('more remarks than a person reads are refused', () => {
  expect(() => assertRemarks(Array.from({ length: REMARKS_MAX + 1 }, () => remark), pages)).toThrow('remark.too_many')
})

test('the words of a return fit where they are shown', () => {
  const wordsOf = ({ page, text }: PageRemark) => `Trang ${page}: ${text}`
  expect(returnWords(' Xem lại ', [remark], wordsOf, 100)).toBe('Xem lại; Trang 1: Sửa số liệu')
  expect(returnWords('', [remark, remark], wordsOf, 30)).toBe('Trang 1: Sửa số liệu; Trang 1…')
})
