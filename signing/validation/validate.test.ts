import { beforeAll, expect, test, vi } from 'vitest'
import type { DeclaredPki } from '../fixtures/declared-pki.ts'
import { NOW, makeDeclaredPki } from '../fixtures/declared-pki.ts'
import { makeNotice, makePlainPdf, signField } from '../fixtures/notice.ts'
import { createDemoAuthority } from '../pki/demo-authority.ts'
import { addSignatureFields } from '../pades/add-signature-fields.ts'
import { PdfDocument } from '../pdf/document.ts'
import { array, as, withEntries } from '../pdf/objects.ts'
import { readPages } from '../pdf/pages.ts'
import { serialize } from '../pdf/serialize.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import type { NewObject } from '../pdf/write-increment.ts'
import { writeIncrement } from '../pdf/write-increment.ts'
import { validatePdf } from './validate.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

let pki: DeclaredPki
let notice: Uint8Array

beforeAll(async () => {
  pki = await makeDeclaredPki()
  notice = await signField(await makeNotice('table'), 'LanhDao', pki.leader)
})

function judge(pdf: Uint8Array, at = NOW): { verdict: string; code: string } {
  const { verdict, code } = validatePdf(pdf, { anchorsDer: [pki.authority.certificateDer], at })
  return { verdict, code }
}

function edited(change: (pdf: Buffer) => void): Buffer {
  const copy = Buffer.from(notice)
  change(copy)
  return copy
}

/** Appends a well-formed revision, as an attacker would. */
function appended(pdf: Uint8Array, change: (document: PdfDocument) => NewObject[]): Uint8Array {
  const document = PdfDocument.open(pdf)
  return Buffer.concat([pdf, writeIncrement(document, change(document)).tail])
}

test('an unsigned document is neither valid nor invalid', async () => {
  expect(judge(await makePlainPdf('stream'))).toEqual({ verdict: 'INDETERMINATE', code: 'NO_SIGNATURE' })
})

test('one changed byte in the signed text is found', () => {
  const at = Buffer.from(notice).indexOf('/MediaBox') + '/MediaBox ['.length + 1
  expect(judge(edited((pdf) => { pdf[at] = 0x31 })).verdict).toBe('INVALID')
  // The page's content stream: still a readable file, so the digest itself must tell.
  const inStream = Buffer.from(notice).indexOf('stream\n') + 20
  expect(judge(edited((pdf) => { pdf[inStream] = (pdf[inStream] ?? 0) ^ 1 }))).toEqual({ verdict: 'INVALID', code: 'DIGEST_MISMATCH' })
})

test('a byte range that leaves a hole is found', () => {
  const at = Buffer.from(notice).indexOf('/ByteRange [0 ') + '/ByteRange [0 '.length
  const start = Number(/^\d+/.exec(Buffer.from(notice).toString('latin1', at, at + 12))?.[0])
  expect(judge(edited((pdf) => { pdf.write(String(start - 1), at) }))).toEqual({ verdict: 'INVALID', code: 'BYTERANGE_HOLE' })
})

test('a later signature in a declared field is allowed, any other change is not', async () => {
  expect(judge(await signField(notice, 'CoQuan', pki.seal))).toEqual({ verdict: 'VALID', code: 'OK' })

  const withPageChange = appended(notice, (document) => readPages(document).slice(0, 1).map(({ ref, dict }) => ({
    ...ref, body: serialize(withEntries(dict, { Contents: array([]) })),
  })))
  expect(judge(withPageChange)).toEqual({ verdict: 'INVALID', code: 'CONTENT_CHANGED_AFTER_SIGNING' })

  const withObject = appended(notice, (document) => [{ number: document.size, generation: 0, body: Buffer.from('<</S /JavaScript>>') }])
  expect(judge(withObject)).toEqual({ verdict: 'INVALID', code: 'FORBIDDEN_OBJECT_ADDED' })
})

test('moving the box or the ink of a signature is found', () => {
  const moved = (fieldName: string, key: string): Uint8Array => appended(notice, (document) =>
    readSignatureFields(document).filter(({ name }) => name === fieldName).map(({ ref, dict }) => ({
      ...ref, body: serialize(withEntries(dict, { [key]: array([0, 0, 500, 800]) })),
    })))
  expect(judge(moved('LanhDao', 'Rect'))).toEqual({ verdict: 'INVALID', code: 'SIGNATURE_APPEARANCE_CHANGED' })
  expect(judge(moved('CoQuan', 'Rect'))).toEqual({ verdict: 'INVALID', code: 'FORM_CHANGED' })
})

test('an object that the signed file was waiting for is found', async () => {
  const plain = await makePlainPdf('table')
  const waiting = appended(plain, (document) => readPages(document).slice(0, 1).map(({ ref, dict }) => ({
    ...ref, body: serialize(withEntries(dict, { Thumb: { kind: 'ref', number: document.size + 20, generation: 0 } })),
  })))
  const rect = { xPt: 10, yPt: 10, widthPt: 90, heightPt: 40 }
  const fields = addSignatureFields(waiting, ['A', 'B'].map((name) => ({ name, pageIndex: 0, rect })))
  const signed = await signField(fields, 'A', pki.leader)
  const awaited = Number(/Thumb (\d+)/.exec(Buffer.from(signed).toString('latin1'))?.[1])
  const revealed = appended(signed, () => [{ number: awaited, generation: 0, body: Buffer.from('<<>>') }])
  expect(judge(revealed).verdict).toBe('INVALID')
})

test('junk after the end is found', () => {
  expect(judge(Buffer.concat([notice, Buffer.from('junk')])).code).toBe('TAIL_UNSIGNED')
})

test('an authority that is not trusted leaves the question open', async () => {
  const stranger = await createDemoAuthority({ now: NOW, keyKind: 'ec_p256' })
  const report = validatePdf(notice, { anchorsDer: [stranger.certificateDer], at: NOW })
  expect(report).toMatchObject({ verdict: 'INDETERMINATE', code: 'UNTRUSTED_ANCHOR' })
})

test('once the certificate has expired, a signature without a timestamp proves nothing any more', () => {
  expect(judge(notice, new Date('2061-01-01T00:00:00Z'))).toEqual({ verdict: 'INDETERMINATE', code: 'CERT_EXPIRED' })
})

test('names are read in correct Vietnamese', () => {
  const { signatures } = validatePdf(notice, { anchorsDer: [pki.authority.certificateDer], at: NOW })
  expect(signatures[0]?.signer).toMatchObject({
    name: 'Nguyễn Thị Quỳnh Hương', organisation: 'Ủy ban nhân dân tỉnh Hà Tĩnh', issuerName: 'CA thử nghiệm Nghị Sự (DEMO)',
  })
  const field = readSignatureFields(PdfDocument.open(notice))[0]
  expect(as('dict', field?.value)).not.toBeNull()
})
