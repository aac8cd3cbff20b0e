import { PDFArray, PDFNumber, PDFOperator, PDFOperatorNames, beginText, endText, setFontAndSize, setTextMatrix } from 'pdf-lib'
import type { PDFDocument, PDFFont, PDFHexString, PDFName, PDFPage } from 'pdf-lib'
import { assertDrawable, cachingFontkit } from '#signing/appearance/drawable.ts'
import { loadVietnameseFont, type FontStyle } from '#signing/appearance/vietnamese-font.ts'

/** A typeface cut ready to measure and draw. Shaping a word is slow, so what was asked once is kept. */
export interface Face {
  font: PDFFont
  style: FontStyle
  /** The name the font goes by on each page. */
  keys: Map<PDFPage, PDFName>
  /** Widths of words at 1 pt. */
  widths: Map<string, number>
  encoded: Map<string, PDFHexString>
}

export interface Faces { regular: Face; bold: Face; italic: Face; boldItalic: Face }

export interface Line {
  words: string[]
  /** Points to move in from the left edge. */
  indentPt: number
  /** The last line of a paragraph is not stretched. */
  isLast: boolean
}

export async function embedFaces(pdf: PDFDocument): Promise<Faces> {
  pdf.registerFontkit(cachingFontkit)
  const embed = async (style: FontStyle): Promise<Face> =>
    ({ font: await pdf.embedFont(loadVietnameseFont(style), { subset: true }), style, keys: new Map(), widths: new Map(), encoded: new Map() })
  return {
    regular: await embed('regular'), bold: await embed('bold'), italic: await embed('italic'), boldItalic: await embed('bold_italic'),
  }
}

export function widthOf(face: Face, text: string, sizePt: number): number {
  return text.split(/(?= )|(?<= )/u).reduce((sum, part) => sum + wordWidth(face, part), 0) * sizePt
}

function wordWidth(face: Face, word: string): number {
  const known = face.widths.get(word)
  if (known !== undefined) return known
  const width = face.font.widthOfTextAtSize(word, 1)
  face.widths.set(word, width)
  return width
}

function encodedWord(face: Face, word: string): PDFHexString {
  const known = face.encoded.get(word)
  if (known !== undefined) return known
  const hex = face.font.encodeText(word)
  face.encoded.set(word, hex)
  return hex
}

/**
 * Breaks a paragraph into lines by the width of its words. A word wider than the line is cut.
 *
 * @throws SigningError appearance.missing_glyph
 */
export function breakLines(face: Face, text: string, sizePt: number, widthPt: number, firstIndentPt = 0): Line[] {
  const words = assertDrawable(text.replace(/\s+/gu, ' ').trim(), face.style).split(' ')
    .flatMap((word) => cutToWidth(face, word, sizePt, widthPt - firstIndentPt))
  const spacePt = widthOf(face, ' ', sizePt)
  const lines: Line[] = []
  let line: Line = { words: [], indentPt: firstIndentPt, isLast: false }
  let usedPt = firstIndentPt
  for (const word of words) {
    const wordPt = widthOf(face, word, sizePt)
    if (line.words.length > 0 && usedPt + spacePt + wordPt > widthPt) {
      lines.push(line)
      line = { words: [], indentPt: 0, isLast: false }
      usedPt = 0
    }
    usedPt += (line.words.length > 0 ? spacePt : 0) + wordPt
    line.words.push(word)
  }
  return [...lines, { ...line, isLast: true }]
}

function cutToWidth(face: Face, word: string, sizePt: number, widthPt: number): string[] {
  if (widthOf(face, word, sizePt) <= widthPt) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece !== '' && widthOf(face, piece + letter, sizePt) > widthPt) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}

export interface Place { xPt: number; yPt: number; widthPt: number; sizePt: number }

/** Draws a line, stretched to `widthPt` between its words unless it ends the paragraph. `yPt` is the baseline. */
export function drawJustified(page: PDFPage, face: Face, line: Line, { xPt, yPt, widthPt, sizePt }: Place): void {
  const text = line.words.join(' ')
  const gaps = line.words.length - 1
  const leftPt = widthPt - line.indentPt - widthOf(face, text, sizePt)
  const stretchPt = line.isLast || gaps === 0 ? 0 : leftPt / gaps
  // Word spacing (Tw) does not reach two-byte fonts, so the stretch stands between the strings of one TJ.
  const shown = PDFArray.withContext(page.doc.context)
  line.words.forEach((word, index) => {
    shown.push(encodedWord(face, word))
    if (index === gaps) return
    shown.push(encodedWord(face, ' '))
    if (stretchPt !== 0) shown.push(PDFNumber.of(-Math.round((stretchPt / sizePt) * 100_000) / 100))
  })
  page.pushOperators(
    beginText(), setFontAndSize(keyOn(page, face), sizePt), setTextMatrix(1, 0, 0, 1, xPt + line.indentPt, yPt),
    PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [shown]), endText(),
  )
}

/** Draws one line centred on `centrePt`. */
export function drawCentred(page: PDFPage, face: Face, text: string, centrePt: number, yPt: number, sizePt: number): void {
  const drawable = assertDrawable(text, face.style)
  drawAt(page, face, drawable, centrePt - widthOf(face, drawable, sizePt) / 2, yPt, sizePt)
}

export function drawAt(page: PDFPage, face: Face, text: string, xPt: number, yPt: number, sizePt: number): void {
  const words = assertDrawable(text, face.style).split(' ')
  drawJustified(page, face, { words, indentPt: 0, isLast: true }, { xPt, yPt, widthPt: 0, sizePt })
}

export function drawRule(page: PDFPage, fromPt: number, toPt: number, yPt: number): void {
  page.drawLine({ start: { x: fromPt, y: yPt }, end: { x: toPt, y: yPt }, thickness: 0.7 })
}

function keyOn(page: PDFPage, face: Face): PDFName {
  const known = face.keys.get(page)
  if (known !== undefined) return known
  const key = page.node.newFontDictionary(face.font.name, face.font.ref)
  face.keys.set(page, key)
  return key
}
