import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Judges } from '#signing/fixtures/judges.ts'
import { startLocalAuthority } from '#signing/fixtures/local-authority.ts'
import { makePlainPdf } from '#signing/fixtures/notice.ts'
import { plainPng } from '#signing/fixtures/png.ts'
import { appendRevision, textObject } from '#signing/fixtures/tiny-pdf.ts'
import { addSignatureFields } from '#signing/pades/add-signature-fields.ts'
import { PdfDocument } from '#signing/pdf/document.ts'
import type { PdfRef } from '#signing/pdf/objects.ts'
import { as } from '#signing/pdf/objects.ts'
import { readPages } from '#signing/pdf/pages.ts'
import { serialize } from '#signing/pdf/serialize.ts'
import { readSignatureFields } from '#signing/pdf/signature-fields.ts'
import { makePkcs12 } from '#signing/pki/make-pkcs12.ts'
import { sign } from './sign.ts'
import { verify } from './verify.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const FIELDS = ['NguoiKy1', 'NguoiKy2', 'NguoiKy3', 'CoQuan']

let folder: string
/** Signed by three and sealed; every server has been stopped since. */
let archived: Buffer

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nghisu-three-'))
  const authority = await startLocalAuthority()
  process.env['THREE_PASSWORD'] = 'mat-khau-thu'
  const holders = [
    authority.leader, await authority.certifyPerson('Trần Thị Mỹ Duyên'), await authority.certifyPerson('Đặng Hữu Ước'), authority.seal,
  ]
  const notice = addSignatureFields(await makePlainPdf('table'), FIELDS.map((name, index) => (
    { name, pageIndex: 0, rect: { xPt: 60 + index * 120, yPt: 200, widthPt: 110, heightPt: 60 } })))
  await writeFile(at('0.pdf'), notice)
  await writeFile(at('ink.png'), plainPng(120, 40, [15, 50, 150, 200]))
  await writeFile(at('root.pem'), new X509Certificate(authority.rootDer).toString())
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  // Each in his own act; only the seal asks for the level that lasts.
  for (const [index, holder] of holders.entries()) {
    await writeFile(at('key.p12'), makePkcs12({ ...holder, friendlyName: 'x' }, process.env['THREE_PASSWORD']))
    const level = index === 3 ? 'B-LTA' : 'B-B'
    const code = await sign(['--in', at(`${index}.pdf`), '--out', at(`${index + 1}.pdf`), '--p12', at('key.p12'), '--password-env', 'THREE_PASSWORD',
      '--field', FIELDS[index] ?? '', '--image', at('ink.png'), '--level', level, '--tsa', authority.timestampUrl])
    if (code !== 0) throw new Error(`signer ${index + 1}: ${String(complaints.mock.calls.at(-1)?.[0])}`)
  }
  vi.restoreAllMocks()
  await authority.close()
  archived = await readFile(at('4.pdf'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function at(name: string): string {
  return path.join(folder, name)
}

interface Told { verdict: string; code: string; sha256: string; signatures: { field: string; verdict: string; code: string; level: string; signer: { name: string } }[] }

async function verified(pdf: Uint8Array): Promise<{ exitCode: number; report: Told }> {
  await writeFile(at('asked.pdf'), pdf)
  const said: string[] = []
  const exitCode = await verify([at('asked.pdf'), '--trust', at('root.pem'), '--json'], { print: (text) => said.push(text) })
  return { exitCode, report: JSON.parse(said.join('\n')) }
}

test('a notice signed by three and sealed to B-LTA is verified with every server stopped', async () => {
  const { exitCode, report } = await verified(archived)
  expect(exitCode).toBe(0)
  expect(report).toMatchObject({ verdict: 'VALID', code: 'OK', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(report.signatures.map(({ field, verdict, level }) => [field, verdict, level])).toEqual(FIELDS.map((field) => [field, 'VALID', 'B-LTA']))
  expect(report.signatures.map(({ signer }) => signer.name))
    .toEqual(['Nguyễn Thị Quỳnh Hương', 'Trần Thị Mỹ Duyên', 'Đặng Hữu Ước', 'Ủy ban nhân dân tỉnh Hà Tĩnh'])
  const judges = await Judges.open([new X509Certificate(await readFile(at('root.pem'))).raw], new Date())
  expect(await judges.complaints(archived, 4, 2)).toEqual([])
  await judges.close()
})

test('one byte, one appearance, one page: three refusals, each for its own reason', async () => {
  const document = PdfDocument.open(archived)
  const [page] = readPages(document)
  const first = readSignatureFields(document).find(({ name }) => name === 'NguoiKy1')
  const ink = as('ref', as('dict', document.get(first?.dict ?? document.catalog, 'AP'))?.entries.get('N'))
  if (page === undefined || ink === null) throw new Error('a page with ink is needed')

  const bent = Buffer.from(archived)
  const inText = bent.indexOf('stream\n') + 20
  bent[inText] = (bent[inText] ?? 0) ^ 1
  const rewritten = ({ number }: PdfRef, body: string): Buffer => appendRevision(archived, () => [textObject(number, body)])
  const otherInk = rewritten(ink, '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0>>\nstream\n\nendstream')
  const otherPage = rewritten(page.ref, serialize(page.dict).toString('latin1').replace(/>>$/, ' /Rotate 180>>'))

  const refusals = await Promise.all([bent, otherInk, otherPage].map(async (pdf, index) => {
    await writeFile(at(`altered${index}.pdf`), pdf)
    const said: string[] = []
    const exitCode = await verify([at(`altered${index}.pdf`), '--trust', at('root.pem'), '--json'], { print: (text) => said.push(text) })
    const report: Told = JSON.parse(said.join('\n'))
    return [exitCode, report.verdict, report.code]
  }))
  expect(refusals).toEqual([
    [1, 'INVALID', 'DIGEST_MISMATCH'], [1, 'INVALID', 'SIGNATURE_APPEARANCE_CHANGED'], [1, 'INVALID', 'CONTENT_CHANGED_AFTER_SIGNING'],
  ])
})
