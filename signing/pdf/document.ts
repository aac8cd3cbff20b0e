import { SigningError } from '../signing-error.ts'
import type { IndirectObject } from './indirect-object.ts'
import { parseIndirectObject } from './indirect-object.ts'
import { Lexer } from './lexer.ts'
import type { PdfDict, PdfRef, PdfValue } from './objects.ts'
import { as } from './objects.ts'
import { decodeStructuralStream } from './stream-data.ts'
import type { XrefEntry, XrefSection } from './xref.ts'
import { readXrefSections } from './xref.ts'
import { WorkBudget } from './work-budget.ts'

/** Default cap on a whole file, in bytes. */
export const PDF_BYTES_MAX = 256 * 1024 * 1024

/** A header may stand a little way in; beyond that it is something else that mentions PDF. */
const HEADER_BYTES = 1024

interface Compressed { number: number; value: PdfValue }

/** What the revisions of one file have in common: the same offset always holds the same object. */
interface Shared {
  budget: WorkBudget
  objects: Map<number, IndirectObject>
  containers: Map<number, Compressed[]>
}

/** A PDF opened for reading. Nothing is repaired: what readers could see differently is refused. */
export class PdfDocument {
  readonly bytes: Uint8Array
  /** Newest first. */
  readonly sections: XrefSection[]
  readonly trailer: PdfDict
  private readonly shared: Shared
  private readonly objects = new Map<number, IndirectObject | null>()
  private readonly opening = new Set<number>()

  private constructor(bytes: Uint8Array, sections: XrefSection[], trailer: PdfDict, shared: Shared) {
    this.bytes = bytes
    this.sections = sections
    this.trailer = trailer
    this.shared = shared
  }

  /** @throws SigningError pdf.not_pdf, pdf.encrypted, pdf.broken, pdf.too_large */
  static open(bytes: Uint8Array, sizeBytesMax = PDF_BYTES_MAX): PdfDocument {
    if (bytes.length > sizeBytesMax) throw new SigningError('pdf.too_large', `${bytes.length} bytes`)
    const header = Buffer.from(bytes.subarray(0, HEADER_BYTES)).indexOf('%PDF-')
    if (header < 0) throw new SigningError('pdf.not_pdf')
    const budget = new WorkBudget(bytes.length)
    return PdfDocument.of(bytes, readXrefSections(bytes, budget), { budget, objects: new Map(), containers: new Map() })
  }

  private static of(bytes: Uint8Array, sections: XrefSection[], shared: Shared): PdfDocument {
    const newest = sections[0]
    if (newest === undefined) throw new SigningError('pdf.broken', 'no cross-reference section')
    const document = new PdfDocument(bytes, sections, newest.trailer, shared)
    if (as('dict', document.resolve(document.trailer.entries.get('Root'))) === null) {
      throw new SigningError('pdf.broken', 'no catalog')
    }
    return document
  }

  /**
   * The same file as it was when it ended at byte `end` and `newest`, one of `sections`, was its newest
   * cross-reference section. Shares what is already read, so that many revisions cost little more than one.
   *
   * @throws SigningError pdf.broken when that revision leans on bytes after its end
   */
  revision(newest: XrefSection, end: number): PdfDocument {
    const sections = this.sections.slice(this.sections.indexOf(newest))
    if (sections.some((section) => section.end > end)) throw new SigningError('pdf.broken', 'revision without its beginning')
    return PdfDocument.of(this.bytes.subarray(0, end), sections, this.shared)
  }

  /** For checks that walk over what was read: they count as work as well. */
  get budget(): WorkBudget {
    return this.shared.budget
  }

  /** The next free object number. */
  get size(): number {
    const size = this.trailer.entries.get('Size')
    const highest = Math.max(0, ...this.sections.map((section) => highestNumber(section)))
    return Math.max(typeof size === 'number' ? size : 0, highest + 1)
  }

  get catalogRef(): PdfRef {
    const root = as('ref', this.trailer.entries.get('Root'))
    if (root === null) throw new SigningError('pdf.broken', 'no catalog')
    return root
  }

  get catalog(): PdfDict {
    return this.requireDict(this.catalogRef)
  }

  entry(number: number): XrefEntry | undefined {
    for (const section of this.sections) {
      const entry = section.entries.get(number)
      if (entry !== undefined) return entry
    }
    return undefined
  }

  /** Follows references until a direct value; a missing object is null. Source: ISO 32000-2, 7.3.10. */
  resolve(value: PdfValue | undefined): PdfValue {
    let current = value ?? null
    for (let hops = 0; hops < 32; hops++) {
      const reference = as('ref', current)
      if (reference === null) return current
      current = this.object(reference)?.value ?? null
    }
    throw new SigningError('pdf.broken', 'references in a circle')
  }

  /** The value of `key`, references followed. */
  get(dict: PdfDict, key: string): PdfValue {
    return this.resolve(dict.entries.get(key))
  }

  requireDict(value: PdfValue | undefined): PdfDict {
    const dict = as('dict', this.resolve(value))
    if (dict === null) throw new SigningError('pdf.broken', 'dictionary expected')
    return dict
  }

  /**
   * The object a reference names, with its place in the file; null when it does not exist. One that exists in another
   * generation is shown by some readers and missing for others, so such a file is refused.
   */
  object({ number, generation }: PdfRef): IndirectObject | null {
    const known = this.objects.get(number)
    const object = known === undefined ? this.load(number) : known
    if (object !== null && object.generation !== generation) throw new SigningError('pdf.broken', `generation ${generation} of object ${number}`)
    return object
  }

  private load(number: number): IndirectObject | null {
    if (this.opening.has(number)) throw new SigningError('pdf.broken', `object ${number} needs itself`)
    this.opening.add(number)
    try {
      const object = this.read(number)
      this.objects.set(number, object)
      return object
    } finally {
      this.opening.delete(number)
    }
  }

  private read(number: number): IndirectObject | null {
    const entry = this.entry(number)
    if (entry === undefined || entry.kind === 'free') return null
    if (entry.kind === 'compressed') {
      const found = this.container(entry.container)[entry.index]
      // Some readers go by the index and some by the number.
      if (found?.number !== number) throw new SigningError('pdf.broken', `object ${number} not in its stream`)
      return { number, generation: 0, value: found.value, start: -1, end: -1 }
    }
    if (entry.offset >= this.bytes.length) throw new SigningError('pdf.broken', `object ${number} beyond the end`)
    return this.objectAt(entry.offset, { number, generation: entry.generation })
  }

  /** The object that stands at `offset`; refuses any other than the one named. */
  objectAt(offset: number, { number, generation }: { number: number; generation: number }): IndirectObject {
    const known = this.shared.objects.get(offset)
    if (known !== undefined && known.number === number && known.generation === generation && known.end <= this.bytes.length) return known
    // What an indirect length says depends on the revision, so such an object is not shared.
    let isShared = true
    const lengthOf = (length: PdfRef): PdfValue => { isShared = false; return this.resolve(length) }
    const expected: PdfRef = { kind: 'ref', number, generation }
    const object = parseIndirectObject(this.bytes, offset, lengthOf, { expected, budget: this.budget })
    if (isShared) this.shared.objects.set(offset, object)
    return object
  }

  /** The objects of an object stream in their order. */
  container(number: number): readonly Compressed[] {
    const entry = this.entry(number)
    if (entry?.kind !== 'offset') throw new SigningError('pdf.broken', 'object stream in a stream')
    const known = this.shared.containers.get(entry.offset)
    if (known !== undefined) return known
    const values = this.readContainer(number)
    this.shared.containers.set(entry.offset, values)
    return values
  }

  private readContainer(number: number): Compressed[] {
    const stream = as('stream', this.load(number)?.value)
    const count = this.resolve(stream?.dict.entries.get('N'))
    const first = this.resolve(stream?.dict.entries.get('First'))
    if (stream === null || typeof count !== 'number' || typeof first !== 'number') {
      throw new SigningError('pdf.broken', `object stream ${number}`)
    }
    const data = decodeStructuralStream(stream)
    this.budget.spend(data.length)
    const header = new Lexer(data, 0, this.budget)
    const values: Compressed[] = []
    for (let index = 0; index < count; index++) {
      const inside = header.readInteger()
      const offset = first + header.readInteger()
      if (offset < 0 || offset >= data.length) throw new SigningError('pdf.broken', `object stream ${number}`)
      values.push({ number: inside, value: new Lexer(data, offset, this.budget).readValue() })
    }
    return values
  }
}

function highestNumber(section: XrefSection): number {
  let highest = 0
  for (const number of section.entries.keys()) highest = Math.max(highest, number)
  return highest
}
