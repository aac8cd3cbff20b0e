import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeTinyPdf } from '../fixtures/tiny-pdf.ts'
import { PdfDocument } from '../pdf/document.ts'
import { digestOfRanges } from './range-digest.ts'

/** A small document behind which the rest of the file is nothing but a comment. */
function largeFile(sizeBytes: number): Buffer {
  const tiny = makeTinyPdf().toString('latin1')
  const at = tiny.indexOf('\n') + 1
  const filler = `%${randomBytes(sizeBytes / 2).toString('hex')}\n`
  const moved = (tiny.slice(0, at) + filler + tiny.slice(at))
    .replace(/(\d{10})(?= 00000 n)/g, (offset) => String(Number(offset) + filler.length).padStart(10, '0'))
    .replace(/startxref\n(\d+)/, (_, start: string) => `startxref\n${Number(start) + filler.length}`)
  return Buffer.from(moved, 'latin1')
}

test('a digest is the same whichever others were taken before', () => {
  const file = largeFile(9 * 1024 * 1024)
  const document = PdfDocument.open(file)
  const places: [number, number, number][] = [[9_000_000, 9_000_100, 9_100_000], [10, 20, 1000], [4 * 1024 * 1024, 4_200_000, 4_200_001], [8_388_607, 8_388_609, 8_400_000], [10, 20, 1001]]
  for (const [start, next, end] of places) {
    const plainly = createHash('sha256').update(file.subarray(0, start)).update(file.subarray(next, end)).digest()
    expect(digestOfRanges(document, { gap: { start, end: next }, end }, 'sha256').equals(plainly)).toBe(true)
  }
  expect(digestOfRanges(document, { gap: { start: 10, end: 20 }, end: 1000 }, 'sha384').length).toBe(48)
  file.write('other', 500)
  expect(digestOfRanges(PdfDocument.open(file), { gap: { start: 10, end: 20 }, end: 1000 }, 'sha256').equals(digestOfRanges(document, { gap: { start: 10, end: 20 }, end: 1000 }, 'sha256'))).toBe(false)
})

test('ranges that overlap without end are refused: honest ones add up to one file', () => {
  const document = PdfDocument.open(makeTinyPdf())
  const end = document.bytes.length
  const take = (start: number): Buffer => digestOfRanges(document, { gap: { start, end: start + 10 }, end }, 'sha256')
  expect(() => { for (let start = 0; start < 100; start += 10) take(start) }).toThrow('RESOURCE_LIMIT')
})
