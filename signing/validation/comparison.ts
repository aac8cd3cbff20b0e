import { createHash } from 'node:crypto'
import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import { VALUE_UNITS } from '../pdf/work-budget.ts'
import type { Revision } from './read-revisions.ts'
import { type ReferenceCounts, referencesIn } from './reference-counts.ts'
import { invalid } from './verdict.ts'

/** Something that the white list knows, done by one revision. */
export type Change =
  /** `textShare`: how much of its page's text the ink lies over, from 0 to 1. */
  | { kind: 'field_filled'; field: string; isTimestamp: boolean; textShare: number }
  | { kind: 'field_added'; field: string; isTimestamp: boolean; covers: Cover }
  | { kind: 'validation_data' }

/** What a new widget lies over; unknown when the page's content cannot be read. */
export interface Cover { kind: 'nothing' | 'content' | 'unknown'; detail: string }

/** A revision under examination: whatever it brought and nobody explained in the end is refused. */
export interface Comparison {
  before: PdfDocument
  after: PdfDocument
  revision: Revision
  /** As they were before. */
  counts: ReferenceCounts
  explained: Set<number>
  changes: Change[]
}

/** True when the object did not exist before. */
export function isNew({ before, revision }: Comparison, number: number): boolean {
  if (!revision.objects.has(number)) return false
  const entry = before.entry(number)
  return entry === undefined || entry.kind === 'free'
}

/** True when the revision rewrote an object that existed, whether or not it changed it. */
export function isRewritten(comparison: Comparison, number: number): boolean {
  return comparison.revision.objects.has(number) && !isNew(comparison, number)
}

/**
 * A part (array, dictionary) that may change in a known way: its object is explained, unless the same object also
 * plays another part in the document, where the change would mean something else.
 */
export function explainPart(comparison: Comparison, was: PdfValue | undefined, is: PdfValue | undefined): void {
  const reference = as('ref', is)
  if (reference === null || !comparison.revision.objects.has(reference.number)) return
  if (!isNew(comparison, reference.number)) {
    const isSame = as('ref', was)?.number === reference.number
    if (!isSame || comparison.counts.to(reference.number) > 1) {
      throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `object ${reference.number} plays two parts`)
    }
  }
  comparison.explained.add(reference.number)
}

/** Never in the company of a signature, not even where no reader would look. */
const FORBIDDEN_TYPES = ['Page', 'Pages', 'Catalog', 'Action', 'EmbeddedFile', 'Filespec', 'Annot', 'ObjStm', 'XRef']

/** Entries of a stream whose picture lies in another file, where it may change. Source: ISO 32000-2, 7.3.8 and 8.10.4. */
const OUTSIDE_KEYS = ['F', 'FFilter', 'Ref', 'OPI']

/** Explains every new object that `value` leads to: ink, fonts, parts of a signature dictionary. */
export function explainGraph(comparison: Comparison, value: PdfValue | undefined): void {
  const waiting: PdfValue[] = [value ?? null]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    assertHarmless(next)
    for (const { number } of referencesIn(next)) {
      if (!isNew(comparison, number) || comparison.explained.has(number)) continue
      comparison.explained.add(number)
      comparison.after.budget.spend(VALUE_UNITS)
      waiting.push(comparison.revision.objects.get(number)?.value ?? null)
    }
  }
}

function assertHarmless(value: PdfValue): void {
  const dict = as('stream', value)?.dict ?? as('dict', value)
  const type = as('name', dict?.entries.get('Type'))?.value ?? ''
  const isOutside = as('stream', value) !== null && OUTSIDE_KEYS.some((key) => dict?.entries.has(key) === true)
  if (FORBIDDEN_TYPES.includes(type) || dict?.entries.has('JS') === true || isOutside) throw invalid('FORBIDDEN_OBJECT_ADDED', type)
}

export function isSameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  const [one, other] = [as('stream', a), as('stream', b)]
  if (one !== null && other !== null) {
    return isSameValue(one.dict, other.dict) && Buffer.from(one.raw).equals(other.raw)
  }
  return spell(a) === spell(b)
}

/** The keys whose values differ; a key that is missing differs from any value but null. */
export function differingKeys(a: PdfDict, b: PdfDict): string[] {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()])
  return [...keys].filter((key) => (a.pointed?.has(key) ?? false) !== (b.pointed?.has(key) ?? false)
    || !isSameValue(a.entries.get(key) ?? null, b.entries.get(key) ?? null))
}

/** The same text for the same value and no other: numbers in full, keys in order, strings by their bytes. */
export function spell(value: PdfValue | undefined): string {
  if (value === undefined || value === null || typeof value !== 'object') return String(value)
  switch (value.kind) {
    case 'name': return `/${JSON.stringify(value.value)}`
    case 'string': return `<${Buffer.from(value.bytes).toString('hex')}>`
    case 'ref': return `${value.number} ${value.generation} R`
    case 'array': return `[${value.items.map(spell).join(' ')}]`
    case 'dict': return `{${[...value.entries].map(([key, entry]) => `${JSON.stringify(key)} ${spellEntry(value, key, entry)}`).sort().join(' ')}}`
    case 'stream': return `${spell(value.dict)} ${createHash('sha256').update(value.raw).digest('hex')}`
  }
}

/** `90` and `90.0` are not the same where an integer must stand. */
function spellEntry({ pointed }: PdfDict, key: string, entry: PdfValue): string {
  return pointed?.has(key) === true ? `${spell(entry)}.` : spell(entry)
}

const ITEM_UNITS = 32

/** The items of an array, wherever it stands; none when there is no array. */
export function itemsOf(document: PdfDocument, value: PdfValue | undefined): PdfValue[] {
  const items = as('array', document.resolve(value))?.items ?? []
  // Lists are compared again for every revision.
  document.budget.spend(items.length * ITEM_UNITS)
  return items
}

/** What `after` has beyond `before`; null when it does not begin with all of `before`. */
export function appendedItems(before: PdfValue[], after: PdfValue[]): PdfValue[] | null {
  return before.every((item, index) => isSameItem(item, after[index])) ? after.slice(before.length) : null
}

/** Most items are references, and there may be thousands. */
function isSameItem(a: PdfValue, b: PdfValue | undefined): boolean {
  const [one, other] = [as('ref', a), as('ref', b)]
  if (one !== null && other !== null) return one.number === other.number && one.generation === other.generation
  return spell(a) === spell(b)
}
