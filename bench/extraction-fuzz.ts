import { readAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import { inventedWords } from '#server/tasks/extraction/fixtures/invented-words.ts'
import { mutateText, randomFrom } from '#server/tasks/extraction/fixtures/mutate-text.ts'
import type { ExtractionCase } from './extraction-cases.ts'

export interface FuzzReport {
  texts: number
  crashes: number
  invented: number
  /** The slowest text, in milliseconds of the processor per 100 kB; short texts count as 10 kB, so that one pause does not look like a hang. */
  slowestMsPer100Kb: number
  /** Seeds of the failures, to repeat them. */
  failures: string[]
}

/** Time of the processor, so that a busy machine does not look like a slow grammar. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const BYTES_MIN = 10_000
const FAILURES_MAX = 20

/** Reads `count` mutated texts: none may crash, hang, or name an agency that its text lacks. */
export function fuzzExtraction(cases: readonly ExtractionCase[], count: number, firstSeed = 1): FuzzReport {
  const report: FuzzReport = { texts: 0, crashes: 0, invented: 0, slowestMsPer100Kb: 0, failures: [] }
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const source = cases[seed % cases.length]
    if (source === undefined) break
    const text = mutateText(source.text, randomFrom(seed))
    const startedAt = cpuMs()
    try {
      const invented = inventedWords(text, readAssignments(text).rows)
      if (invented.length > 0) {
        report.invented++
        note(report, `${seed}: ${invented[0] ?? ''}`)
      }
    } catch (thrown) {
      report.crashes++
      note(report, `${seed}: ${String(thrown)}`)
    }
    const perHundred = ((cpuMs() - startedAt) / Math.max(BYTES_MIN, text.length)) * 100_000
    report.slowestMsPer100Kb = Math.max(report.slowestMsPer100Kb, perHundred)
    report.texts++
  }
  return report
}

function note(report: FuzzReport, failure: string): void {
  if (report.failures.length < FAILURES_MAX) report.failures.push(failure)
}

/** One word, many times over: what a jammed key or a broken converter makes. `sizeBytes` of each. */
export function readMonotony(sizeBytes: number): { word: string; ms: number; rows: number }[] {
  const words = ['x', 'Sở ', 'từ\n', '- Sở Y tế, ', '\t', '“', 'Nội dung: x\n', '1\n', '(', 'chủ trì, phối hợp với ', 'ngày 1/1/2024 ', '; báo cáo ', '1\tA\tSở Y tế\n', '| a ', '<td>']
  return words.map((word) => {
    const startedAt = cpuMs()
    const rows = readAssignments(word.repeat(Math.ceil(sizeBytes / word.length))).rows.length
    return { word: JSON.stringify(word), ms: Math.round(cpuMs() - startedAt), rows }
  })
}
