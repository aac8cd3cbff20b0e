import { isWhitespace } from '../pdf/lexer.ts'
import type { XrefSection } from '../pdf/xref.ts'
import { isRegularTable } from '../pdf/xref.ts'
import { invalid } from './verdict.ts'

interface Span { start: number; end: number }

/**
 * Refuses an update in which a reader that repairs files, or one that counts bytes where another counts words, could
 * find other objects than those listed: in comments, strings, streams, or an uneven table.
 */
export function assertNothingHidden(bytes: Uint8Array, update: Span, objects: readonly Span[], section: XrefSection): void {
  if (section.flavour === 'table' && !isRegularTable(bytes, section)) throw invalid('REVISION_BROKEN', 'uneven cross-reference table')
  const view = Buffer.from(bytes.buffer, bytes.byteOffset + update.start, update.end - update.start)
  const listed = new Set(objects.map(({ start }) => start - update.start))
  for (let at = view.indexOf('obj'); at >= 0; at = view.indexOf('obj', at + 3)) {
    const start = headStart(view, at)
    if (start !== null && !listed.has(start)) throw invalid('TAIL_UNSIGNED', `object hidden at byte ${update.start + start}`)
  }
  const trailers = section.flavour === 'table' ? 1 : 0
  if (count(view, 'startxref') !== 1 || count(view, 'trailer') !== trailers || count(view, '%%EOF') !== 1) {
    throw invalid('TAIL_UNSIGNED', 'second end of file')
  }
}

/** Where `12 0 obj` begins whose keyword stands at `at`; null when no two numbers stand before it. */
function headStart(view: Buffer, at: number): number | null {
  let position = at
  for (let numbers = 0; numbers < 2; numbers++) {
    const end = position
    while (isWhitespace(view[position - 1])) position--
    // Some readers need no space between the second number and the keyword.
    if (position === end && numbers === 1) return null
    const digitsEnd = position
    while (isDigit(view[position - 1])) position--
    if (position === digitsEnd) return null
  }
  return position
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function count(view: Buffer, word: string): number {
  let found = 0
  for (let at = view.indexOf(word); at >= 0; at = view.indexOf(word, at + word.length)) found++
  return found
}
