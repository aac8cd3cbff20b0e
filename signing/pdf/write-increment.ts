import { createHash } from 'node:crypto'
import type { PdfDocument } from './document.ts'
import { isWhitespace } from './lexer.ts'
import type { PdfValue } from './objects.ts'
import { array, bytesString, dict, as } from './objects.ts'
import { serialize } from './serialize.ts'

/** An object to append; `body` stands between `obj` and `endobj`. */
export interface NewObject { number: number; generation: number; body: Uint8Array }

export interface Increment {
  /** What is appended after the unchanged file. */
  tail: Buffer
  /** Where each object's body starts, in bytes from the start of the whole new file. */
  bodyStarts: Map<number, number>
}

/**
 * Builds an incremental update: the objects, a cross-reference section of the same flavour as the file's
 * newest one, trailer. The file before it is never touched. Source: ISO 32000-2, 7.5.6.
 */
export function writeIncrement(document: PdfDocument, objects: NewObject[]): Increment {
  const base = document.bytes.length
  const chunks: Buffer[] = []
  let position = base
  const push = (chunk: Buffer): void => { chunks.push(chunk); position += chunk.length }

  if (!isWhitespace(document.bytes[base - 1])) push(Buffer.from('\n'))
  const places = new Map<number, { offset: number; generation: number }>()
  const bodyStarts = new Map<number, number>()
  for (const { number, generation, body } of [...objects].sort((a, b) => a.number - b.number)) {
    places.set(number, { offset: position, generation })
    push(Buffer.from(`${number} ${generation} obj\n`))
    bodyStarts.set(number, position)
    push(Buffer.from(body))
    push(Buffer.from('\nendobj\n'))
  }
  const writeXref = document.sections[0]?.flavour === 'stream' ? writeXrefStream : writeXrefTable
  const start = position
  push(writeXref(document, places, start))
  push(Buffer.from(`startxref\n${start}\n%%EOF\n`))
  return { tail: Buffer.concat(chunks), bodyStarts }
}

type Places = Map<number, { offset: number; generation: number }>

function writeXrefTable(document: PdfDocument, places: Places): Buffer {
  const lines = ['xref\n']
  for (const run of runsOf([...places.keys()])) {
    lines.push(`${run[0] ?? 0} ${run.length}\n`)
    for (const number of run) {
      const { offset = 0, generation = 0 } = places.get(number) ?? {}
      lines.push(`${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`)
    }
  }
  const size = Math.max(document.size, ...[...places.keys()].map((number) => number + 1))
  lines.push(`trailer\n${serialize(dict(trailerEntries(document, size, places))).toString('latin1')}\n`)
  return Buffer.from(lines.join(''), 'latin1')
}

function writeXrefStream(document: PdfDocument, places: Places, start: number): Buffer {
  const own = Math.max(document.size, ...[...places.keys()].map((number) => number + 1))
  const listed: Places = new Map([...places, [own, { offset: start, generation: 0 }]])
  const runs = runsOf([...listed.keys()])
  const rows = Buffer.alloc(listed.size * 7)
  runs.flat().forEach((number, row) => {
    const { offset = 0, generation = 0 } = listed.get(number) ?? {}
    rows.writeUInt8(1, row * 7)
    rows.writeUInt32BE(offset, row * 7 + 1)
    rows.writeUInt16BE(generation, row * 7 + 5)
  })
  const entries = {
    Type: { kind: 'name' as const, value: 'XRef' },
    ...trailerEntries(document, own + 1, places),
    W: array([1, 4, 2]),
    Index: array(runs.flatMap((run) => [run[0] ?? 0, run.length])),
    Length: rows.length,
  }
  const stream = serialize({ kind: 'stream', dict: dict(entries), raw: rows })
  return Buffer.concat([Buffer.from(`${own} 0 obj\n`), stream, Buffer.from('\nendobj\n')])
}

function trailerEntries(document: PdfDocument, size: number, places: Places): Record<string, PdfValue> {
  const entries: Record<string, PdfValue> = { Size: size, Prev: document.sections[0]?.start ?? 0 }
  for (const key of ['Root', 'Info']) {
    const value = document.trailer.entries.get(key)
    if (value !== undefined) entries[key] = value
  }
  const id = as('array', document.resolve(document.trailer.entries.get('ID')))
  const first = id?.items[0]
  // The first half names the document for ever, the second half names this revision. Source: 14.4.
  if (first !== undefined) entries['ID'] = array([first, bytesString(revisionId(document, places))])
  return entries
}

function revisionId(document: PdfDocument, places: Places): Uint8Array {
  const hash = createHash('sha256').update(String(document.bytes.length)).update(document.bytes.subarray(-1024))
  for (const [number, { offset }] of places) hash.update(`${number} ${offset} `)
  return hash.digest().subarray(0, 16)
}

/** Object numbers as runs without gaps, ascending. */
function runsOf(numbers: number[]): number[][] {
  const runs: number[][] = []
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last !== undefined && last.at(-1) === number - 1) last.push(number)
    else runs.push([number])
  }
  return runs
}
