import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runExtract } from './extract.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'nghi-su-extract-'))

function fileOf(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

test('each assignment is one line with its fields in their fixed order, contradictions apart from it', async () => {
  const file = fileOf('notice.txt', '1. Giao Sở Y tế báo cáo UBND tỉnh trước ngày 30/6.')
  const { code, out, error } = await runExtract([file])
  expect(code).toBe(0)
  const line: Record<string, unknown> = JSON.parse(out[0] ?? '')
  expect(Object.keys(line)).toEqual(['kind', 'section', 'title', 'lead', 'coordinating', 'deadlineText', 'due', 'relation', 'budgetMillionVnd', 'spans', 'evidence'])
  expect(line).toMatchObject({ kind: 'assignment', section: '1', lead: ['Sở Y tế'], due: null, relation: 'before' })
  expect(JSON.parse(error[0] ?? '')).toMatchObject({ code: 'deadline_without_year' })
})

test('a directory of units adds whom each name means', async () => {
  const file = fileOf('notice.txt', '1. Giao Sở Y tế rà soát thiết bị.')
  const units = fileOf('units.json', JSON.stringify([{ id: 'yt', name: 'Sở Y tế' }]))
  const { out } = await runExtract([file, '--units', units])
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ units: [{ nameAsWritten: 'Sở Y tế', match: { orgUnitId: 'yt' } }] })
})

test('what cannot be read is one clear line, exit code 2, and nothing on standard output', async () => {
  const files = [fileOf('empty.txt', ' \n'), fileOf('picture.txt', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 1])), path.join(folder, 'absent.txt'), folder]
  for (const file of files) {
    const { code, out, error } = await runExtract([file])
    expect({ code, out, lines: error.length }).toEqual({ code: 2, out: [], lines: 1 })
  }
  expect((await runExtract([])).code).toBe(2)
  expect((await runExtract([fileOf('a.txt', 'x'), '--units', fileOf('bad.json', '{')])).code).toBe(2)
})
