import path from 'node:path'
import type { ExtractedAssignment } from '#server/tasks/extraction/assignment.ts'
import { extractAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import { readByPatterns } from './extraction-baseline.ts'
import { DAMAGES, type ExtractionCase, readCases } from './extraction-cases.ts'
import { fuzzExtraction, readMonotony } from './extraction-fuzz.ts'
import { addCounts, type AnswerRow, type Counts, countRows, emptyCounts, type Score, scoreOf } from './extraction-score.ts'

type Reader = (text: string) => AnswerRow[]

const FIXTURES = path.join(import.meta.dirname, '../server/tasks/extraction/fixtures')
/** Composed and answered by people who had not read the grammar. */
const BY_OTHERS = path.join(import.meta.dirname, 'documents-by-others')

/**
 * Scores the reading of texts against hand-made answers, a baseline beside it on the same texts.
 * `folders` hold further documents, `x.txt` beside `x.expected.jsonl`.
 */
export function extraction(folders: readonly string[]): Record<string, string | number>[] {
  const cases = [FIXTURES, BY_OTHERS, ...folders].flatMap(readCases)
  const rows = cases.map((one) => rowOf(one.name, tally([one], readByGrammar)))
  const undamaged = tally(cases, readByGrammar)
  const damaged = Object.entries(DAMAGES).map(([name, damage]) => {
    const all = cases.map((one) => ({ ...one, text: damage(one.text) }))
    return rowOf(`all, ${name}`, tally(all, readByGrammar))
  })
  const startedAt = performance.now()
  for (const { text } of cases) extractAssignments(text)
  const msPerAssignment = (performance.now() - startedAt) / Math.max(1, undamaged.given)
  return [
    ...rows,
    ...damaged,
    { ...rowOf('ALL', undamaged), 'ms each': Number(msPerAssignment.toFixed(2)) },
    rowOf('ALL, patterns and chrono-node', tally(cases, readByPatterns)),
  ]
}

/** 10,000 mutated texts, and megabytes of one word. */
export function extractionFuzz(): Record<string, unknown> {
  const report = fuzzExtraction(readCases(FIXTURES), FUZZ_TEXTS)
  console.table(readMonotony(MONOTONY_BYTES))
  for (const failure of report.failures) console.log(failure)
  return { ...report, failures: report.failures.length }
}

const FUZZ_TEXTS = 10_000
const MONOTONY_BYTES = 5_000_000

function tally(cases: readonly ExtractionCase[], read: Reader): Counts {
  return cases.reduce((sum, { text, answers }) => addCounts(sum, countRows(answers, read(text))), emptyCounts())
}

/** The rows that count: duties with somebody to do them. */
export const readByGrammar: Reader = (text) => extractAssignments(text).filter(({ kind }) => kind === 'assignment').map(toAnswer)

function toAnswer(row: ExtractedAssignment): AnswerRow {
  return {
    section: row.section, title: row.title, lead: row.lead, coordinating: row.coordinating,
    deadline_text: row.deadlineText, due: row.due, budget_million_vnd: row.budgetMillionVnd,
  }
}

function rowOf(name: string, counts: Counts): Record<string, string | number> {
  const score: Score = scoreOf(counts)
  const shown = (share: number): number => Number(share.toFixed(3))
  return {
    document: name, wanted: score.wantedCount, given: score.foundCount,
    found: shown(score.found), 'not invented': shown(score.notInvented), 'lead F1': shown(score.leadF1),
    'coord. F1': shown(score.coordinatingF1), date: shown(score.dateExact), budget: shown(score.budgetExact),
    title: shown(score.titleExact), 'deadline text': shown(score.deadlineTextExact), section: shown(score.sectionExact),
  }
}
