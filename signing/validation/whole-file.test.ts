import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { RawSignature } from '../fixtures/raw-signature.ts'
import { signRaw } from '../fixtures/raw-signature.ts'
import type { TestPki } from '../fixtures/test-pki.ts'
import { JUDGED_AT, goodStatus, makeTestPki } from '../fixtures/test-pki.ts'
import { appendRevision, makeTinyPdf, textObject } from '../fixtures/tiny-pdf.ts'
import { readCertificate } from '../cms/certificate.ts'
import type { WorkflowExpectation } from './expectation.ts'
import type { ValidationOptions } from './validate.ts'
import { validatePdf } from './validate.ts'

// Keys take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: TestPki
let signed: Buffer
let sealed: Buffer

beforeAll(async () => {
  pki = await makeTestPki()
  signed = sign()
  sealed = sign({ signer: pki.seal, field: 'CoQuan' }, signed)
})

function judge(pdf: Uint8Array, more: Partial<ValidationOptions> = {}): string {
  const { verdict, code } = validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT, ...more })
  return `${verdict} ${code}`
}

function sign(more: Partial<RawSignature> = {}, base: Uint8Array = makeTinyPdf()): Buffer {
  return signRaw(base, { signer: pki.leader, field: 'LanhDao', isVisible: true, ...more })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe('23: the workflow of the office', () => {
  const expected = (more: Partial<WorkflowExpectation> = {}): Partial<ValidationOptions> => ({
    fields: 'declared_fields_only',
    expected: { signers: [{ field: 'LanhDao', role: 'leader' }, { field: 'CoQuan', role: 'seal' }], isComplete: true, ...more },
  })

  test('a complete document in the right order is valid', () => {
    expect(judge(sealed, expected({ revisionsSha256: [sha256(signed), sha256(sealed)] }))).toBe('VALID OK')
  })

  test('a file that went back to an older revision is stale', () => {
    const ledger = { revisionsSha256: [sha256(signed), sha256(sealed)], isComplete: false }
    expect(judge(signed, expected(ledger))).toBe('INVALID STALE_REVISION')
  })

  test('a signature that no longer stands in the list of fields was stripped', () => {
    const unlisted = (pdf: Uint8Array, fields: string): Buffer => appendRevision(pdf, () => [textObject(7, `<</Fields [${fields}] /SigFlags 3>>`)])
    expect(judge(unlisted(sealed, '8 0 R 10 0 R'))).toBe('INVALID SIGNATURE_STRIPPED')
    expect(judge(unlisted(signed, '9 0 R 10 0 R'))).toBe('INVALID SIGNATURE_STRIPPED')
    expect(judge(appendRevision(signed, () => [textObject(8, '<</Type /Annot /Subtype /Widget /FT /Sig /T (LanhDao) /Rect [0 0 0 0]>>')])))
      .toBe('INVALID SIGNATURE_STRIPPED')
  })

  test('a signature whose field shows another one was stripped as well', () => {
    const emptied = appendRevision(signed, () => [
      textObject(8, '<</Type /Annot /Subtype /Widget /FT /Sig /T (LanhDao) /F 132 /Rect [320 120 520 230] /P 3 0 R>>'),
      textObject(5, '<</Length 2>>\nstream\nBT\nendstream'),
    ])
    expect(judge(sign({ signer: pki.deputy }, emptied))).toBe('INVALID SIGNATURE_STRIPPED')
  })

  test('a missing signer and somebody else in his place are told', () => {
    expect(judge(signed, expected())).toBe('INVALID SIGNER_MISSING')
    expect(judge(signed, expected({ isComplete: false }))).toBe('VALID OK')
    const { fingerprint } = readCertificate(pki.deputy.certificateDer)
    expect(judge(signed, expected({ isComplete: false, signers: [{ field: 'LanhDao', role: 'leader', certificateSha256: fingerprint }] })))
      .toBe('INVALID SIGNER_MISSING')
  })

  test('a seal before the leader is refused', () => {
    const early = sign({}, sign({ signer: pki.seal, field: 'CoQuan' }))
    expect(judge(early, expected())).toBe('INVALID ORDER_VIOLATION')
    expect(judge(sign({ signer: pki.seal, field: 'CoQuan' }), expected({ isComplete: false }))).toBe('INVALID ORDER_VIOLATION')
  })
})

describe('25: files that cannot be read with certainty', () => {
  const limited = 'INDETERMINATE RESOURCE_LIMIT'
  const unsupported = 'INDETERMINATE UNSUPPORTED'
  const withTrailer = (trailer: string): Buffer => Buffer.from(makeTinyPdf().toString('latin1').replace('trailer\n<<', `trailer\n<<${trailer} `), 'latin1')

  test('what is no PDF, encrypted, or hybrid stays open', () => {
    expect(judge(Buffer.from('PK\u0003\u0004'))).toBe(unsupported)
    expect(judge(new Uint8Array())).toBe(unsupported)
    expect(judge(withTrailer('/Encrypt 6 0 R'))).toBe(unsupported)
    const hybrid = sign({}, makeTinyPdf({ flavour: 'hybrid' }))
    expect(judge(hybrid)).toBe(unsupported)
    expect(judge(hybrid, { allowsHybrid: true })).toBe('VALID OK')
  })

  test('loops and deep nesting end', () => {
    const start = /startxref\n(\d+)/.exec(makeTinyPdf().toString('latin1'))?.[1] ?? ''
    expect(judge(withTrailer(`/Prev ${start}`))).toBe(unsupported)
    const loop = appendRevision(makeTinyPdf(), () => [textObject(2, '<</Type /Pages /Kids [2 0 R] /Count 1>>')])
    expect(judge(loop)).toBe(unsupported)
    expect(judge(makeTinyPdf({ catalog: `/Deep ${'['.repeat(5000)}${']'.repeat(5000)}` }))).toBe(unsupported)
  })

  test('a stream that swells beyond measure ends, and so does an endless row of revisions', () => {
    const raw = deflateSync(Buffer.alloc(80 * 1024 * 1024, 0x20))
    const bomb = `<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${raw.length}>>\nstream\n${raw.toString('latin1')}\nendstream`
    const text = makeTinyPdf({ flavour: 'stream' }).toString('latin1').replace(/<<\/Type \/ObjStm[^]*?endstream/, () => bomb)
    const start = text.lastIndexOf(/\d+ 0 obj\n<<\/Type \/XRef/.exec(text)?.[0] ?? '')
    expect(judge(Buffer.from(text.replace(/startxref\n\d+/, `startxref\n${start}`), 'latin1'))).toMatch(/^INDETERMINATE (RESOURCE_LIMIT|UNSUPPORTED)$/)

    const parts = [signed]
    let [length, previous] = [signed.length, Number(/startxref\n(\d+)\n%%EOF\n$/.exec(signed.toString('latin1'))?.[1])]
    for (let revision = 0; revision < 10_000; revision++) {
      const part = Buffer.from(`xref\n0 0\ntrailer\n<</Size 30 /Root 1 0 R /Prev ${previous}>>\nstartxref\n${length}\n%%EOF\n`)
      parts.push(part)
      previous = length
      length += part.length
    }
    expect(judge(Buffer.concat(parts))).toBe(limited)
  })

  test('a page whose content asks for endless work ends when somebody signs over it', () => {
    const drawn = sign({}, makeTinyPdf({ content: '0 0 m '.repeat(1_000_000) }))
    expect(judge(sign({ signer: pki.seal, field: 'Moi', rect: [60, 60, 200, 110] }, drawn))).toBe(limited)
    const again = Array.from({ length: 8 }, (_, depth): [number, string] => {
      const content = '/F Do '.repeat(20)
      return [20 + depth, `<</Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F ${21 + depth} 0 R>>>> /Length ${content.length}>>\nstream\n${content}\nendstream`]
    })
    const nested = makeTinyPdf({ content: '/F Do', resources: '/XObject <</F 20 0 R>>', more: Object.fromEntries(again) })
    expect(judge(sign({ signer: pki.seal, field: 'Moi', rect: [60, 60, 200, 110] }, sign({}, nested)))).toBe(limited)
  })

  test('a file larger than allowed, or one that asks for more work than its size explains, ends', () => {
    expect(judge(signed, { sizeBytesMax: 1000 })).toBe(limited)
    // Every object's string holds the next object, so that reading all of them would take the square of the size.
    const count = 3000
    let [body, offsets] = ['', '']
    const base = makeTinyPdf().length
    for (let k = 0; k < count; k++) {
      offsets += `${100 + k} 1\n${String(base + body.length).padStart(10, '0')} 00000 n\r\n`
      body += `${100 + k} 0 obj (`
    }
    body += `${'x'.repeat(100)}${')'.repeat(count)} endobj\n`
    const kids = Array.from({ length: count }, (_, k) => `${100 + k} 0 R`).join(' ')
    const form = `7 0 obj\n<</Fields [${kids}]>>\nendobj\n`
    const tail = `xref\n7 1\n${String(base + body.length).padStart(10, '0')} 00000 n\r\n${offsets}trailer\n<</Size 9999 /Root 1 0 R /Prev ${Number(/startxref\n(\d+)/.exec(makeTinyPdf().toString('latin1'))?.[1])}>>\n`
    const whole = `${makeTinyPdf().toString('latin1')}${body}${form}${tail}startxref\n${base + body.length + form.length}\n%%EOF\n`
    expect(judge(Buffer.from(whole, 'latin1'))).toMatch(/^INDETERMINATE /)
  })
})
