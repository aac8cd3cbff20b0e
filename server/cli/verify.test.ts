import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildCrl } from '#signing/fixtures/build-revocation.ts'
import { signRaw } from '#signing/fixtures/raw-signature.ts'
import type { TestPki } from '#signing/fixtures/test-pki.ts'
import { makeTestPki } from '#signing/fixtures/test-pki.ts'
import { makeTinyPdf } from '#signing/fixtures/tiny-pdf.ts'
import { verify } from './verify.ts'

// Keys take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const NOW = new Date('2026-11-20T01:31:00Z')
const LISTED = { thisUpdate: new Date('2026-11-20T01:00:00Z'), nextUpdate: new Date('2026-11-21T01:00:00Z') }

let pki: TestPki
let folder: string

beforeAll(async () => {
  pki = await makeTestPki()
  folder = await mkdtemp(path.join(tmpdir(), 'verify-'))
  const signed = signRaw(makeTinyPdf(), { signer: pki.unpublished, field: 'LanhDao' })
  await keep('good.pdf', signed)
  await keep('changed.pdf', Buffer.from(signed.toString('latin1').replace('120 trieu', '920 trieu'), 'latin1'))
  await keep('unsigned.pdf', makeTinyPdf())
  await keep('broken.pdf', signed.subarray(0, 500))
  await keep('root.pem', new X509Certificate(pki.root.certificateDer).toString())
  const pem = (body: Buffer): string => `-----BEGIN X509 CRL-----\n${body.toString('base64')}\n-----END X509 CRL-----\n`
  await keep('revoked.crl', pem(buildCrl(pki.issuing, LISTED, [{ certificateDer: pki.unpublished.certificateDer, at: new Date('2026-11-01T00:00:00Z') }])))
  await keep('good.crl', buildCrl(pki.issuing, LISTED))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function keep(name: string, bytes: Uint8Array | string): Promise<void> {
  return writeFile(path.join(folder, name), bytes)
}

/** Runs the command in an installation without authorities of its own; names that are files here become paths. */
async function run(...args: string[]): Promise<{ exitCode: number; output: string }> {
  const lines: string[] = []
  const places = args.map((arg) => /\.(?:pdf|pem|crl)$/.test(arg) ? path.join(folder, arg) : arg)
  const exitCode = await verify(places, { now: NOW, env: { DATA_DIR: path.join(folder, 'data') }, print: (text) => lines.push(text), complain: (text) => lines.push(text) })
  return { exitCode, output: lines.join('\n') }
}

test('the exit code says valid, invalid, open or unreadable', async () => {
  const codes = await Promise.all([
    run('good.pdf', '--trust', 'root.pem'),
    run('good.pdf', '--trust', 'root.pem', '--crl', 'good.crl'),
    run('changed.pdf', '--trust', 'root.pem'),
    run('good.pdf', '--trust', 'root.pem', '--crl', 'revoked.crl'),
    run('good.pdf'),
    run('unsigned.pdf', '--trust', 'root.pem'),
    run('broken.pdf'),
    run('root.pem'),
    run('missing.pdf'),
    run('good.pdf', '--trust', 'good.pdf'),
    run('good.pdf', '--crl', 'root.pem'),
    run(),
    run('good.pdf', 'changed.pdf'),
    run('good.pdf', '--unknown'),
    run('--help'),
  ])
  expect(codes.map(({ exitCode }) => exitCode)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 0])
})

test('what cannot be read is told in one line, and in JSON in the usual shape', async () => {
  for (const line of [['missing.pdf'], ['good.pdf', '--trust', 'good.pdf'], ['good.pdf', '--crl', 'root.pem'], [], ['good.pdf', 'changed.pdf'], ['good.pdf', '--unknown']]) {
    const { output } = await run(...line)
    expect(output).toMatch(/^nghisu verify: \S[^\n]{8,}$/)
  }
  const { output } = await run('missing.pdf', '--json')
  expect(JSON.parse(output)).toMatchObject({ file: path.join(folder, 'missing.pdf'), sha256: null, verdict: 'INDETERMINATE', code: 'UNREADABLE', signatures: [] })
})

test('without a list of trusted authorities the code says that nobody is trusted', async () => {
  const { output } = await run('good.pdf', '--json')
  expect(JSON.parse(output)).toMatchObject({ verdict: 'INDETERMINATE', signatures: [{ code: 'UNTRUSTED_ANCHOR' }] })
})

test('the authorities of the data folder are trusted when no other is named', async () => {
  await mkdir(path.join(folder, 'data', 'pki'), { recursive: true })
  await writeFile(path.join(folder, 'data', 'pki', 'demo-root.pem'), new X509Certificate(pki.root.certificateDer).toString())
  const { exitCode } = await run('good.pdf')
  await rm(path.join(folder, 'data'), { recursive: true })
  expect(exitCode).toBe(0)
})

test('JSON holds what another program needs', async () => {
  const { output } = await run('good.pdf', '--trust', 'root.pem', '--json')
  expect(JSON.parse(output)).toMatchObject({
    file: path.join(folder, 'good.pdf'), sha256: expect.stringMatching(/^[0-9a-f]{64}$/), verdict: 'VALID',
    signatures: [{
      field: 'LanhDao', verdict: 'VALID', code: 'OK', reason: 'Chữ ký hợp lệ.', signer: { name: 'Phan Thị Mỵ' },
      level: 'B-B', signedAt: '2026-11-20T01:30:00.000Z', coversWholeFile: true,
    }],
  })
})

test('a person reads Vietnamese first, and the time of Hà Nội', async () => {
  const { output } = await run('changed.pdf', '--trust', 'root.pem')
  expect(output).toContain('KHÔNG HỢP LỆ (INVALID DIGEST_MISMATCH)')
  expect(output).toContain('2026-11-20T08:30:00+07:00')
})
