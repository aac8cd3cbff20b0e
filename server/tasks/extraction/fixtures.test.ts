import path from 'node:path'
import { expect, test } from 'vitest'
import { DAMAGES, readCases } from '../../../bench/extraction-cases.ts'
import { addCounts, type AnswerRow, type Counts, countRows, emptyCounts, scoreOf } from '../../../bench/extraction-score.ts'
import { extractAssignments } from './extract-assignments.ts'

const cases = readCases(path.join(import.meta.dirname, 'fixtures'))

function rowsOf(text: string): AnswerRow[] {
  return extractAssignments(text).filter(({ kind }) => kind === 'assignment').map((row) => ({
    section: row.section, title: row.title, lead: row.lead, coordinating: row.coordinating,
    deadline_text: row.deadlineText, due: row.due, budget_million_vnd: row.budgetMillionVnd,
  }))
}

function tally(damage: (text: string) => string): Counts {
  return cases.reduce((sum, { text, answers }) => addCounts(sum, countRows(answers, rowsOf(damage(text)))), emptyCounts())
}

test.each(cases.map(({ name, text, answers }) => ({ name, text, answers })))('$name is read as a person read it', ({ text, answers }) => {
  const score = scoreOf(countRows(answers, rowsOf(text)))
  expect(score).toMatchObject({ found: 1, notInvented: 1, leadF1: 1, coordinatingF1: 1, dateExact: 1, budgetExact: 1 })
})

test.each(Object.entries(DAMAGES))('%s: the assignments are still found, nearly all of them whole', (_name, damage) => {
  const score = scoreOf(tally(damage))
  expect(score.found).toBeGreaterThanOrEqual(0.98)
  expect(score.notInvented).toBeGreaterThanOrEqual(0.98)
  expect(score.leadF1).toBeGreaterThanOrEqual(0.97)
  expect(score.coordinatingF1).toBeGreaterThanOrEqual(0.95)
  expect(score.dateExact).toBeGreaterThanOrEqual(0.98)
  expect(score.budgetExact).toBeGreaterThanOrEqual(0.98)
})

test('every span leads back to its words in the source', () => {
  for (const { text } of cases) {
    for (const row of extractAssignments(text)) {
      const at = (span: { start: number; end: number } | undefined): string => text.slice(span?.start, span?.end).replace(/<\/?i>/g, '').replace(/\n\s*\n\d\n\s*\n/g, ' ').replace(/\s+/g, ' ')
      expect(at(row.spans.title?.[0])).toBe(row.title)
      if (row.deadlineText !== null) expect(at(row.spans.deadlineText?.[0])).toBe(row.deadlineText)
      for (const [index, span] of (row.spans.lead ?? []).entries()) expect(row.lead[index]?.endsWith(at(span))).toBe(true)
    }
  }
})
