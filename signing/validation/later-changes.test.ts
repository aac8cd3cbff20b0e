import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { RawSignature } from '../fixtures/raw-signature.ts'
import { signRaw, stampRaw, storeRaw } from '../fixtures/raw-signature.ts'
import type { TestPki } from '../fixtures/test-pki.ts'
import { JUDGED_AT, SIGNED_AT, goodStatus, makeTestPki } from '../fixtures/test-pki.ts'
import type { TinyFlavour } from '../fixtures/tiny-pdf.ts'
import { appendRevision, makeTinyPdf, objectStream, textObject, xrefStream } from '../fixtures/tiny-pdf.ts'
import { PdfDocument } from '../pdf/document.ts'
import { serialize } from '../pdf/serialize.ts'
import { findStartXref } from '../pdf/xref.ts'
import type { ValidationOptions } from './validate.ts'
import { validatePdf } from './validate.ts'

// Keys take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let pki: TestPki
let signed: Buffer

beforeAll(async () => {
  pki = await makeTestPki()
  signed = sign()
})

function judge(pdf: Uint8Array, more: Partial<ValidationOptions> = {}): string {
  const { verdict, code } = validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT, ...more })
  return `${verdict} ${code}`
}

function sign(more: Partial<RawSignature> = {}, base: Uint8Array = makeTinyPdf()): Buffer {
  return signRaw(base, { signer: pki.leader, field: 'LanhDao', isVisible: true, ...more })
}

function seal(base: Uint8Array, more: Partial<RawSignature> = {}): Buffer {
  return sign({ signer: pki.seal, field: 'CoQuan', ...more }, base)
}

/** Rewrites an object after signing, by a change of its text. */
function rewritten(number: number, change: (text: string) => string, base: Uint8Array = signed): Buffer {
  return appendRevision(base, (document) => {
    const value = document.object({ kind: 'ref', number, generation: 0 })?.value ?? null
    return [textObject(number, change(serialize(value).toString('latin1')))]
  })
}

/** Lets a page or the catalog name a new object. */
function withNew(number: number, entry: (added: number) => string, body: string, base: Uint8Array = signed): Buffer {
  return appendRevision(base, (document) => {
    const text = serialize(document.object({ kind: 'ref', number, generation: 0 })?.value ?? null).toString('latin1')
    return [textObject(number, `${text.slice(0, -2)} ${entry(document.size)}>>`), textObject(document.size, body)]
  })
}

describe('what the white list allows', () => {
  test.each<TinyFlavour>(['table', 'stream'])('a declared field, validation data and document timestamps may follow in a file with a cross-reference %s', (flavour) => {
    const sealed = seal(sign({}, makeTinyPdf({ flavour })))
    const kept = stampRaw(storeRaw(sealed, { certs: [pki.issuing.certificateDer] }), pki.timestamps, SIGNED_AT)
    expect(judge(kept, { fields: 'declared_fields_only' })).toBe('VALID OK')
    const { signatures } = validatePdf(kept, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT })
    expect(signatures.map(({ revision, revisionCount }) => [revision, revisionCount])).toEqual([[1, 4], [2, 4]])
    expect(signatures[0]?.laterChanges.map(({ changes }) => changes.map(({ kind }) => kind)))
      .toEqual([['field_filled'], ['validation_data'], ['field_added']])
  })

  test('another agency may add a field on free ground, in a file that is not ours', () => {
    const other = seal(signed, { field: 'CoQuanKhac', rect: [60, 60, 200, 110] })
    expect(judge(other)).toBe('VALID OK')
    expect(judge(other, { fields: 'declared_fields_only' })).toBe('INVALID MDP_VIOLATION')
  })

  test('ten signers one after another leave all earlier signatures valid', () => {
    let pdf: Buffer = signed
    for (let signer = 0; signer < 9; signer++) pdf = seal(pdf, { field: `Them${signer}`, rect: [60 + signer * 20, 40, 75 + signer * 20, 55] })
    const report = validatePdf(pdf, { anchorsDer: [pki.root.certificateDer], ...goodStatus(pki), at: JUDGED_AT })
    expect([report.verdict, report.signatures.length]).toEqual(['VALID', 10])
  })

  test('an update with object streams is read as well', () => {
    const document = PdfDocument.open(signed)
    const [store, carrier] = [document.size, document.size + 1]
    const catalog = serialize(document.catalog).toString('latin1').replace(/>>$/, ` /DSS ${store} 0 R>>`)
    const head = Buffer.concat([signed, Buffer.from(`${carrier} 0 obj\n`), objectStream([[1, catalog], [store, '<</Type /DSS /Certs []>>']]), Buffer.from('\nendobj\n')])
    const rows = new Map<number, [number, number, number]>([[1, [2, carrier, 0]], [store, [2, carrier, 1]], [carrier, [1, signed.length, 0]], [carrier + 1, [1, head.length, 0]]])
    const trailer = xrefStream(rows, carrier + 2, `/Root 1 0 R /ID [<00> <01>] /Prev ${findStartXref(signed)}`)
    const pdf = Buffer.concat([head, Buffer.from(`${carrier + 1} 0 obj\n`), trailer, Buffer.from(`\nendobj\nstartxref\n${head.length}\n%%EOF\n`)])
    expect(judge(pdf)).toBe('VALID OK')
  })
})

describe('what it refuses', () => {
  test('7: bytes after the end, and an object that no table lists, are found', () => {
    expect(judge(Buffer.concat([signed, Buffer.from('junk')]))).toBe('INVALID TAIL_UNSIGNED')
    expect(judge(Buffer.concat([signed, Buffer.from('% a comment\n')]))).toBe('INVALID TAIL_UNSIGNED')
    expect(judge(Buffer.concat([signed, Buffer.from('5 0 obj\n<<>>\nendobj\n')]))).toBe('INVALID TAIL_UNSIGNED')
    const sealed = seal(signed)
    const between = Buffer.concat([signed, Buffer.from('5 0 obj\n<<>>\nendobj\n')])
    expect(judge(seal(between))).toBe('INVALID TAIL_UNSIGNED')
    expect(judge(Buffer.concat([sealed, Buffer.from('\n')]))).toBe('VALID OK')
  })

  test('8: changed content, resources, fonts and pages are found', () => {
    const changed = 'INVALID CONTENT_CHANGED_AFTER_SIGNING'
    expect(judge(rewritten(5, () => '<</Length 2>>\nstream\nBT\nendstream'))).toBe(changed)
    expect(judge(rewritten(6, (text) => text.replace('Helvetica', 'Symbol')))).toBe(changed)
    expect(judge(rewritten(3, (text) => text.replace('/F1 6 0 R', '/F1 4 0 R')))).toBe(changed)
    expect(judge(rewritten(2, (text) => text.replace('/Kids [3 0 R 4 0 R] /Count 2', '/Kids [3 0 R] /Count 1')))).toBe(changed)
    expect(judge(rewritten(4, (text) => text.replace('<<', '<</Rotate 90 ')))).toBe(changed)
    const page = appendRevision(signed, (document) => [
      textObject(2, `<</Type /Pages /Kids [3 0 R 4 0 R ${document.size} 0 R] /Count 3 /MediaBox [0 0 595 842]>>`), textObject(document.size, '<</Type /Page /Parent 2 0 R>>'),
    ])
    expect(judge(page)).toBe(changed)
  })

  test('9: annotations, scripts, actions and attached files added later are found', () => {
    const added = 'INVALID FORBIDDEN_OBJECT_ADDED'
    const note = appendRevision(signed, (document) => {
      const page = serialize(document.object({ kind: 'ref', number: 3, generation: 0 })?.value ?? null).toString('latin1')
      return [textObject(3, page.replace('10 0 R]', `10 0 R ${document.size} 0 R]`)),
        textObject(document.size, '<</Type /Annot /Subtype /FreeText /Rect [72 700 500 780] /Contents (920 trieu)>>')]
    })
    expect(judge(note)).toBe(added)
    expect(judge(withNew(1, (number) => `/OpenAction ${number} 0 R`, '<</S /JavaScript /JS (app.alert\\(1\\))>>'))).toBe(added)
    expect(judge(withNew(1, (number) => `/Names <</EmbeddedFiles ${number} 0 R>>`, '<</Names []>>'))).toBe(added)
    expect(judge(withNew(3, (number) => `/AA <</O ${number} 0 R>>`, '<</S /JavaScript /JS (1)>>'))).toBe(added)
    expect(judge(appendRevision(signed, (document) => [textObject(document.size, '<</S /JavaScript /JS (1)>>')]))).toBe(added)
    const inSignature = sign({ signer: pki.seal, field: 'CoQuan', dictionary: '/Extra 40 0 R' }, makeTinyPdf({ more: { 40: '<<>>' } }))
    expect(judge(inSignature)).toBe('VALID OK')
  })

  test('10: the ink, place and flags of an earlier signature cannot change', () => {
    const changed = 'INVALID SIGNATURE_APPEARANCE_CHANGED'
    expect(judge(rewritten(8, (text) => text.replace('[320 120 520 230]', '[60 700 560 800]')))).toBe(changed)
    expect(judge(rewritten(8, (text) => text.replace('/F 132', '/F 2')))).toBe(changed)
    const ink = Number(/\/N (\d+) 0 R/.exec(signed.toString('latin1'))?.[1])
    expect(judge(rewritten(ink, () => '<</Subtype /Form /BBox [0 0 9 9] /Length 0>>\nstream\n\nendstream'))).toBe(changed)
  })

  test('11: a form value cannot change, and neither can the box of an empty signature field', () => {
    expect(judge(rewritten(10, (text) => text.replace('chua co', 'da chi')))).toBe('INVALID FORM_CHANGED')
    expect(judge(rewritten(9, (text) => text.replace('[250 130 360 240]', '[60 700 560 800]')))).toBe('INVALID FORM_CHANGED')
    expect(judge(rewritten(7, (text) => text.replace('<<', '<</NeedAppearances true ')))).toBe('INVALID FORM_CHANGED')
    expect(judge(rewritten(9, (text) => text.replace('<<', '<</V 8 0 R ')))).toBe('INVALID FORM_CHANGED')
  })

  test('12: nothing may follow a closed document, no new field a certified one, and none may cover text or ink', () => {
    const certified = (level: number): Buffer => {
      const base = makeTinyPdf({ catalog: '/Perms <</DocMDP 11 0 R>>' })
      return sign({ dictionary: `/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /V /1.2 /P ${level}>>>>]` }, base)
    }
    expect(judge(certified(1))).toBe('VALID OK')
    expect(judge(seal(certified(1)))).toBe('INVALID MDP_VIOLATION')
    expect(judge(stampRaw(storeRaw(certified(1), {}), pki.timestamps, SIGNED_AT))).toBe('VALID OK')
    expect(judge(seal(certified(2)))).toBe('VALID OK')
    expect(judge(seal(certified(2), { field: 'Moi', rect: [60, 60, 200, 110] }))).toBe('INVALID MDP_VIOLATION')
    expect(judge(seal(certified(3), { field: 'Moi', rect: [60, 60, 200, 110] }))).toBe('INVALID MDP_VIOLATION')
    expect(judge(seal(signed, { field: 'Moi', rect: [60, 750, 200, 800] }))).toBe('INVALID WIDGET_COVERS_CONTENT')
    expect(judge(seal(signed, { field: 'Moi', rect: [400, 150, 560, 200] }))).toBe('INVALID WIDGET_COVERS_CONTENT')
    const unreadable = sign({}, Buffer.from(makeTinyPdf().toString('latin1').replace('Tj ET', 'Tj )T'), 'latin1'))
    expect(judge(seal(unreadable, { field: 'Moi', rect: [60, 60, 200, 110] }))).toBe('INDETERMINATE WIDGET_COVERS_CONTENT')
  })

  test('12: a new field without a signature is refused', () => {
    const pdf = appendRevision(signed, (document) => [
      textObject(7, `<</Fields [8 0 R 9 0 R 10 0 R ${document.size} 0 R] /SigFlags 3>>`),
      textObject(document.size, '<</Type /Annot /Subtype /Widget /FT /Sig /T (Moi) /Rect [0 0 0 0]>>'),
    ])
    expect(judge(pdf)).toBe('INVALID MDP_VIOLATION')
  })

  test('13: a field that an earlier signature locked cannot be signed', () => {
    const locked = (lock: string): Buffer => seal(sign({}, makeTinyPdf({ leaderField: `/Lock <</Type /SigFieldLock ${lock}>>` })))
    expect(judge(locked('/Action /All'))).toBe('INVALID FIELD_LOCKED')
    expect(judge(locked('/Action /Include /Fields [(CoQuan)]'))).toBe('INVALID FIELD_LOCKED')
    expect(judge(locked('/Action /Exclude /Fields [(CoQuan)]'))).toBe('VALID OK')
    expect(judge(locked('/Action /Exclude /Fields [] /P 1'))).toBe('INVALID MDP_VIOLATION')
    const byReference = sign({ dictionary: '/Reference [<</TransformMethod /FieldMDP /TransformParams <</Action /All>>>>]' })
    expect(judge(seal(byReference))).toBe('INVALID FIELD_LOCKED')
    expect(judge(seal(byReference, { field: 'Moi', rect: [60, 60, 200, 110] }))).toBe('INVALID FIELD_LOCKED')
  })
})

describe('attacks', () => {
  test('an object that the signed file was waiting for cannot be brought later (shadow, hide)', () => {
    const waiting = sign({}, makeTinyPdf({ page: '/Thumb 90 0 R' }))
    expect(judge(waiting)).toBe('VALID OK')
    expect(judge(appendRevision(waiting, () => [textObject(90, '<</Length 0>>\nstream\n\nendstream')]))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
    const asInk = appendRevision(waiting, () => [textObject(90, '<<>>')])
    expect(judge(seal(asInk))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
  })

  test('a hidden page brought to light by a new page tree is found (shadow, replace)', () => {
    const hidden = sign({}, makeTinyPdf({ more: { 30: '<</Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842]>>' } }))
    expect(judge(rewritten(1, (text) => text.replace('/Pages 2 0 R', '/Pages 30 0 R'), hidden))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
  })

  test('a trailer that names another catalog is found (incremental saving)', () => {
    const pdf = appendRevision(signed, (document) => [textObject(document.size, serialize(document.catalog).toString('latin1'))])
    const other = PdfDocument.open(pdf).size - 1
    const at = pdf.lastIndexOf('/Root 1 0 R')
    const root = Buffer.concat([pdf.subarray(0, at), Buffer.from(`/Root ${other} 0 R`), pdf.subarray(at + '/Root 1 0 R'.length)])
    expect(judge(root)).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
  })

  test('a trailer that hides objects behind a smaller size is found', () => {
    const update = appendRevision(signed, () => [])
    expect(judge(update)).toBe('VALID OK')
    const at = update.lastIndexOf('/Size ') + '/Size '.length
    const size = /^\d+/.exec(update.toString('latin1', at, at + 12))?.[0] ?? ''
    update.write('9'.padStart(size.length), at)
    expect(judge(update)).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
  })

  test('an object turned back to an older version of itself is found', () => {
    const twice = sign({}, rewritten(5, (text) => text.replace('120', '920'), makeTinyPdf()))
    const old = twice.indexOf('5 0 obj')
    const pdf = appendRevision(twice, () => [textObject(6, '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>')])
    const text = pdf.toString('latin1')
    const row = /6 1\n\d{10}(?= 00000 n\r\ntrailer[^]*$)/.exec(text.slice(twice.length))
    const turned = text.slice(0, twice.length) + text.slice(twice.length).replace(row?.[0] ?? '', `5 1\n${String(old).padStart(10, '0')}`)
    expect(judge(Buffer.from(turned, 'latin1'))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
  })

  test('a signature whose object is redefined elsewhere is found (wrapping)', () => {
    const number = Number(/(\d+) 0 obj\n<<\/Type \/Sig /.exec(signed.toString('latin1'))?.[1])
    expect(judge(rewritten(number, (text) => text))).not.toContain('VALID OK')
    expect(judge(rewritten(number, (text) => text))).toContain('INVALID')
  })

  test('a second signature in the same revision, or one that does not sign its revision, is found', () => {
    const inside = seal(signed, { contents: () => Buffer.from('3003020101', 'hex') })
    const range = /\/ByteRange \[0 \d+ \d+ \d+\]/.exec(inside.toString('latin1').slice(signed.length))?.[0] ?? ''
    const text = inside.toString('latin1')
    const shorter = range.replace(/\d+\]$/, (length) => `${Number(length.slice(0, -1)) - 9}]`)
    const pdf = Buffer.from(text.slice(0, signed.length) + text.slice(signed.length).replace(range, shorter.padEnd(range.length)), 'latin1')
    expect(judge(pdf)).toContain('INVALID')
  })

  test('a covering annotation that pretends to be a field is found (evil annotation)', () => {
    const pdf = seal(signed, { field: 'Moi', rect: [60, 60, 200, 110], widget: '/A <</S /JavaScript /JS (1)>>' })
    expect(judge(pdf)).toBe('INVALID FORBIDDEN_OBJECT_ADDED')
    const unscaled = seal(signed, { field: 'Moi', rect: [60, 60, 200, 110], flags: 4 | 8 })
    expect(judge(unscaled)).toBe('INVALID FORBIDDEN_OBJECT_ADDED')
    const sameName = seal(signed, { field: 'GhiChu2', rect: [60, 60, 200, 110], widget: '/Kids [9 0 R]' })
    expect(judge(sameName)).toBe('INVALID FORBIDDEN_OBJECT_ADDED')
  })
})
