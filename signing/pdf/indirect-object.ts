import { SigningError } from '../signing-error.ts'
import { Lexer } from './lexer.ts'
import type { PdfRef, PdfValue } from './objects.ts'
import type { WorkBudget } from './work-budget.ts'

/** An object as it stands in the file: `start` is its number's first digit, `end` is after `endobj`, in bytes. */
export interface IndirectObject {
  number: number
  generation: number
  value: PdfValue
  start: number
  end: number
}

/**
 * Parses `n g obj … endobj` at `offset`. `lengthOf` looks up an indirect stream length; null refuses one, as
 * in a cross-reference stream, which cannot yet look anything up. `expected` refuses any other object.
 *
 * @throws SigningError pdf.broken
 */
export function parseIndirectObject(
  bytes: Uint8Array, offset: number, lengthOf: ((ref: PdfRef) => PdfValue) | null,
  { expected, budget = null }: { expected?: PdfRef; budget?: WorkBudget | null } = {},
): IndirectObject {
  const lexer = new Lexer(bytes, offset, budget)
  lexer.skipWhitespace()
  const start = lexer.position
  const number = lexer.readInteger()
  const generation = lexer.readInteger()
  lexer.expect('obj')
  // Before the body is read: thousands of entries may point at one large object.
  if (expected !== undefined && (number !== expected.number || generation !== expected.generation)) {
    throw new SigningError('pdf.broken', `object ${expected.number} is not where the file says`)
  }
  const read = lexer.readValue()
  let value: PdfValue = read
  if (read !== null && typeof read === 'object' && read.kind === 'dict' && lexer.accept('stream')) {
    const length = read.entries.get('Length') ?? null
    const known = lengthOf !== null && length !== null && typeof length === 'object' && length.kind === 'ref'
      ? lengthOf(length)
      : length
    value = { kind: 'stream', dict: read, raw: takeStreamData(lexer, known) }
    lexer.expect('endstream')
  }
  lexer.expect('endobj')
  return { number, generation, value, start, end: lexer.position }
}

function takeStreamData(lexer: Lexer, length: PdfValue): Uint8Array {
  if (lexer.bytes[lexer.position] === 0x0d) lexer.position++
  if (lexer.bytes[lexer.position] === 0x0a) lexer.position++
  const start = lexer.position
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0 || start + length > lexer.bytes.length) {
    throw new SigningError('pdf.broken', `stream length at byte ${start}`)
  }
  lexer.position = start + length
  return lexer.bytes.subarray(start, lexer.position)
}
