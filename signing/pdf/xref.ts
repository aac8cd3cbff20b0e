import { SigningError } from '../signing-error.ts'
import { Lexer } from './lexer.ts'
import type { PdfDict, PdfValue } from './objects.ts'
import { as } from './objects.ts'
import { parseIndirectObject } from './indirect-object.ts'
import { decodeStructuralStream } from './stream-data.ts'
import { VALUE_UNITS, type WorkBudget } from './work-budget.ts'

/** Where an object lives: at a byte offset, inside an object stream, or nowhere. */
export type XrefEntry =
  | { kind: 'offset'; offset: number; generation: number }
  | { kind: 'compressed'; container: number; index: number }
  | { kind: 'free' }

/** One cross-reference section with the trailer that belongs to it. Offsets in bytes. */
export interface XrefSection {
  flavour: 'table' | 'stream'
  start: number
  /** After the trailer dictionary, or after `endobj` of a cross-reference stream. */
  end: number
  /** Object number of a cross-reference stream; null for a table. */
  streamNumber: number | null
  entries: Map<number, XrefEntry>
  trailer: PdfDict
  /** True for the stream of a hybrid file: old readers do not see it. Source: ISO 32000-2, 7.5.8.4. */
  isHybridPart: boolean
}

/** More revisions than any honest document has; also ends loops that a visited set would not notice early. */
const SECTIONS_MAX = 512
const OBJECT_NUMBER_MAX = 8_388_607
/** How far from the end `startxref` may stand, in bytes. */
const TAIL_BYTES = 2048

/** The offset that the last `startxref` names. */
export function findStartXref(bytes: Uint8Array): number {
  const from = Math.max(0, bytes.length - TAIL_BYTES)
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.length - from).toString('latin1')
  const at = tail.lastIndexOf('startxref')
  const match = /^startxref\s+(\d{1,12})\s+%%EOF/.exec(tail.slice(Math.max(at, 0)))
  if (at < 0 || match === null) throw new SigningError('pdf.broken', 'no startxref before the end of the file')
  return Number(match[1])
}

/** All cross-reference sections, newest first. Follows /Prev and, for hybrid files, /XRefStm. */
export function readXrefSections(bytes: Uint8Array, budget: WorkBudget | null = null): XrefSection[] {
  const sections: XrefSection[] = []
  const visited = new Set<number>()
  let next: number | null = findStartXref(bytes)
  while (next !== null) {
    if (visited.has(next)) throw new SigningError('pdf.broken', 'xref loop')
    if (sections.length >= SECTIONS_MAX) throw new SigningError('pdf.too_large', 'revisions')
    visited.add(next)
    const section: XrefSection = readSection(bytes, next, budget)
    if (section.trailer.entries.has('Encrypt')) throw new SigningError('pdf.encrypted')
    sections.push(section)
    const hybrid = offsetIn(section.trailer, 'XRefStm')
    if (hybrid !== null && section.flavour === 'table' && !visited.has(hybrid)) {
      visited.add(hybrid)
      const part = readSection(bytes, hybrid, budget)
      // What the table calls free may be hidden in the stream, so the stream is asked first about those.
      for (const number of part.entries.keys()) if (section.entries.get(number)?.kind === 'free') section.entries.delete(number)
      sections.push({ ...part, isHybridPart: true })
    }
    next = offsetIn(section.trailer, 'Prev')
  }
  return sections
}

function offsetIn(trailer: PdfDict, key: string): number | null {
  const value = trailer.entries.get(key)
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new SigningError('pdf.broken', `${key} is no offset`)
  }
  return value
}

function readSection(bytes: Uint8Array, start: number, budget: WorkBudget | null): XrefSection {
  if (start >= bytes.length) throw new SigningError('pdf.broken', 'xref beyond the end')
  const lexer = new Lexer(bytes, start, budget)
  return lexer.accept('xref') ? readTable(lexer, start) : readStream(bytes, start, budget)
}

function readTable(lexer: Lexer, start: number): XrefSection {
  const entries = new Map<number, XrefEntry>()
  while (!lexer.accept('trailer')) {
    const first = lexer.readInteger()
    const count = lexer.readInteger()
    if (first < 0 || count < 0 || first + count > OBJECT_NUMBER_MAX) throw lexer.broken('impossible subsection')
    lexer.skipWhitespace()
    for (let number = first; number < first + count; number++) {
      const regular = regularEntry(lexer.bytes, lexer.position)
      if (regular !== null) {
        lexer.stepOver(ENTRY_BYTES, 2 * VALUE_UNITS)
        put(entries, number, regular)
        continue
      }
      const offset = lexer.readInteger()
      const generation = lexer.readInteger()
      if (lexer.accept('n')) put(entries, number, { kind: 'offset', offset, generation })
      else if (lexer.accept('f')) put(entries, number, { kind: 'free' })
      else throw lexer.broken('n or f expected')
    }
  }
  const trailer = as('dict', lexer.readValue())
  if (trailer === null) throw lexer.broken('trailer dictionary expected')
  return { flavour: 'table', start, end: lexer.position, streamNumber: null, entries, trailer, isHybridPart: false }
}

const ENTRY_BYTES = 20

/** An entry in its one right form, `nnnnnnnnnn ggggg n` and an end of line of two bytes; null for any other. */
function regularEntry(bytes: Uint8Array, at: number): XrefEntry | null {
  const [offset, generation, kind, first, second] = [digits(bytes, at, 10), digits(bytes, at + 11, 5), bytes[at + 17], bytes[at + 18], bytes[at + 19]]
  const isEnded = (first === 0x20 && (second === 0x0d || second === 0x0a)) || (first === 0x0d && second === 0x0a)
  if (offset < 0 || generation < 0 || bytes[at + 10] !== 0x20 || bytes[at + 16] !== 0x20 || !isEnded) return null
  if (kind === 0x66) return { kind: 'free' }
  return kind === 0x6e ? { kind: 'offset', offset, generation } : null
}

/** So many digits as a number; -1 when one of them is none. */
function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let k = at; k < at + count; k++) {
    const digit = (bytes[k] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** False for a table whose entries are not of 20 bytes each: readers that count bytes see another table. Source: ISO 32000-2, 7.5.4. */
export function isRegularTable(bytes: Uint8Array, { start }: XrefSection): boolean {
  const lexer = new Lexer(bytes, start)
  for (lexer.expect('xref'); !lexer.accept('trailer');) {
    lexer.readInteger()
    const count = lexer.readInteger()
    lexer.skipWhitespace()
    for (let left = count; left > 0; left--, lexer.position += ENTRY_BYTES) {
      if (regularEntry(bytes, lexer.position) === null) return false
    }
  }
  return true
}

function readStream(bytes: Uint8Array, start: number, budget: WorkBudget | null): XrefSection {
  const object = parseIndirectObject(bytes, start, null, { budget })
  const stream = as('stream', object.value)
  if (stream === null || as('name', stream.dict.entries.get('Type'))?.value !== 'XRef') {
    throw new SigningError('pdf.broken', 'no cross-reference section where one was promised')
  }
  const widths = integers(stream.dict.entries.get('W'))
  const size = integers(stream.dict.entries.get('Size') ?? null)[0] ?? 0
  const index = stream.dict.entries.has('Index') ? integers(stream.dict.entries.get('Index')) : [0, size]
  const [w0 = 0, w1 = 0, w2 = 0] = widths
  const width = w0 + w1 + w2
  if (widths.length !== 3 || widths.some((w) => w > 7) || width === 0) throw new SigningError('pdf.broken', 'W')

  const data = decodeStructuralStream(stream)
  budget?.spend(data.length)
  const entries = new Map<number, XrefEntry>()
  let at = 0
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const first = index[pair] ?? 0
    const end = first + (index[pair + 1] ?? 0)
    if (end > OBJECT_NUMBER_MAX) throw new SigningError('pdf.broken', 'impossible subsection')
    for (let number = first; number < end; number++, at += width) {
      if (at + width > data.length) throw new SigningError('pdf.broken', 'xref stream too short')
      budget?.spend(VALUE_UNITS)
      const type = w0 === 0 ? 1 : bigEndian(data, at, w0)
      put(entries, number, entryOf(type, bigEndian(data, at + w0, w1), bigEndian(data, at + w0 + w1, w2)))
    }
  }
  return { flavour: 'stream', start, end: object.end, streamNumber: object.number, entries, trailer: stream.dict, isHybridPart: false }
}

function entryOf(type: number, second: number, third: number): XrefEntry {
  switch (type) {
    case 0: return { kind: 'free' }
    case 1: return { kind: 'offset', offset: second, generation: third }
    case 2: return { kind: 'compressed', container: second, index: third }
    // Types of the future read as null. Source: ISO 32000-2, 7.5.8.3.
    default: return { kind: 'free' }
  }
}

function put(entries: Map<number, XrefEntry>, number: number, entry: XrefEntry): void {
  // An object listed twice in one section reads differently in different readers.
  if (entries.has(number)) throw new SigningError('pdf.broken', `object ${number} listed twice`)
  entries.set(number, entry)
}

function bigEndian(data: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let k = 0; k < width; k++) value = value * 256 + (data[at + k] ?? 0)
  return value
}

function integers(value: PdfValue | undefined): number[] {
  const items = as('array', value)?.items ?? [value ?? null]
  return items.map((item) => {
    if (typeof item !== 'number' || !Number.isSafeInteger(item) || item < 0) {
      throw new SigningError('pdf.broken', 'integers expected in a cross-reference stream')
    }
    return item
  })
}
