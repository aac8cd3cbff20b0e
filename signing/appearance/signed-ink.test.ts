import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { DeclaredPki } from '../fixtures/declared-pki.ts'
import { NOW, makeDeclaredPki } from '../fixtures/declared-pki.ts'
import { handmadePdf } from '../fixtures/handmade-pdf.ts'
import { plainPng } from '../fixtures/png.ts'
import { inkIn, renderPage } from '../fixtures/render-page.ts'
import type { RectPt } from '../pades/field-objects.ts'
import { signDocument } from '../pades/sign-document.ts'
import { keySigner } from '../signers/key-signer.ts'
import type { SignatureAppearance } from './draw-appearance.ts'
import { placeSeal } from './seal-place.ts'
import { signatureLines } from './signature-lines.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const PAGE_HEIGHT_PT = 842
const DOTS_PER_INCH = 144
/** Two pixels a point. */
const SCALE = DOTS_PER_INCH / 72

let pki: DeclaredPki

beforeAll(async () => {
  pki = await makeDeclaredPki()
})

async function signed(pdf: Uint8Array, fieldName: string, rect: RectPt, appearance: SignatureAppearance): Promise<Uint8Array> {
  return signDocument(pdf, keySigner(pki.leader), {
    fieldName, signedAt: NOW, signerName: 'x', newField: { pageIndex: 0, rect }, appearance,
  })
}

function pixels({ xPt, yPt, widthPt, heightPt }: RectPt): Parameters<typeof inkIn>[1] {
  return { left: xPt * SCALE, right: (xPt + widthPt) * SCALE, top: (PAGE_HEIGHT_PT - yPt - heightPt) * SCALE, bottom: (PAGE_HEIGHT_PT - yPt) * SCALE }
}

/** Vowels with every tone, and đ: each once small and once capital. */
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const LETTERS = [...'aăâeêioôơuưy'].flatMap((vowel) => TONES.map((tone) => ({ plain: vowel, letter: (vowel + tone).normalize('NFC') })))
  .concat([{ plain: 'd', letter: 'đ' }])
  .flatMap(({ plain, letter }) => [{ plain, letter }, { plain: plain.toLocaleUpperCase('vi'), letter: letter.toLocaleUpperCase('vi') }])

test('every Vietnamese letter of a signature leaves its own ink on the rendered page', async () => {
  // One line per letter, so that each has a strip of the page to itself.
  const linePt = 9
  const columns: { letter: string; plain: string }[][] = []
  for (let at = 0; at < LETTERS.length; at += 80) columns.push(LETTERS.slice(at, at + 80))
  let pdf: Uint8Array = handmadePdf()
  for (const [index, column] of columns.entries()) {
    const rect = { xPt: 20 + index * 60, yPt: 20, widthPt: 40, heightPt: column.length * linePt }
    pdf = await signed(pdf, `Cot${index}`, rect, { lines: column.map(({ letter }) => letter) })
  }
  const page = await renderPage(pdf, DOTS_PER_INCH)
  const ink = new Map<string, number>()
  columns.forEach((column, index) => {
    column.forEach(({ letter }, row) => {
      const strip = { xPt: 20 + index * 60, yPt: 20 + (column.length - row - 1) * linePt, widthPt: 40, heightPt: linePt }
      ink.set(letter, inkIn(page, pixels(strip)))
    })
  })
  const pale = LETTERS.filter(({ letter, plain }) => (ink.get(letter) ?? 0) < 5 || (letter !== plain && (ink.get(letter) ?? 0) <= (ink.get(plain) ?? 0) * 1.01))
  expect(pale.map(({ letter, plain }) => `${letter} ${ink.get(letter)?.toFixed(1)} ${plain} ${ink.get(plain)?.toFixed(1)}`)).toEqual([])
})

describe('an agency\'s seal', () => {
  const signature: RectPt = { xPt: 300, yPt: 200, widthPt: 150, heightPt: 60 }
  const seal = { widthMm: 36, heightMm: 36 }
  const red = plainPng(60, 60, [212, 20, 26, 255])

  test('has its true size and covers the left third of the signature, no more', async () => {
    const place = placeSeal(signature, seal)
    expect(place.xPt + place.widthPt).toBeCloseTo(signature.xPt + signature.widthPt / 3)
    const page = await renderPage(await signed(handmadePdf(), 'CoQuan', place, { lines: [], image: { png: red, size: seal } }), DOTS_PER_INCH)
    const sidePx = (36 / 25.4) * DOTS_PER_INCH
    const columns = Array.from({ length: page.width }, (_, x) => inkIn(page, { left: x, right: x + 1, top: 0, bottom: page.height })).filter((ink) => ink > 1)
    expect(Math.abs(columns.length - sidePx)).toBeLessThanOrEqual(2)
    expect(inkIn(page, pixels({ ...signature, xPt: signature.xPt + signature.widthPt / 3 + 1 }))).toBe(0)
  })

  test('is refused where it does not fit, and when its picture has other proportions', async () => {
    const small = { ...placeSeal(signature, seal), widthPt: 90 }
    await expect(signed(handmadePdf(), 'CoQuan', small, { lines: [], image: { png: red, size: seal } })).rejects.toMatchObject({ code: 'appearance.no_room' })
    const flat = { png: plainPng(60, 30, [212, 20, 26, 255]), size: seal }
    await expect(signed(handmadePdf(), 'CoQuan', placeSeal(signature, seal), { lines: [], image: flat })).rejects.toMatchObject({ code: 'appearance.image_unreadable' })
  })
})

test('on a page that lies on its side the signature stands upright for the reader', async () => {
  const turned = handmadePdf({ page: '/Rotate 90' })
  // A wide bar: on the unturned page the rectangle is high, so that the reader sees it wide.
  const rect = { xPt: 100, yPt: 100, widthPt: 50, heightPt: 200 }
  const page = await renderPage(await signed(turned, 'KyNgang', rect, { lines: [], image: { png: plainPng(200, 50, [0, 0, 0, 255]) } }), 72)
  const rows = Array.from({ length: page.height }, (_, y) => inkIn(page, { left: 0, right: page.width, top: y, bottom: y + 1 })).filter((ink) => ink > 1)
  const columns = Array.from({ length: page.width }, (_, x) => inkIn(page, { left: x, right: x + 1, top: 0, bottom: page.height })).filter((ink) => ink > 1)
  expect([Math.round(columns.length / 10), Math.round(rows.length / 10)]).toEqual([20, 5])
})

test('the time is ISO 8601 at +07:00', () => {
  expect(signatureLines({ signerName: 'Nguyễn Thị Quỳnh Hương', signedAt: NOW }).at(-1)).toBe('Thời gian ký: 2026-11-20T08:30:00+07:00')
})
