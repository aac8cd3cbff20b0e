import { beforeAll, describe, expect, test, vi } from 'vitest'
import { buildCrl } from '../fixtures/build-revocation.ts'
import type { RawSignature } from '../fixtures/raw-signature.ts'
import { signRaw, storeRaw } from '../fixtures/raw-signature.ts'
import type { TestPki } from '../fixtures/test-pki.ts'
import { FRESH, JUDGED_AT, goodStatus, makeTestPki } from '../fixtures/test-pki.ts'
import type { TinyPdf } from '../fixtures/tiny-pdf.ts'
import { appendRevision, makeTinyPdf, textObject } from '../fixtures/tiny-pdf.ts'
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

/** An object's text with entries put at its end. */
function withEntry(number: number, entry: string, base: Uint8Array = signed): Buffer {
  return appendRevision(base, (document) => {
    const text = serialize(document.object({ kind: 'ref', number, generation: 0 })?.value ?? null).toString('latin1')
    return [textObject(number, `${text.slice(0, -2)} ${entry}>>`)]
  })
}

/** An update written by hand: what stands between `xref` and `trailer`, further trailer entries, a comment behind them. */
function byHand({ table = '0 0\n', trailer = '', comment = '', base = signed }: { table?: string; trailer?: string; comment?: string; base?: Buffer }): Buffer {
  const { size } = PdfDocument.open(base)
  const text = `xref\n${table}trailer\n<</Size ${size} /Root 1 0 R /Prev ${findStartXref(base)} ${trailer}>>\n${comment}startxref\n${base.length}\n%%EOF\n`
  return Buffer.concat([base, Buffer.from(text, 'latin1')])
}

const PAGE_TEXT = '5 0 obj\n<</Length 2>>\nstream\nBT\nendstream\nendobj\n'

test('an empty update by hand is valid, so that every refusal below has one cause only', () => {
  expect(judge(byHand({}))).toBe('VALID OK')
  expect(judge(byHand({ comment: '% made by a program\n' }))).toBe('VALID OK')
})

describe('what a reader that repairs files could find is refused', () => {
  const hidden = 'INVALID TAIL_UNSIGNED'

  test('in a comment, in a string of the trailer, in the table itself', () => {
    expect(judge(byHand({ table: `0 0\n%${PAGE_TEXT.replaceAll('\n', ' ')}\n` }))).toBe(hidden)
    expect(judge(byHand({ comment: `%${PAGE_TEXT.replaceAll('\n', ' ')}\n` }))).toBe(hidden)
    expect(judge(byHand({ trailer: `/ID [<00> (\n${PAGE_TEXT})]` }))).toBe(hidden)
    expect(judge(byHand({ trailer: '/ID [<00> (trailer)]' }))).toBe(hidden)
  })

  test('in a signature\'s reason, in a comment within it, in a stream of the validation data', () => {
    expect(judge(seal(signed, { dictionary: `/Reason (\n${PAGE_TEXT})` }))).toBe(hidden)
    expect(judge(seal(signed, { dictionary: '%5 0 obj\n' }))).toBe(hidden)
    expect(judge(seal(signed, { dictionary: '/Reason (startxref)' }))).toBe(hidden)
    expect(judge(storeRaw(signed, { certs: [Buffer.from(`\n${PAGE_TEXT}`)] }))).toBe(hidden)
  })

  test('in a table whose entries are not of twenty bytes', () => {
    expect(judge(byHand({ table: '0 1\n0000000000 65535 f\r\n' }))).toBe('VALID OK')
    expect(judge(byHand({ table: '0 1\n0000000000 65535 f\n' }))).toBe('INVALID REVISION_BROKEN')
    expect(judge(byHand({ table: '0 1\n0 65535 f\r\n' }))).toBe('INVALID REVISION_BROKEN')
  })

  test('in the trailer: entries of its own, another identity', () => {
    expect(judge(byHand({ trailer: '/Later <</A 1>>' }))).toBe('INVALID FORBIDDEN_OBJECT_ADDED')
    expect(judge(byHand({ trailer: '/ID [<99> <98>]' }))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
    expect(judge(byHand({ trailer: '/ID [<00> <98>]' }))).toBe('VALID OK')
    expect(judge(byHand({ trailer: '/Info 5 0 R' }))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
  })
})

test('a reference to another generation, which some readers follow and some do not, hides no signature', () => {
  const sealed = seal(signed).toString('latin1')
  const value = /\/V (\d+) 0 R(?=[^]{0,60}>>\nendobj\n[^]*$)/.exec(sealed.slice(signed.length))?.[0] ?? ''
  const turned = Buffer.from(sealed.slice(0, signed.length) + sealed.slice(signed.length).replace(value, value.replace(' 0 R', ' 3 R')), 'latin1')
  expect(turned.equals(Buffer.from(sealed, 'latin1'))).toBe(false)
  expect(judge(turned)).not.toContain('VALID OK')
  expect(judge(appendRevision(makeTinyPdf(), () => [textObject(7, '<</Fields [8 0 R 9 4 R 10 0 R] /SigFlags 3>>')]))).toBe('INDETERMINATE UNSUPPORTED')
})

test('a form in which a signature could hide is not read to its half', () => {
  const inPlace = appendRevision(makeTinyPdf(), () => [textObject(7, '<</Fields [8 0 R 9 0 R <</FT /Sig /T (An) /V 5 0 R>>] /SigFlags 3>>')])
  expect(judge(inPlace)).toBe('INDETERMINATE UNSUPPORTED')
  const names = Array.from({ length: 10_050 }, (_, index) => index + 100)
  const many = appendRevision(makeTinyPdf(), () => [
    textObject(7, `<</Fields [8 0 R 9 0 R ${names.map((number) => `${number} 0 R`).join(' ')}] /SigFlags 3>>`),
    ...names.map((number) => textObject(number, `<</FT /Tx /T (f${number})>>`)),
  ])
  expect(judge(many)).toBe('INDETERMINATE RESOURCE_LIMIT')
})

test('a whole number that gets a point is another number: some readers then take the default', () => {
  const turned = sign({}, makeTinyPdf({ page: '/Rotate 180' }))
  const rewritten = (to: string): Buffer => appendRevision(turned, (document) => {
    const text = serialize(document.object({ kind: 'ref', number: 3, generation: 0 })?.value ?? null).toString('latin1')
    return [textObject(3, text.replace('/Rotate 180', to))]
  })
  expect(judge(rewritten('/Rotate 180'))).toBe('VALID OK')
  expect(judge(rewritten('/Rotate 180.0'))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
})

test.each([
  ['/OpenAction [3 0 R /Fit]'], ['/AA <</WC 5 0 R>>'], ['/Names <</JavaScript <<>>>>'], ['/AF []'], ['/Collection <<>>'], ['/URI <<>>'], ['/Threads []'],
])('9: the catalog may not get %s', (entry) => {
  expect(judge(withEntry(1, entry))).toBe('INVALID FORBIDDEN_OBJECT_ADDED')
})

test.each([
  [1, '/OCProperties <</OCGs [] /D <</BaseState /OFF>>>>'], [1, '/PageLabels <</Nums [0 <</S /r>>]>>'], [1, '/Outlines 5 0 R'], [1, '/StructTreeRoot 5 0 R'],
  [1, '/ViewerPreferences <</HideToolbar true>>'], [1, '/Version /2.0'], [1, '/NeedsRendering true'], [1, '/PageMode /FullScreen'], [1, '/Metadata 5 0 R'],
  [2, '/Rotate 90'], [2, '/CropBox [0 0 9 9]'], [2, '/Resources <<>>'],
  [3, '/MediaBox [0 0 9 9]'], [3, '/CropBox [0 0 9 9]'], [3, '/UserUnit 2'], [3, '/Group <<>>'], [3, '/Trans <<>>'], [3, '/StructParents 1'],
])('8: object %i may not get %s', (number, entry) => {
  expect(judge(withEntry(number, entry))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
})

test.each([['/NeedAppearances true'], ['/XFA [(x) 5 0 R]'], ['/CO [10 0 R]'], ['/DR <<>>'], ['/DA (/F1 0 Tf)'], ['/Q 1']])('11: the form may not get %s', (entry) => {
  expect(judge(withEntry(7, entry))).toBe('INVALID FORM_CHANGED')
})

describe('a cross-reference that says two things', () => {
  test('lists no object twice, in no other generation, and frees none', () => {
    const offset = String(signed.length).padStart(10, '0')
    const withObject = (head: string, table: string): Buffer => {
      const text = `${head}xref\n${table}trailer\n<</Size ${PdfDocument.open(signed).size} /Root 1 0 R /Prev ${findStartXref(signed)}>>\nstartxref\n${signed.length + head.length}\n%%EOF\n`
      return Buffer.concat([signed, Buffer.from(text, 'latin1')])
    }
    expect(judge(withObject(PAGE_TEXT, `5 1\n${offset} 00000 n\r\n5 1\n${offset} 00000 n\r\n`))).toBe('INDETERMINATE UNSUPPORTED')
    expect(judge(withObject(PAGE_TEXT.replace('5 0', '5 1'), `5 1\n${offset} 00001 n\r\n`))).not.toContain('VALID OK')
    expect(judge(withObject(PAGE_TEXT, `5 1\n${offset} 00000 n\r\n`))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
    expect(judge(byHand({ table: '5 1\n0000000000 00001 f\r\n' }))).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
  })

  test('skips no revision and leads to none that is hidden from other readers', () => {
    const sealed = seal(signed)
    const skipping = byHand({ base: sealed }).toString('latin1').replace(new RegExp(`/Prev ${findStartXref(sealed)} >>`), `/Prev ${findStartXref(signed)} >>`)
    expect(judge(Buffer.from(skipping, 'latin1'))).not.toContain('VALID OK')
    expect(judge(byHand({ trailer: `/XRefStm ${findStartXref(signed)}` }))).not.toContain('VALID OK')
  })
})

describe('26: validation data', () => {
  const since = { thisUpdate: new Date('2026-11-19T00:00:00Z'), nextUpdate: new Date('2026-11-30T00:00:00Z') }

  test('that a file is stuffed with does not crowd out the list that the verifier knows', () => {
    const revoked = [buildCrl(pki.root, FRESH), buildCrl(pki.issuing, FRESH, [{ certificateDer: pki.leader.certificateDer, at: new Date('2026-11-19T12:00:00Z') }])]
    const worthless = Array.from({ length: 300 }, (_, day) => buildCrl(pki.lookAlike, { ...since, thisUpdate: new Date(Date.UTC(2026, 0, day + 1)) }))
    const poisoned = storeRaw(signed, { crls: [buildCrl(pki.issuing, since), buildCrl(pki.root, since), ...worthless] })
    expect(judge(poisoned, { ocspsDer: [], crlsDer: revoked })).toBe('INVALID CERT_REVOKED')
  })

  test('that was there cannot be taken out', () => {
    const kept = storeRaw(signed, { crls: [buildCrl(pki.issuing, since)], certs: [pki.issuing.certificateDer] })
    const store = Number(/\/DSS (\d+) 0 R/.exec(kept.toString('latin1'))?.[1])
    const rewritten = (change: (text: string) => string): string => judge(appendRevision(kept, (document) =>
      [textObject(store, change(serialize(document.object({ kind: 'ref', number: store, generation: 0 })?.value ?? null).toString('latin1')))]))
    expect(rewritten((text) => text)).toBe('VALID OK')
    for (const change of [(text: string) => text.replace(/\/CRLs \[[^\]]*\]/, '/CRLs []'), (text: string) => text.replace(/\/CRLs \[[^\]]*\]/, '')]) {
      expect(rewritten(change)).toBe('INVALID CONTENT_CHANGED_AFTER_SIGNING')
    }
    expect(rewritten((text) => text.replace('/Type /DSS', '/Type /Page'))).toBe('INVALID FORBIDDEN_OBJECT_ADDED')
    expect(rewritten((text) => text.replace(/\/Certs \[/, '/Certs [8 0 R '))).toBe('INVALID FORBIDDEN_OBJECT_ADDED')
  })
})

describe('12: a field over what people read', () => {
  const further = (spec: TinyPdf): string => judge(seal(sign({}, makeTinyPdf(spec)), { field: 'Moi', rect: [60, 600, 300, 700] }))
  const open = 'INDETERMINATE WIDGET_COVERS_CONTENT'

  test('a picture may show text, so a further field over it leaves the question open', () => {
    const image = '<</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1>>\nstream\nx\nendstream'
    const scan = (place: string): TinyPdf => ({ content: `q ${place} cm /Im Do Q`, resources: '/XObject <</Im 20 0 R>>', more: { 20: image } })
    expect(further(scan('595 0 0 842 0 0'))).toBe(open)
    expect(further(scan('200 0 0 100 300 300'))).toBe('VALID OK')
    expect(further({ content: 'q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q' })).toBe(open)
  })

  test('letters turned into drawings count as a picture, rules and frames do not', () => {
    expect(further({ content: '60 600 m 70 620 80 640 90 600 c 200 610 l f' })).toBe(open)
    expect(further({ content: '10 10 m 20 900 600 900 580 800 c S' })).toBe('VALID OK')
    expect(further({ content: '60 650 m 300 650 l S 50 590 300 150 re S' })).toBe('VALID OK')
    const drawn = '<</Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [0] /Encoding <</Differences [97 /a]>> /CharProcs <<>>>>'
    const font = appendRevision(makeTinyPdf({ content: 'BT /F1 1 Tf 60 500 Td (a) Tj ET' }), () => [textObject(6, drawn)])
    expect(judge(seal(sign({}, font), { field: 'Moi', rect: [60, 600, 300, 700] }))).toBe(open)
  })

  test('a declared field that lies over most of the text was a trap; one over a title is a seal', () => {
    const declared = (rect: string): string => {
      const text = makeTinyPdf().toString('latin1').replace('/Rect [250 130 360 240]', `/Rect [${rect}]`)
      return judge(seal(sign({}, Buffer.from(text, 'latin1'))))
    }
    expect(declared('000 000 595 842')).toBe('INVALID WIDGET_COVERS_CONTENT')
    expect(declared('070 750 200 780')).toBe('VALID OK')
  })

  test('a name with a dot would make it a part of another field', () => {
    expect(judge(seal(signed, { field: 'LanhDao.x', rect: [60, 60, 200, 110] }))).toBe('INVALID FORM_CHANGED')
  })

  test('P=1 allows no new field either', () => {
    const certified = sign({ dictionary: '/Reference [<</TransformMethod /DocMDP /TransformParams <</P 1>>>>]' }, makeTinyPdf({ catalog: '/Perms <</DocMDP 11 0 R>>' }))
    expect(judge(seal(certified, { field: 'Moi', rect: [60, 60, 200, 110] }))).toBe('INVALID MDP_VIOLATION')
  })
})
