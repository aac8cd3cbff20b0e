import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Judges } from '#signing/fixtures/judges.ts'
import type { LocalAuthority } from '#signing/fixtures/local-authority.ts'
import { startLocalAuthority } from '#signing/fixtures/local-authority.ts'
import { makeNotice } from '#signing/fixtures/notice.ts'
import { runTool } from '#signing/fixtures/run-tool.ts'
import { plainPng } from '#signing/fixtures/png.ts'
import { makePkcs12 } from '#signing/pki/make-pkcs12.ts'
import { sign } from './sign.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let folder: string
let authority: LocalAuthority
let judges: Judges
const said: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nghisu-sign-'))
  authority = await startLocalAuthority()
  judges = await Judges.open([authority.rootDer], new Date())
  process.env['KEY_PASSWORD'] = 'mat-khau-thu'
  await writeFile(at('key.p12'), makePkcs12({ ...authority.leader, friendlyName: 'leader' }, process.env['KEY_PASSWORD']))
  await writeFile(at('in.pdf'), await makeNotice('stream'))
  await runTool('qpdf', '--encrypt', 'a', 'b', '256', '--', at('in.pdf'), at('encrypted.pdf'))
  await writeFile(at('ink.png'), plainPng(120, 40, [15, 50, 150, 200]))
  vi.spyOn(console, 'log').mockImplementation((line: string) => { said.push(line) })
  vi.spyOn(console, 'error').mockImplementation((line: string) => { said.push(line) })
})

afterEach(() => { said.length = 0 })

afterAll(async () => {
  vi.restoreAllMocks()
  await Promise.all([judges.close(), authority.close(), rm(folder, { recursive: true, force: true })])
})

function at(name: string): string {
  return path.join(folder, name)
}

function run(...more: string[]): Promise<number> {
  return sign(['--in', at('in.pdf'), '--out', at('out.pdf'), '--p12', at('key.p12'), '--password-env', 'KEY_PASSWORD', ...more])
}

test('one call signs up to B-LTA with a picture on the page, and says so in one line', async () => {
  const code = await run(
    '--level', 'B-LTA', '--tsa', authority.timestampUrl, '--image', at('ink.png'), '--page', '1', '--rect', '100,300,160,80', '--reason', 'Ký ban hành',
  )
  expect([code, said]).toEqual([0, [expect.stringMatching(/^\S+out\.pdf: B-LTA, Nguyễn Thị Quỳnh Hương, \d+ bytes$/)]])
  expect(await judges.complaints(await readFile(at('out.pdf')), 1, 1)).toEqual([])
})

test('without a place the first declared field is filled', async () => {
  expect(await run()).toBe(0)
  expect(await judges.complaints(await readFile(at('out.pdf')), 1)).toEqual([])
})

test('a failure is one line and leaves no file', async () => {
  await rm(at('out.pdf'), { force: true })
  process.env['WRONG_PASSWORD'] = 'sai'
  expect(await run('--password-env', 'WRONG_PASSWORD')).toBe(1)
  expect(await run('--field', 'KhongCo')).toBe(1)
  expect(await run('--out', at('in.pdf'))).toBe(1)
  expect(await run('--p12', at('in.pdf'))).toBe(1)
  expect(await run('--in', at('ink.png'))).toBe(1)
  expect(await run('--in', at('encrypted.pdf'))).toBe(1)
  expect(await run('--in', at('nowhere.pdf'))).toBe(1)
  expect(await run('--page', '9', '--rect', '1,1,99,99')).toBe(1)
  expect(await run('--page', '1', '--rect', '1,1,99,99', '--name', '會議')).toBe(1)
  expect(await run('--page', '1', '--rect', '1,1,99,99', '--image', at('in.pdf'))).toBe(1)
  expect(await run('--level', 'B-T', '--tsa', `${authority.origin}/nothing`)).toBe(1)
  const codes = said.map((line) => /^nghisu sign: \S[^\n]{10,}$/.test(line) ? /\[([a-z0-9_.]+)/.exec(line)?.[1] ?? line : line)
  expect(codes).toEqual([
    'pkcs12.wrong_password', 'signature.field_not_found', expect.stringContaining('never overwritten'), 'pkcs12.broken', 'pdf.not_pdf', 'pdf.encrypted',
    expect.stringContaining('no such file or folder: '), 'appearance.outside_page', 'appearance.missing_glyph', 'appearance.image_unreadable', 'network.failed',
  ])
  await expect(readFile(at('out.pdf'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a command line that is not understood is answered with one line that says what is wrong', async () => {
  const lines = [
    ['--level', 'B-X'], ['--level', 'B-T'], ['--level', 'B-T', '--tsa', 'http://'], ['--rect', '1,2,3'], ['--password-env', 'NOT_SET_ANYWHERE'], ['--unknown'],
  ]
  for (const line of lines) expect(await run(...line)).toBe(2)
  expect(await sign([])).toBe(2)
  expect(said.filter((line) => /^nghisu sign: [^\n]+; nghisu sign --help$/.test(line))).toHaveLength(lines.length + 1)
})
