import { expect, test } from 'vitest'
import { marksOf, rowBeside, segmentsOf, withoutBlankStart } from './text-segments.ts'

const TEXT = 'Giao Sở Nội vụ lập Đề án trước ngày 15/12/2026.'
const at = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length })
const ROWS = [{ spans: { title: [at('lập Đề án trước ngày 15/12/2026')], lead: [at('Sở Nội vụ')], deadlineText: [at('trước ngày 15/12/2026')] } }]

test('every letter of the text is in one segment, under the mark that says most', () => {
  const segments = segmentsOf(TEXT, marksOf(ROWS))
  expect(segments.map(({ text }) => text).join('')).toBe(TEXT)
  expect(segments.map(({ text, mark }) => [text, mark?.field ?? null])).toEqual([
    ['Giao ', null], ['Sở Nội vụ', 'lead'], [' ', null], ['lập Đề án ', 'title'], ['trước ngày 15/12/2026', 'deadlineText'], ['.', null],
  ])
})

test('a text without rows is one piece, an empty one none', () => {
  expect(segmentsOf(TEXT, [])).toEqual([{ start: 0, text: TEXT, mark: null }])
  expect(segmentsOf('', [])).toEqual([])
})

test('rows without places, and places that the text no longer has, mark nothing', () => {
  expect(marksOf([{}, { spans: {} }])).toEqual([])
  expect(segmentsOf('ngắn', [{ row: 0, field: 'lead', start: 2, end: 90 }])).toEqual([{ start: 0, text: 'ngắn', mark: null }])
})

test('the blank lines before the first word are left out, and every place stays where it is', () => {
  const [first] = withoutBlankStart(segmentsOf('\n\n  KẾ HOẠCH', []))
  expect(first).toEqual({ start: 4, text: 'KẾ HOẠCH', mark: null })
  expect(withoutBlankStart([])).toEqual([])
})

test('rows are gone through in the order in which the text names them', () => {
  const segments = segmentsOf('a b c', [{ row: 2, field: 'lead', start: 0, end: 1 }, { row: 0, field: 'lead', start: 2, end: 3 }, { row: 1, field: 'lead', start: 4, end: 5 }])
  expect([rowBeside(segments, null, 1), rowBeside(segments, 2, 1), rowBeside(segments, 0, 1), rowBeside(segments, 0, -1)]).toEqual([2, 0, 1, 2])
  expect([rowBeside(segments, 1, 1), rowBeside(segments, 2, -1)]).toEqual([null, null])
})
