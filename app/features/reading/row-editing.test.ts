import { expect, test } from 'vitest'
import { addFromText, mergeWithPrevious, splitRow, type EditedRow } from './row-editing.ts'

const unit = (name: string, orgUnitId: string | null = null, duty: 'lead' | 'coordinating' = 'lead') =>
  ({ duty, orgUnitId, nameAsWritten: name, matchedName: null, confidence: 1 })
const row = (text: string, more: Partial<EditedRow> = {}): EditedRow =>
  ({ kind: 'assignment', section: '1', text, deadlineText: null, dueOn: null, units: [], isChosen: true, ...more })

test('a row is cut at a place, and both halves keep who does it and by when', () => {
  const rows = [row('Lập Đề án, trình UBND tỉnh', { units: [unit('Sở Nội vụ', 'u1')], dueOn: '2026-12-15' }), row('B')]
  const cut = splitRow(rows, 0, 'Lập Đề án,'.length)
  expect(cut.map(({ text }) => text)).toEqual(['Lập Đề án', 'Trình UBND tỉnh', 'B'])
  expect(cut[1]).toMatchObject({ units: [{ orgUnitId: 'u1' }], dueOn: '2026-12-15' })
})

test('cutting at an end, or a row that is not there, changes nothing', () => {
  const rows = [row('Lập Đề án')]
  for (const at of [0, 9, 99]) expect(splitRow(rows, 0, at)).toEqual(rows)
  expect(splitRow(rows, 5, 2)).toEqual(rows)
  expect(mergeWithPrevious(rows, 0)).toEqual(rows)
})

test('two rows become one: one text, each unit once, the first deadline there is', () => {
  const merged = mergeWithPrevious([
    row('Lập Đề án.', { units: [unit('Sở Nội vụ', 'u1'), unit('các xã')] }),
    row('Trình UBND tỉnh', { units: [unit('Sở NV', 'u1'), unit('các xã'), unit('Sở Tài chính', 'u2', 'coordinating')], deadlineText: 'tháng 12', dueOn: '2026-12-31' }),
  ], 1)
  expect(merged).toHaveLength(1)
  expect(merged[0]).toMatchObject({ text: 'Lập Đề án; Trình UBND tỉnh', deadlineText: 'tháng 12', dueOn: '2026-12-31' })
  expect(merged[0]?.units.map(({ nameAsWritten }) => nameAsWritten)).toEqual(['Sở Nội vụ', 'các xã', 'Sở Tài chính'])
})

test('marked words become a row where they stand in the text', () => {
  const text = 'Sở A làm việc một.\nSở B làm việc hai.\nSở C làm việc ba.'
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
  const rows = [row('một', { spans: { title: [at('làm việc một')] } }), row('ba', { spans: { title: [at('làm việc ba')] } })]
  expect(addFromText(rows, text, at('làm việc hai')).map(({ text: words }) => words)).toEqual(['một', 'Làm việc hai', 'ba'])
  expect(addFromText(rows, text, at('\n'))).toEqual(rows)
})
