import { SigningError } from '../signing-error.ts'
import type { PdfDict, PdfString, PdfValue } from './objects.ts'
import { array, name, ref } from './objects.ts'
import type { WorkBudget } from './work-budget.ts'
import { VALUE_UNITS } from './work-budget.ts'

/** Deeper than any honest file; an attacker's file stops here instead of at the end of the stack. */
const NESTING_MAX = 200
/** No number, keyword or name is longer, in bytes; patterns below never see more. */
const WORD_BYTES_MAX = 4096
/** Cap on one string token: far more than the largest signature, in bytes. */
const STRING_BYTES_MAX = 32 * 1024 * 1024

const WHITESPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)))
/** Entries that change how a page or a form looks and must be integers. Source: ISO 32000-2, tables 31, 166, 226 and 227. */
const INTEGER_KEYS = new Set(['Rotate', 'F', 'Ff', 'Count', 'SigFlags', 'Q', 'MaxLen'])
const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

export function isWhitespace(byte: number | undefined): boolean {
  return byte !== undefined && WHITESPACE.has(byte)
}

/** Reads PDF objects from bytes, one after another. Strict: anything unexpected is `pdf.broken`. */
export class Lexer {
  readonly bytes: Uint8Array
  position: number
  private readonly budget: WorkBudget | null

  /** Without a budget the caller vouches that the bytes are few. */
  constructor(bytes: Uint8Array, position: number, budget: WorkBudget | null = null) {
    this.bytes = bytes
    this.position = position
    this.budget = budget
  }

  skipWhitespace(): void {
    const start = this.position
    for (;;) {
      const byte = this.bytes[this.position]
      if (byte === 0x25) this.skipComment()
      else if (isWhitespace(byte)) this.position++
      else break
    }
    if (this.position > start + 16) this.budget?.spend(this.position - start)
  }

  /** Steps over `keyword` when it stands here. */
  accept(keyword: string): boolean {
    this.skipWhitespace()
    for (let k = 0; k < keyword.length; k++) {
      if (this.bytes[this.position + k] !== keyword.charCodeAt(k)) return false
    }
    this.position += keyword.length
    return true
  }

  expect(keyword: string): void {
    if (!this.accept(keyword)) throw this.broken(`${keyword} expected`)
  }

  readInteger(): number {
    const value = this.readValue()
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw this.broken('integer expected')
    return value
  }

  readValue(depth = 0): PdfValue {
    if (depth > NESTING_MAX) throw this.broken('nested too deeply')
    this.skipWhitespace()
    this.budget?.spend(VALUE_UNITS)
    const byte = this.bytes[this.position]
    if (byte === 0x5b) return this.readArray(depth)
    if (byte === 0x3c && this.bytes[this.position + 1] === 0x3c) return this.readDict(depth)
    const start = this.position
    const value = this.readToken(byte)
    this.budget?.spend(this.position - start)
    return value
  }

  private readToken(byte: number | undefined): PdfValue {
    switch (byte) {
      case 0x2f: return name(this.readName())
      case 0x28: return this.readLiteral()
      case 0x3c: return this.readHex()
      default: return this.readWord()
    }
  }

  /** An operator of a content stream, such as `Tj` or `'`. Source: ISO 32000-2, 7.8.2. */
  readOperator(): string {
    // What it does with its operands costs as much as reading them.
    this.budget?.spend(3 * VALUE_UNITS)
    return this.readRegular()
  }

  /** For who reads bytes himself where they have a fixed form. */
  stepOver(sizeBytes: number, units: number): void {
    this.budget?.spend(units)
    this.position += sizeBytes
  }

  broken(reason: string): SigningError {
    return new SigningError('pdf.broken', `${reason} at byte ${this.position}`)
  }

  private skipComment(): void {
    while (this.position < this.bytes.length) {
      const byte = this.bytes[this.position]
      if (byte === 0x0a || byte === 0x0d) return
      this.position++
    }
  }

  private readRegular(): string {
    const start = this.position
    for (;;) {
      const byte = this.bytes[this.position]
      if (byte === undefined || WHITESPACE.has(byte) || DELIMITERS.has(byte)) break
      if (++this.position - start > WORD_BYTES_MAX) throw this.broken('word too long')
    }
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, this.position - start).toString('latin1')
  }

  private readName(): string {
    this.position++
    return this.readRegular().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  }

  private readWord(): PdfValue {
    const word = this.readRegular()
    if (/^[+-]?\d+$/.test(word)) return this.readReference(Number(word), word)
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return Number(word)
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    throw this.broken('object expected')
  }

  /** `12` alone is a number; `12 0 R` is a reference. */
  private readReference(number: number, word: string): PdfValue {
    if (!/^\d+$/.test(word)) return number
    const back = this.position
    this.skipWhitespace()
    const generation = this.readRegular()
    if (/^\d{1,5}$/.test(generation)) {
      this.skipWhitespace()
      if (this.readRegular() === 'R') return ref(number, Number(generation))
    }
    this.position = back
    return number
  }

  private readArray(depth: number): PdfValue {
    this.position++
    const items: PdfValue[] = []
    while (!this.accept(']')) items.push(this.readValue(depth + 1))
    return array(items)
  }

  private readDict(depth: number): PdfDict {
    this.position += 2
    const entries = new Map<string, PdfValue>()
    const pointed = new Set<string>()
    while (!this.accept('>>')) {
      if (this.bytes[this.position] !== 0x2f) throw this.broken('name expected')
      const key = this.readName()
      // Readers disagree about which of two equal keys counts, so neither may.
      if (entries.has(key)) throw this.broken(`key ${key} twice`)
      this.budget?.spend(VALUE_UNITS + key.length)
      const start = this.position
      const value = this.readValue(depth + 1)
      entries.set(key, value)
      if (INTEGER_KEYS.has(key) && typeof value === 'number' && this.bytes.subarray(start, this.position).includes(0x2e)) pointed.add(key)
    }
    return pointed.size === 0 ? { kind: 'dict', entries } : { kind: 'dict', entries, pointed }
  }

  private readHex(): PdfString {
    const start = this.position
    const end = this.bytes.indexOf(0x3e, start)
    if (end < 0) throw this.broken('hex string without end')
    if (end - start > STRING_BYTES_MAX) throw new SigningError('pdf.too_large', 'string')
    const text = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start + 1, end - start - 1).toString('latin1')
    const digits = /^[0-9a-fA-F]*$/.test(text) ? text : text.replace(/[\0\t\n\f\r ]/g, '')
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw this.broken('hex string with other characters')
    this.position = end + 1
    return { kind: 'string', bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'), start, end: end + 1 }
  }

  private readLiteral(): PdfString {
    const start = this.position++
    const out = Buffer.alloc(this.findLiteralEnd(start) - start)
    let size = 0
    for (let open = 1; ;) {
      const byte = this.bytes[this.position++]
      if (byte === undefined) throw this.broken('string without end')
      if (byte === 0x5c) {
        const escaped = this.readEscape()
        if (escaped !== null) out[size++] = escaped
        continue
      }
      if (byte === 0x28) open++
      if (byte === 0x29 && --open === 0) break
      out[size++] = byte
    }
    return { kind: 'string', bytes: Uint8Array.from(out.subarray(0, size)), start, end: this.position }
  }

  /** Offset of the closing parenthesis, so that the string's room is known before it is read. */
  private findLiteralEnd(start: number): number {
    for (let at = start + 1, open = 1; at < this.bytes.length; at++) {
      if (at - start > STRING_BYTES_MAX) throw new SigningError('pdf.too_large', 'string')
      const byte = this.bytes[at]
      if (byte === 0x5c) at++
      else if (byte === 0x28) open++
      else if (byte === 0x29 && --open === 0) return at
    }
    throw this.broken('string without end')
  }

  /** The byte an escape stands for; null for a line that goes on. */
  private readEscape(): number | null {
    const byte = this.bytes[this.position++]
    if (byte === undefined) throw this.broken('string without end')
    if (byte >= 0x30 && byte <= 0x37) {
      let code = byte - 0x30
      for (let k = 0; k < 2; k++) {
        const next = this.bytes[this.position]
        if (next === undefined || next < 0x30 || next > 0x37) break
        code = code * 8 + next - 0x30
        this.position++
      }
      return code & 0xff
    }
    if (byte === 0x0d) {
      if (this.bytes[this.position] === 0x0a) this.position++
      return null
    }
    return byte === 0x0a ? null : ESCAPES[String.fromCharCode(byte)] ?? byte
  }
}
