import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { fill, refusalSentence } from './t.ts'
import { vi } from './vi.ts'

const SERVER = path.dirname(import.meta.dirname)
const catalogues: Record<'vi' | 'en', Words> = { vi, en }

function placeholdersOf(sentence: string): string[] {
  return [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort()
}

type Words = Readonly<Record<string, string>>

const modules = {
  vi: import.meta.glob<Record<string, Words>>('./vi/*.ts', { eager: true }),
  en: import.meta.glob<Record<string, Words>>('./en/*.ts', { eager: true }),
}

/** The words of each file, by its name. */
function domainsOf(locale: 'vi' | 'en'): Map<string, Words> {
  return new Map(Object.entries(modules[locale]).map(([file, exported]) => [path.basename(file), Object.assign({}, ...Object.values(exported)) as Words]))
}

const CODE = /^[a-z_]+(?:\.[a-z_]+)+$/

/** Codes written out where a refusal is made, and those in the `@throws Refusal` line that a verb promises. */
function refusalCodes(): Map<string, string> {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(?:test|fixture)\.ts$|(?:^|[/\\])(?:test|fixtures)[/\\]|test-/.test(file))
  return new Map(files.flatMap((file) => {
    const text = readFileSync(path.join(SERVER, file), 'utf8')
    const made = [...text.matchAll(/new Refusal\(([^)]*)/g)].flatMap(([, args = '']) => [...args.matchAll(/'([^']+)'/g)].map(([, code = '']) => code))
    const promised = [...text.matchAll(/@throws Refusal ((?:[\w.]+,\s*(?:\*\s*)?)*[\w.]+)/g)].flatMap(([, list = '']) => list.split(/[\s,*]+/))
    const codes = [...made, ...promised].map((code) => code.replace(/\.$/, '')).filter((code) => CODE.test(code))
    return codes.map((code): [string, string] => [code, file])
  }))
}

test('Vietnamese and English have the same words', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort())
})

test('a sentence has the same placeholders in both languages', () => {
  const differing = Object.entries(catalogues.vi).filter(([key, sentence]) =>
    placeholdersOf(sentence).join() !== placeholdersOf(catalogues.en[key] ?? '').join())
  expect(differing).toEqual([])
})

test.each(['vi', 'en'] as const)('%s: every file is in the catalogue, and no word is in two files', (locale) => {
  const domains = domainsOf(locale)
  const keys = [...domains.values()].flatMap((words) => Object.keys(words))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  expect([...keys].sort()).toEqual(Object.keys(catalogues[locale]).sort())
})

test.each(['vi', 'en'] as const)('%s: words stand in the file of the same domain in both languages', (locale) => {
  const [here, there] = [domainsOf(locale), domainsOf(locale === 'vi' ? 'en' : 'vi')]
  expect([...here.keys()]).toEqual([...there.keys()])
  for (const [file, words] of here) expect([file, Object.keys(words).sort()]).toEqual([file, Object.keys(there.get(file) ?? {}).sort()])
})

test('every sentence says something, and Vietnamese letters are composed ones', () => {
  const faulty = Object.values(catalogues).flatMap((words) => Object.entries(words))
    .filter(([, sentence]) => sentence.trim() === '' || sentence !== sentence.normalize('NFC'))
  expect(faulty).toEqual([])
})

test('every refusal has its sentence', () => {
  const codes = refusalCodes()
  expect(codes.size).toBeGreaterThan(50)
  expect([...codes].filter(([code]) => catalogues.vi[`refusals.${code}`] === undefined)).toEqual([])
})

test('a placeholder without a value stays visible; a refusal that nobody wrote still gets a sentence', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}')
  expect(refusalSentence('vi', 'no.such_code')).not.toBe('')
})
