import type { PdfDocument } from '../pdf/document.ts'
import { Lexer, isWhitespace } from '../pdf/lexer.ts'
import type { PdfDict, PdfStream, PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import type { Page } from '../pdf/pages.ts'
import { decodeStructuralStream } from '../pdf/stream-data.ts'
import { isSigningError } from '../signing-error.ts'
import type { FontWidths } from './font-widths.ts'
import { readFontWidths } from './font-widths.ts'
import type { Matrix } from './matrix.ts'
import { IDENTITY, matrixOf, multiply } from './matrix.ts'
import type { Box } from './page-boxes.ts'
import { CurvedPath, EVERYWHERE, UNIT_SQUARE, boxOf, isFrame } from './page-boxes.ts'


/** What `q` keeps and `Q` brings back. Source: ISO 32000-2, 8.4 and 9.3. */
interface State {
  ctm: Matrix
  font: FontWidths | null
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
}

const FORMS_DEEP = 8
const STACK_MAX = 256
/** Generous heights above and below the base line, in parts of the font's size. */
const ASCENT = 0.95
const DESCENT = -0.3

/** What stands on a page: text, and pictures that may show text as well: images, drawn curves, fonts that are drawings. */
export interface PageInk { text: Box[]; pictures: Box[] }

/**
 * Where text stands on a page, rather too large than too small, invisible text (a scan's) included. Reads
 * content streams far enough to follow positions; null when it meets what it cannot follow.
 */
export class TextBoxes {
  private readonly document: PdfDocument
  private readonly boxes: Box[] = []
  private readonly pictures: Box[] = []
  private path = new CurvedPath()
  private readonly fonts = new Map<PdfDict, FontWidths>()

  constructor(document: PdfDocument) {
    this.document = document
  }

  of(page: Page): PageInk | null {
    try {
      const contents = this.document.get(page.dict, 'Contents')
      const streams = (as('array', contents)?.items ?? [contents]).map((item) => as('stream', this.document.resolve(item)))
      const data = streams.flatMap((stream) => stream === null ? [] : [this.decode(stream), Buffer.from('\n')])
      this.run(Buffer.concat(data), this.inherited(page.dict, 'Resources'), IDENTITY, 0)
      return { text: this.boxes, pictures: this.pictures.filter((box) => !isFrame(box, page)) }
    } catch (error) {
      if (isSigningError(error) && error.code === 'pdf.broken') return null
      throw error
    }
  }

  private inherited(node: PdfDict, key: string, depth = 0): PdfDict {
    const own = as('dict', this.document.get(node, key))
    const parent = as('dict', this.document.get(node, 'Parent'))
    if (own !== null || parent === null || depth > 50) return own ?? { kind: 'dict', entries: new Map() }
    return this.inherited(parent, key, depth + 1)
  }

  private decode(stream: PdfStream): Uint8Array {
    const data = decodeStructuralStream(stream)
    this.document.budget.spend(data.length)
    return data
  }

  private run(data: Uint8Array, resources: PdfDict, ctm: Matrix, depth: number): void {
    const lexer = new Lexer(data, 0, this.document.budget)
    let state: State = { ctm, font: null, size: 0, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0 }
    const stack: State[] = []
    let [text, line] = [IDENTITY, IDENTITY]
    let operands: PdfValue[] = []
    for (let token = nextToken(lexer); token !== null; token = nextToken(lexer)) {
      if (token.kind === 'operand') { operands.push(token.value); continue }
      const numbers = operands.filter((value) => typeof value === 'number')
      const [n0 = 0, n1 = 0] = numbers
      const move = (x: number, y: number): void => { line = multiply([1, 0, 0, 1, x, y], line); text = line }
      const show = (value: PdfValue | undefined): void => { text = this.show(value, state, text) }
      switch (token.name) {
        case 'q': if (stack.length < STACK_MAX) stack.push({ ...state }); break
        case 'Q': state = stack.pop() ?? state; break
        case 'cm': state = { ...state, ctm: multiply(matrixOf(numbers), state.ctm) }; break
        case 'BT': [text, line] = [IDENTITY, IDENTITY]; break
        case 'Tf': state = { ...state, font: this.font(resources, operands[0]), size: n0 }; break
        case 'Tc': state = { ...state, charSpacing: n0 }; break
        case 'Tw': state = { ...state, wordSpacing: n0 }; break
        case 'Tz': state = { ...state, scale: n0 / 100 }; break
        case 'TL': state = { ...state, leading: n0 }; break
        case 'Ts': state = { ...state, rise: n0 }; break
        case 'Td': move(n0, n1); break
        case 'TD': state = { ...state, leading: -n1 }; move(n0, n1); break
        case 'Tm': line = matrixOf(numbers); text = line; break
        case 'T*': move(0, -state.leading); break
        case 'Tj': show(operands[0]); break
        case 'TJ': show(operands[0]); break
        case "'": move(0, -state.leading); show(operands[0]); break
        case '"': state = { ...state, wordSpacing: n0, charSpacing: n1 }; move(0, -state.leading); show(operands[2]); break
        case 'Do': this.draw(resources, operands[0], state.ctm, depth); break
        case 'BI': this.pictures.push({ ...boxOf(state.ctm, UNIT_SQUARE), isImage: true }); skipInlineImage(lexer); break
        case 'gs': state = { ...state, ...this.fontOf(resources, operands[0]) }; break
        default: this.path.take(token.name, numbers, state.ctm, this.pictures)
      }
      operands = []
    }
  }

  /** Notes where the string stands; answers the text matrix behind it. */
  private show(value: PdfValue | undefined, state: State, text: Matrix): Matrix {
    const parts = as('array', value ?? null)?.items ?? [value ?? null]
    let width = 0
    for (const part of parts) {
      if (typeof part === 'number') width -= part / 1000 * state.size * state.scale
      const string = as('string', part)
      if (string !== null) width += this.widthOf(string.bytes, state)
    }
    const matrix = multiply(text, state.ctm)
    const [low, high] = [state.rise + DESCENT * state.size, state.rise + ASCENT * state.size]
    this.boxes.push(boxOf(matrix, [[0, low], [width, low], [0, high], [width, high]]))
    // Each letter is a drawing of any size.
    if (state.font?.isDrawn === true) this.pictures.push(EVERYWHERE)
    this.document.budget.spend(200)
    return multiply([1, 0, 0, 1, width, 0], text)
  }

  private widthOf(bytes: Uint8Array, { font, size, charSpacing, wordSpacing, scale }: State): number {
    const step = font?.bytesPerCode ?? 1
    let width = 0
    for (let at = 0; at + step <= bytes.length; at += step) {
      const code = step === 2 ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : bytes[at] ?? 0
      const advance = font === null ? 1 : font.widthOf(code)
      width += (advance * size + charSpacing + (step === 1 && code === 32 ? wordSpacing : 0)) * scale
    }
    return width
  }

  private font(resources: PdfDict, name: PdfValue | undefined): FontWidths | null {
    const fonts = as('dict', this.document.get(resources, 'Font'))
    const dict = fonts === null ? null : as('dict', this.document.get(fonts, as('name', name)?.value ?? ''))
    return dict === null ? null : this.widths(dict)
  }

  private fontOf(resources: PdfDict, name: PdfValue | undefined): Partial<State> {
    const states = as('dict', this.document.get(resources, 'ExtGState'))
    const chosen = states === null ? null : as('dict', this.document.get(states, as('name', name)?.value ?? ''))
    const [font, size] = as('array', chosen === null ? null : this.document.get(chosen, 'Font'))?.items ?? []
    const dict = as('dict', this.document.resolve(font))
    return dict === null || typeof size !== 'number' ? {} : { font: this.widths(dict), size }
  }

  private widths(dict: PdfDict): FontWidths {
    const known = this.fonts.get(dict) ?? readFontWidths(this.document, dict)
    this.fonts.set(dict, known)
    return known
  }

  private draw(resources: PdfDict, name: PdfValue | undefined, ctm: Matrix, depth: number): void {
    const objects = as('dict', this.document.get(resources, 'XObject'))
    const stream = objects === null ? null : as('stream', this.document.get(objects, as('name', name)?.value ?? ''))
    const subtype = as('name', stream?.dict.entries.get('Subtype'))?.value
    if (subtype === 'Image') this.pictures.push({ ...boxOf(ctm, UNIT_SQUARE), isImage: true })
    if (stream === null || subtype !== 'Form' || depth >= FORMS_DEEP) return
    const own = as('array', this.document.get(stream.dict, 'Matrix'))?.items.filter((value) => typeof value === 'number')
    const matrix = own === undefined ? ctm : multiply(matrixOf(own), ctm)
    this.run(this.decode(stream), as('dict', this.document.get(stream.dict, 'Resources')) ?? resources, matrix, depth + 1)
  }
}

type Token = { kind: 'operand'; value: PdfValue } | { kind: 'operator'; name: string }

/** Operands are objects; whatever else stands there is an operator. */
function nextToken(lexer: Lexer): Token | null {
  lexer.skipWhitespace()
  const byte = lexer.bytes[lexer.position]
  if (byte === undefined) return null
  if (/[A-Za-z'"*]/.test(String.fromCharCode(byte))) {
    const name = lexer.readOperator()
    if (name === 'true' || name === 'false' || name === 'null') return { kind: 'operand', value: null }
    return { kind: 'operator', name }
  }
  return { kind: 'operand', value: lexer.readValue() }
}

/** To the `EI` between white space that ends the image's data. */
function skipInlineImage(lexer: Lexer): void {
  const { bytes } = lexer
  for (let at = lexer.position; at < bytes.length - 1; at++) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49 || !isWhitespace(bytes[at - 1])) continue
    if (at + 2 < bytes.length && !isWhitespace(bytes[at + 2])) continue
    lexer.position = at + 2
    return
  }
  throw lexer.broken('inline image without end')
}
