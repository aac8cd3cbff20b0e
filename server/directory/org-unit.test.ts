import { expect, test } from 'vitest'
import { currentSuccessors, formatDecisionCode, formatQcvnCode, isInForceOn, parseOrgCode } from './org-unit.ts'

const PAIRS: readonly [qcvn: string, decision: string][] = [
  ['000.00.00.H41', 'H41'],
  ['000.00.02.H37', 'H37.02'],
  ['000.02.02.H37', 'H37.02.02'],
  ['000.01.12.H28', 'H28.12.01'],
  ['001.00.12.H28', 'H28.12.00.001'],
  ['000.00.00.G22', 'G22'],
]

test.each(PAIRS)('%s and %s are one organisation in two shapes', (qcvn, decision) => {
  expect(convert(qcvn)).toEqual({ qcvn, decision })
  expect(convert(decision)).toEqual({ qcvn, decision })
  expect(convert(` ${qcvn.toLowerCase()} `)).toEqual({ qcvn, decision })
})

test('the short form with three groups is read leaf first', () => {
  expect(convert('28.22.H17')).toEqual({ qcvn: '000.28.22.H17', decision: 'H17.22.28' })
})

test('an enterprise keeps its business number and has no older shape', () => {
  expect(convert('0106869738')).toEqual({ qcvn: null, decision: '0106869738' })
})

test('a code too deep or too wide for the older shape is not squeezed into it', () => {
  expect(convert('H41.02.03.004.05').qcvn).toBeNull()
  expect(convert('H41.123').qcvn).toBeNull()
})

test.each(['', 'H4', 'H41..02', 'H41.02-03', '000.00.00', 'H41.Đ1', `H41${'.01'.repeat(11)}`])('%j is no organisation code', (text) => {
  expect(parseOrgCode(text)).toBeNull()
})

test('a unit is in force on its first and on its last day', () => {
  const period = { validFrom: '2004-01-01', validTo: '2025-02-28' }
  expect(['2003-12-31', '2004-01-01', '2025-02-28', '2025-03-01'].map((day) => isInForceOn(period, day))).toEqual([false, true, true, false])
  expect(isInForceOn({ validFrom: '2004-01-01', validTo: null }, '2099-01-01')).toBe(true)
})

test('successors are followed over several mergers, splits included', () => {
  const units = new Map([
    ['city', { validTo: '2025-06-30', successorIds: ['ward', 'old-ward'] }],
    ['old-ward', { validTo: '2025-12-31', successorIds: ['new-ward', 'ward'] }],
    ['ward', { validTo: null, successorIds: [] }],
    ['new-ward', { validTo: null, successorIds: [] }],
  ])
  expect(currentSuccessors('city', units, '2026-11-23')).toEqual(['ward', 'new-ward'])
  expect(currentSuccessors('city', units, '2025-08-01')).toEqual(['ward', 'old-ward'])
  expect(currentSuccessors('ward', units, '2026-11-23')).toEqual([])
})

test('units that succeed each other in a circle have no successor', () => {
  const units = new Map([
    ['one', { validTo: '2025-02-28', successorIds: ['two', 'gone'] }],
    ['two', { validTo: '2025-02-28', successorIds: ['one'] }],
  ])
  expect(currentSuccessors('one', units, '2026-11-23')).toEqual([])
})

function convert(text: string): { qcvn: string | null; decision: string } {
  const code = parseOrgCode(text)
  if (code === null) throw new Error(`Not a code: ${text}`)
  return { qcvn: formatQcvnCode(code), decision: formatDecisionCode(code) }
}
