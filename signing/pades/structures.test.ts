import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { DeclaredPki } from '../fixtures/declared-pki.ts'
import { NOW, makeDeclaredPki } from '../fixtures/declared-pki.ts'
import { handmadePdf, hybridPdf } from '../fixtures/handmade-pdf.ts'
import { Judges } from '../fixtures/judges.ts'
import { makePlainPdf } from '../fixtures/notice.ts'
import { inspectPdf } from '../pdf/inspect-pdf.ts'
import { PdfDocument } from '../pdf/document.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import { keySigner } from '../signers/key-signer.ts'
import { validatePdf } from '../validation/validate.ts'
import type { NewFieldPlace } from './signature-increment.ts'
import { signDocument } from './sign-document.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: DeclaredPki
let judges: Judges

beforeAll(async () => {
  pki = await makeDeclaredPki()
  judges = await Judges.open([pki.authority.certificateDer], NOW)
})

afterAll(() => judges.close())

const INVISIBLE: NewFieldPlace = { pageIndex: 0, rect: null }
const LINE: NewFieldPlace = { pageIndex: 0, rect: { xPt: 60, yPt: 60, widthPt: 160, heightPt: 60 } }

function sign(pdf: Uint8Array | PdfFile, fieldName: string, newField?: NewFieldPlace): Promise<Uint8Array> {
  return signDocument(pdf, keySigner(pki.leader), {
    fieldName, signedAt: NOW, signerName: 'Nguyễn Thị Quỳnh Hương',
    ...(newField === undefined ? {} : { newField }),
    ...(newField?.rect == null ? {} : { appearance: { lines: ['Người ký: Nguyễn Thị Quỳnh Hương'] } }),
  })
}

describe('a file from elsewhere, without fields', () => {
  const files: [string, () => Promise<Uint8Array>][] = [
    ['a classic table', async () => handmadePdf()],
    ['object streams', () => makePlainPdf('stream')],
    ['a table beside a stream (hybrid)', async () => hybridPdf()],
    ['sizes of many digits', async () => handmadePdf({ page: '/CropBox[0.123456789 -0.00000012 595.2755905511812 841.8897637795276]/Rotate 0.0' })],
    ['a form of its own', async () => handmadePdf({ catalog: '/AcroForm 5 0 R', objects: ['<</Fields[6 0 R]>>', '<</FT/Tx/T(Ghi chu)/V(x)>>'] })],
  ]

  test.each(files)('with %s gets one field per signature, and both signatures are accepted', async (_, make) => {
    const pdf = await make()
    const once = await sign(pdf, 'ChuKy1', LINE)
    const twice = await sign(once, 'ChuKy2', INVISIBLE)
    expect(Buffer.from(twice.subarray(0, once.length)).equals(once)).toBe(true)
    expect(Buffer.from(once.subarray(0, pdf.length)).equals(pdf)).toBe(true)
    expect(await judges.complaints(twice, 2)).toEqual([])
    const { verdict, code, detail } = validatePdf(twice, { anchorsDer: [pki.authority.certificateDer], at: NOW, allowsHybrid: true })
    expect([verdict, code, detail]).toEqual(['VALID', 'OK', ''])
  })

  test('keeps the object that only readers of streams see', async () => {
    const signed = PdfDocument.open(await sign(hybridPdf(), 'ChuKy1', INVISIBLE))
    expect(signed.entry(5)).toMatchObject({ kind: 'compressed' })
  })
})

test('ten signers one after another: all ten stay valid, and every increment leaves the file before it alone', async () => {
  const file = PdfFile.of(await makePlainPdf('stream'))
  for (let number = 1; number <= 10; number++) {
    const before = Buffer.from(file.bytes)
    await sign(file, `ChuKy${number}`, INVISIBLE)
    expect(Buffer.from(file.bytes.subarray(0, before.length)).equals(before)).toBe(true)
  }
  expect(await judges.complaints(file.bytes, 10)).toEqual([])
  expect(validatePdf(file.bytes, { anchorsDer: [pki.authority.certificateDer], at: NOW })).toMatchObject({ verdict: 'VALID', signatures: { length: 10 } })
})

test('a file that grows gives the same hash as one read anew', async () => {
  const file = PdfFile.of(await makePlainPdf('table'))
  await sign(file, 'ChuKy1', INVISIBLE)
  expect((await file.sha256()).equals(await PdfFile.of(Buffer.from(file.bytes)).sha256())).toBe(true)
})

describe('refused with the reason', () => {
  test('an encrypted file', async () => {
    await expect(sign(handmadePdf({ trailer: '/Encrypt 5 0 R', objects: ['<<>>'] }), 'ChuKy1', INVISIBLE)).rejects.toMatchObject({ code: 'pdf.encrypted' })
  })

  test('a file whose end is missing', async () => {
    await expect(sign(handmadePdf().subarray(0, -40), 'ChuKy1', INVISIBLE)).rejects.toMatchObject({ code: 'pdf.broken' })
  })

  test('a file that is no PDF', async () => {
    await expect(sign(Buffer.from('PK\u0003\u0004'), 'ChuKy1', INVISIBLE)).rejects.toMatchObject({ code: 'pdf.not_pdf' })
  })

  test.each([[1, 'Cu'], [2, 'Moi']])('a certification at level %i that leaves no room for field %s', async (level, fieldName) => {
    const pdf = certified(level)
    await expect(sign(pdf, fieldName, INVISIBLE)).rejects.toMatchObject({ code: 'signature.certification_forbids' })
  })

  test('a field that an earlier signature locked', async () => {
    const lock = '/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/Include/Fields[(Cu)]>>'
    const pdf = handmadePdf({
      catalog: '/AcroForm<</Fields[5 0 R 6 0 R]/SigFlags 3>>',
      objects: [field('Truoc', '/V 7 0 R'), field('Cu'), `<</Type/Sig/Reference[<</Type/SigRef${lock}>>]>>`],
    })
    await expect(sign(pdf, 'Cu')).rejects.toMatchObject({ code: 'signature.field_locked' })
  })

  test('a new field over text or over a signature that others have signed', async () => {
    const over = (xPt: number, yPt: number): NewFieldPlace => ({ pageIndex: 0, rect: { xPt, yPt, widthPt: 100, heightPt: 40 } })
    const plain = await makePlainPdf('table')
    const signed = await sign(plain, 'ChuKy1', over(60, 60))
    await expect(sign(signed, 'ChuKy2', over(80, 740))).rejects.toMatchObject({ code: 'appearance.covers_content', detail: 'text' })
    await expect(sign(signed, 'ChuKy2', over(100, 80))).rejects.toMatchObject({ code: 'appearance.covers_content', detail: 'annotation Widget' })
    // Nobody has signed yet: where ink stands is the first signer's own affair.
    expect((await sign(plain, 'ChuKy1', over(80, 740))).length).toBeGreaterThan(plain.length)
  })

  test('a rectangle outside the page', async () => {
    const place = { pageIndex: 0, rect: { xPt: 500, yPt: 60, widthPt: 160, heightPt: 60 } }
    await expect(sign(handmadePdf(), 'ChuKy1', place)).rejects.toMatchObject({ code: 'appearance.outside_page' })
  })
})

test('a certification that allows signing lets a declared field be filled', async () => {
  const signed = await sign(certified(2), 'Cu')
  expect(inspectPdf(signed).hasSignatures).toBe(true)
  expect(readSignatureFields(PdfDocument.open(signed)).find(({ name }) => name === 'Cu')?.value).not.toBeNull()
})

function certified(level: number): Buffer {
  return handmadePdf({
    catalog: '/AcroForm<</Fields[5 0 R]/SigFlags 3>>/Perms<</DocMDP 6 0 R>>',
    objects: [
      field('Cu'),
      `<</Type/Sig/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P ${level}>>>>]>>`,
    ],
  })
}

function field(name: string, entries = ''): string {
  return `<</Type/Annot/Subtype/Widget/FT/Sig/T(${name})/F 132/Rect[0 0 0 0]/P 3 0 R${entries}>>`
}
