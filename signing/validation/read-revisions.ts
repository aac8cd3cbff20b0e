import type { PdfDocument } from '../pdf/document.ts'
import { isWhitespace } from '../pdf/lexer.ts'
import type { PdfValue } from '../pdf/objects.ts'
import type { XrefSection } from '../pdf/xref.ts'
import { assertNothingHidden } from './hidden-structure.ts'
import { indeterminate, invalid } from './verdict.ts'

/** An object that a revision brought: new, or in the place of an older one of the same number. */
export interface AppendedObject { number: number; generation: number; value: PdfValue }

/** One incremental update and the document as it stood after it. Offsets in bytes. */
export interface Revision {
  document: PdfDocument
  start: number
  /** After the end of the line of `%%EOF`. */
  end: number
  objects: Map<number, AppendedObject>
  /** Numbers of its cross-reference stream and object streams, which hold objects and are none themselves. */
  carriers: number[]
}

/** More updates after a signature than any document of an office has. */
const REVISIONS_MAX = 200

/**
 * The document as the signature that ends at `end` saw it. The signed bytes must end where a revision ends, and
 * today's file must still lead back to that very revision.
 */
export function openSignedRevision(document: PdfDocument, end: number): PdfDocument {
  const tail = Buffer.from(document.bytes.subarray(Math.max(0, end - 64), end)).toString('latin1')
  const start = /startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(tail)?.[1]
  const section = document.sections.find((candidate) => candidate.start === Number(start) && !candidate.isHybridPart)
  if (start === undefined || section === undefined) throw invalid('REVISION_BROKEN', `byte ${end}`)
  return document.revision(section, end)
}

/**
 * The revisions after the one `base` saw, oldest first. Every byte must belong to a listed object, a
 * cross-reference section or its `startxref`; nothing may hide in between or behind.
 */
export function readLaterRevisions(document: PdfDocument, base: PdfDocument): Revision[] {
  const count = document.sections.length - base.sections.length
  const later = document.sections.slice(0, count).reverse()
  if (later.length > REVISIONS_MAX) throw indeterminate('RESOURCE_LIMIT', `${later.length} revisions`)
  const revisions: Revision[] = []
  let position = base.bytes.length
  for (const section of later) {
    if (section.isHybridPart || section.trailer.entries.has('XRefStm')) throw invalid('REVISION_BROKEN', 'hybrid update')
    if (section.start < position) throw invalid('REVISION_BROKEN', `section at byte ${section.start}`)
    const revision = readRevision(document, section, position)
    revisions.push(revision)
    position = revision.end
  }
  if (!isEndOfLine(document.bytes, position)) throw invalid('TAIL_UNSIGNED', `byte ${position}`)
  return revisions
}

function readRevision(document: PdfDocument, section: XrefSection, start: number): Revision {
  const end = endOfRevision(document.bytes, section)
  const after = document.revision(section, end)
  const spans = [{ start: section.start, end }]
  const objects = new Map<number, AppendedObject>()
  const containers = new Set<number>()
  for (const [number, entry] of section.entries) {
    if (entry.kind === 'compressed') containers.add(entry.container)
    if (entry.kind !== 'offset' || (number === section.streamNumber && entry.offset === section.start)) continue
    if (entry.offset < start || entry.offset >= end) throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `object ${number} turned back`)
    const object = after.objectAt(entry.offset, { number, generation: entry.generation })
    spans.push(object)
    objects.set(number, { number, generation: entry.generation, value: object.value })
  }
  for (const container of containers) takeContainer(after, section, container, objects)
  assertNoGaps(document.bytes, start, spans)
  assertNothingHidden(document.bytes, { start, end }, spans, section)
  const carriers = [...containers, ...(section.streamNumber === null ? [] : [section.streamNumber])]
  return { document: after, start, end, objects, carriers }
}

/** An object stream of this revision, all of whose objects are listed in it; then it needs no reason of its own. */
function takeContainer(after: PdfDocument, section: XrefSection, container: number, objects: Map<number, AppendedObject>): void {
  if (!objects.delete(container)) throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `object stream ${container} of an older revision`)
  after.container(container).forEach(({ number, value }, index) => {
    const entry = section.entries.get(number)
    if (entry?.kind !== 'compressed' || entry.container !== container || entry.index !== index) {
      throw invalid('FORBIDDEN_OBJECT_ADDED', `object ${number} hidden in object stream ${container}`)
    }
    objects.set(number, { number, generation: 0, value })
  })
}

/** `startxref`, where it points and `%%EOF`; writers may leave a line of comment before it. */
function endOfRevision(bytes: Uint8Array, section: XrefSection): number {
  const tail = Buffer.from(bytes.subarray(section.end, section.end + 300)).toString('latin1')
  const match = /^\s*(?:%[ -~]{0,120}[\r\n]+)?startxref\s+(\d{1,12})\s+%%EOF(?:\r\n|\n|\r)?/.exec(tail)
  if (match === null || Number(match[1]) !== section.start) throw invalid('REVISION_BROKEN', 'startxref')
  return section.end + match[0].length
}

function assertNoGaps(bytes: Uint8Array, from: number, spans: { start: number; end: number }[]): void {
  let position = from
  for (const { start, end } of spans.sort((a, b) => a.start - b.start || a.end - b.end)) {
    // Two objects on the same bytes read differently in different readers.
    if (start < position) throw invalid('REVISION_BROKEN', `objects overlap at byte ${start}`)
    for (let at = position; at < start; at++) {
      if (!isWhitespace(bytes[at])) throw invalid('TAIL_UNSIGNED', `byte ${at}`)
    }
    position = end
  }
}

/** Nothing but at most one end of line, which some writers leave out of the signed bytes. */
function isEndOfLine(bytes: Uint8Array, position: number): boolean {
  return ['', '\n', '\r', '\r\n'].includes(Buffer.from(bytes.subarray(position, position + 3)).toString('latin1'))
}
