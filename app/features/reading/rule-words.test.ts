import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { t } from '#server/i18n/t.ts'
import { readAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import { isKnownRule, ruleWords, wordsIn } from './rule-words.ts'

const FIXTURES = new URL('../../../server/tasks/extraction/fixtures/', import.meta.url)

test('every rule that reads a document can be said in words: what is no rule stands in the text itself', () => {
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.txt'))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const text = readFileSync(new URL(file, FIXTURES), 'utf8').normalize('NFC').toLocaleLowerCase('vi')
    for (const { evidence } of readAssignments(readFileSync(new URL(file, FIXTURES), 'utf8')).rows) {
      for (const rule of Object.values(evidence)) {
        if (isKnownRule(rule) || rule.startsWith('label: ')) continue
        expect(text, file).toContain(wordsIn(rule).toLocaleLowerCase('vi'))
      }
    }
  }
})

test('a rule, a label and a word are each said in their own way', () => {
  const vi = (rule: string) => ruleWords((key, params) => t('vi', key, params), rule)
  expect(vi('words after the agencies')).toBe('phần đứng sau tên các đơn vị')
  expect(vi('label: Cơ quan chủ trì')).toBe('mục ghi “Cơ quan chủ trì”')
  expect(vi('phối hợp')).toBe('từ “phối hợp”')
  expect(vi('order: Giao')).toBe('từ “Giao”')
})
