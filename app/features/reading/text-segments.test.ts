import { expect, test } from 'vitest'
import { marksOf, segmentsOf } from './text-segments.ts'

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
