import path from 'node:path'
import { expect, test } from 'vitest'
import { readCases } from '../../../bench/extraction-cases.ts'
import { fuzzExtraction } from '../../../bench/extraction-fuzz.ts'

const TEXTS = 200

test('mutated texts crash nothing, and no agency is named that they lack', () => {
  const report = fuzzExtraction(readCases(path.join(import.meta.dirname, 'fixtures')), TEXTS)
  expect(report).toMatchObject({ texts: TEXTS, crashes: 0, invented: 0, failures: [] })
})
