import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { expect, test, vi } from 'vitest'
import { inFolder, runTool } from '../fixtures/run-tool.ts'
import { assertDrawable, cachingFontkit } from './drawable.ts'
import type { FontStyle } from './vietnamese-font.ts'
import { loadVietnameseFont } from './vietnamese-font.ts'

// Keys and outside programs take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

/** Vowels with every tone, and đ: 67 letters beyond ASCII, each small and capital. */
const LETTERS = [...'aăâeêioôơuưy'].flatMap((vowel) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')))
const ALPHABET = [...LETTERS, 'đ', ...'bcdghklmnpqrstvx', ...'0123456789'].join('')
const TEXT = ALPHABET + ALPHABET.toLocaleUpperCase('vi')
const STYLES: FontStyle[] = ['regular', 'bold', 'italic', 'bold_italic']

test.each(STYLES)('the subset of the %s font leaves as much ink as the whole font', async (style) => {
  const whole = await renderInk(style, false)
  const subset = await renderInk(style, true)
  expect(whole).toBeGreaterThan(5000)
  expect(subset).toBe(whole)
})

test('decomposed letters are composed, and a letter the font lacks is refused', () => {
  expect(assertDrawable('Quỳnh'.normalize('NFD'))).toBe('Quỳnh'.normalize('NFC'))
  for (const style of STYLES) expect(assertDrawable(TEXT, style)).toBe(TEXT)
  expect(() => assertDrawable('會議')).toThrow(expect.objectContaining({ code: 'appearance.missing_glyph' }))
})

test('a letter that an earlier document met only as a part of another can be read from the text of a later one', async () => {
  const fresh = Uint8Array.from(loadVietnameseFont('regular'))
  for (const text of ['ỦỀẮ', 'UEA']) {
    const document = await PDFDocument.create()
    document.registerFontkit(cachingFontkit)
    const font = await document.embedFont(fresh, { subset: true })
    document.addPage([200, 100]).drawText(text, { x: 10, y: 50, size: 18, font })
    const read = await inFolder(async (folder) => {
      await writeFile(join(folder, 'page.pdf'), await document.save())
      return (await runTool('pdftotext', join(folder, 'page.pdf'), '-')).output
    })
    expect(read.normalize('NFC').trim()).toBe(text)
  }
})

/** How dark the rendered page is: the sum of what its pixels lack to white, in units of one black pixel. */
async function renderInk(style: FontStyle, subset: boolean): Promise<number> {
  const document = await PDFDocument.create()
  document.registerFontkit(cachingFontkit)
  const font = await document.embedFont(loadVietnameseFont(style), { subset })
  const page = document.addPage([600, 300])
  const letters = [...assertDrawable(TEXT, style)]
  for (let row = 0; row * 24 < letters.length; row++) {
    page.drawText(letters.slice(row * 24, row * 24 + 24).join(' '), { x: 10, y: 275 - row * 26, size: 18, font })
  }
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'page.pdf'), await document.save())
    await runTool('pdftoppm', '-gray', '-r', '96', '-singlefile', join(folder, 'page.pdf'), join(folder, 'page'))
    const pgm = await readFile(join(folder, 'page.pgm'))
    const header = /^P5\s+\d+\s+\d+\s+255\s/.exec(pgm.toString('latin1', 0, 40))?.[0] ?? ''
    return Math.round(pgm.subarray(header.length).reduce((sum, pixel) => sum + 255 - pixel, 0) / 255)
  })
}
