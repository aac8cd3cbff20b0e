import { beforeAll, expect, test, vi } from 'vitest'
import type { GoodFiles } from '../fixtures/good-files.ts'
import { makeGoodFiles } from '../fixtures/good-files.ts'
import { mutate } from '../fixtures/mutate-pdf.ts'
import { isStillSigned } from '../fixtures/still-signed.ts'
import { validatePdf } from './validate.ts'

// Keys take their time on a busy machine; ten thousand files are a matter for `npm run bench -- fuzz`.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const FILES = 300

let good: GoodFiles

beforeAll(async () => { good = await makeGoodFiles() })

test('every file to start from is valid', () => {
  expect(good.files.map((pdf) => validatePdf(pdf, good.options).verdict)).toEqual(good.files.map(() => 'VALID'))
})

test('no single byte of what was added after a signature can be another one', () => {
  const original = good.files[1] ?? Buffer.alloc(0)
  const text = original.toString('latin1')
  const contents = [...text.matchAll(/\/Contents <[0-9a-f]+>/g)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }))
  const passed: string[] = []
  for (let at = text.indexOf('%%EOF', contents[0]?.end); at < original.length; at++) {
    if (contents.some(({ start, end }) => at >= start && at < end)) continue
    for (const byte of Buffer.from('37R% ')) {
      const changed = Buffer.from(original)
      changed[at] = byte
      if (validatePdf(changed, good.options).verdict === 'VALID' && !isStillSigned(original, changed)) passed.push(text.slice(at - 30, at + 10))
    }
  }
  expect(passed).toEqual([])
})

test('hundreds of mutated files neither crash the validator nor pass when what was signed changed', () => {
  const passed: string[] = []
  for (let seed = 0; seed < FILES; seed++) {
    const original = good.files[seed % good.files.length] ?? Buffer.alloc(0)
    const { bytes, names } = mutate(original, seed, good.files)
    const { verdict } = validatePdf(bytes, good.options)
    if (verdict === 'VALID' && !isStillSigned(original, bytes)) passed.push(`${seed} ${names.join(' ')}`)
  }
  expect(passed).toEqual([])
})
