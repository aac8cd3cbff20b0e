import { expect, test } from 'vitest'
import { doubtsOf, isForAll, isTakenAtFirst } from './row-doubts.ts'
import type { EditedRow, EditedUnit } from './row-editing.ts'

const unit = (more: Partial<EditedUnit>): EditedUnit => ({ duty: 'lead', orgUnitId: 'a', nameAsWritten: 'Sở Nội vụ', matchedName: 'Sở Nội vụ', confidence: 1, ...more })
const row = (units: EditedUnit[], more: Partial<EditedRow> = {}): EditedRow => ({ kind: 'assignment', section: '1', text: 'x', deadlineText: null, dueOn: null, units, isChosen: true, ...more })

test('a row asks for a look where nobody leads, where the lead is unknown and where a match is unsure', () => {
  expect(doubtsOf(row([unit({})]))).toEqual([])
  expect(doubtsOf(row([unit({ duty: 'coordinating' })]))).toEqual(['lead_missing'])
  expect(doubtsOf(row([unit({ orgUnitId: null, nameAsWritten: 'Sở Gì đó' })]))).toEqual(['lead_unmatched'])
  expect(doubtsOf(row([unit({ confidence: 0.7 })]))).toEqual(['unit_unsure'])
})

test('parties in general, standing sentences and rows left out leave nothing to doubt', () => {
  expect(doubtsOf(row([unit({ orgUnitId: null, nameAsWritten: 'các sở, ngành liên quan' })]))).toEqual([])
  expect(doubtsOf(row([], { kind: 'objective' }))).toEqual([])
  expect(doubtsOf(row([], { isChosen: false }))).toEqual([])
})

test('a row gives no task when nobody but parties in general leads it', () => {
  const inGeneral = unit({ orgUnitId: null, nameAsWritten: 'các sở, ngành' })
  expect(isForAll(row([inGeneral, unit({ duty: 'coordinating' })]))).toBe(true)
  expect(isForAll(row([inGeneral, unit({})]))).toBe(false)
  expect(isForAll(row([unit({ orgUnitId: null, nameAsWritten: 'Sở Gì đó' })]))).toBe(false)
  expect(isForAll(row([]))).toBe(false)
})

test('what is there already, word for word, is not taken again', () => {
  const existing = { conclusionId: 'c', position: 1, revision: 1, changed: [] }
  expect(isTakenAtFirst({ kind: 'assignment', existing: null })).toBe(true)
  expect(isTakenAtFirst({ kind: 'assignment', existing })).toBe(false)
  expect(isTakenAtFirst({ kind: 'assignment', existing: { ...existing, changed: ['deadline'] } })).toBe(true)
  expect(isTakenAtFirst({ kind: 'objective', existing: null })).toBe(false)
})
