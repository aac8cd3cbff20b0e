import { expect, test } from 'vitest'
import type { TinyPdf } from '../fixtures/tiny-pdf.ts'
import { makeTinyPdf } from '../fixtures/tiny-pdf.ts'
import { PdfDocument } from '../pdf/document.ts'
import { array } from '../pdf/objects.ts'
import { readPages } from '../pdf/pages.ts'
import { coverOf } from './widget-cover.ts'

/** What a rectangle of 100 by 20 points at the given place lies over; the second page has no fields. */
function over(x: number, y: number, spec: TinyPdf = {}, pageIndex = 1): string {
  const document = PdfDocument.open(makeTinyPdf(spec))
  const page = readPages(document)[pageIndex]
  if (page === undefined) throw new Error('two pages are needed')
  return coverOf(document, page, array([x, y, x + 100, y + 20])).kind
}

test('text is found where it stands, and free ground is free', () => {
  expect([over(60, 750), over(60, 725), over(60, 600), over(400, 750)]).toEqual(['content', 'content', 'nothing', 'nothing'])
})

test('text that is moved, turned or scaled by matrices is found where it ends up', () => {
  const moved = { content: 'q 1 0 0 1 0 -400 cm BT /F1 14 Tf 72 760 Td (MOVED) Tj ET Q' }
  expect([over(60, 750, moved), over(60, 350, moved)]).toEqual(['nothing', 'content'])
  const turned = { content: 'BT /F1 14 Tf 0 1 -1 0 300 100 Tm (A LONG LINE UPWARDS) Tj ET' }
  expect([over(250, 200, turned), over(320, 100, turned)]).toEqual(['content', 'nothing'])
  const scaled = { content: 'BT /F1 1 Tf 40 0 0 40 72 400 Tm [(LARGE) -500 (TEXT)] TJ ET' }
  expect([over(200, 410, scaled), over(60, 500, scaled)]).toEqual(['content', 'nothing'])
})

test('lines that follow by T*, quotes and leading are found', () => {
  const lines = { content: "BT /F1 10 Tf 100 TL 72 700 Td (ONE) Tj T* (TWO) Tj (THREE) ' 0 0 (FOUR) \" ET" }
  expect([700, 600, 500, 400, 300].map((y) => over(60, y, lines))).toEqual(['content', 'content', 'content', 'content', 'nothing'])
})

test('invisible text, as a scan has it over its picture, counts as text', () => {
  expect(over(60, 400, { content: 'BT 3 Tr /F1 14 Tf 72 405 Td (read by a machine) Tj ET' })).toBe('content')
})

test('text inside a form is found, and so is text of a composite font', () => {
  const text = 'BT /F1 14 Tf 10 10 Td (INSIDE) Tj ET'
  const form = {
    content: 'q 1 0 0 1 50 500 cm /Fm Do Q', resources: '/XObject <</Fm 20 0 R>>',
    more: { 20: `<</Subtype /Form /BBox [0 0 200 50] /Matrix [1 0 0 1 100 0] /Resources <</Font <</F1 6 0 R>>>> /Length ${text.length}>>\nstream\n${text}\nendstream` },
  }
  expect([over(160, 505, form, 0), over(60, 505, form, 0)]).toEqual(['content', 'nothing'])
  const composite = {
    content: 'BT /G gs 72 400 Td <000100020003> Tj ET',
    resources: '/ExtGState <</G 21 0 R>>',
    more: {
      20: '<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<</W [1 [500] 2 3 2000] /DW 1000>>]>>',
      21: '<</Font [20 0 R 10]>>',
    },
  }
  // Half, twice and twice the size of ten points: 45 points.
  expect([over(110, 400, composite, 0), over(118, 400, composite, 0)]).toEqual(['content', 'nothing'])
})

test('images in the content are stepped over, whatever their bytes look like', () => {
  const content = 'BI /W 2 /H 2 /BPC 8 /CS /G ID (\u0001Tj<EIx\u00ff EI BT /F1 14 Tf 72 405 Td (after) Tj ET'
  expect(over(60, 400, { content })).toBe('content')
})

test('content that cannot be followed is not taken for free ground', () => {
  expect(over(60, 400, { content: 'BT (open ET' })).toBe('unknown')
  expect(over(60, 400, { content: 'BI /W 2 ID no end' })).toBe('unknown')
})

test('a rectangle without area covers nothing', () => {
  const document = PdfDocument.open(makeTinyPdf())
  const [page] = readPages(document)
  if (page === undefined) throw new Error('a page is needed')
  expect(coverOf(document, page, array([72, 760, 72, 760])).kind).toBe('nothing')
  expect(coverOf(document, page, null).kind).toBe('unknown')
  // The leader's empty field counts: nobody may sign over it.
  expect(coverOf(document, page, array([400, 150, 500, 200]))).toEqual({ kind: 'content', detail: 'annotation Widget' })
})
