import type { PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import { compareCatalog } from './compare-catalog.ts'
import { compareFields } from './compare-fields.ts'
import { comparePages } from './compare-pages.ts'
import { compareValidationData } from './compare-validation-data.ts'
import type { Change, Comparison } from './comparison.ts'
import { isNew, isRewritten, isSameValue, itemsOf, spell } from './comparison.ts'
import type { Revision } from './read-revisions.ts'
import { type ReferenceCounts, referencesIn } from './reference-counts.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { type ReasonCode, invalid } from './verdict.ts'

/**
 * What one revision did, in terms of the white list: a declared signature field filled, a new one with its
 * signature, validation data, a document timestamp. Anything else is refused, and so is what nobody thought of,
 * because every object that came or changed must be explained by one of these.
 */
export function compareRevisions(before: PdfDocument, revision: Revision, counts: ReferenceCounts): Change[] {
  const comparison: Comparison = { before, after: revision.document, revision, counts, explained: new Set(), changes: [] }
  compareTrailers(comparison)
  assertGenerations(comparison)
  for (const [number, { value, generation }] of revision.objects) {
    if (!isRewritten(comparison, number)) continue
    const old = before.object({ kind: 'ref', number, generation })?.value
    if (old !== undefined && isSameValue(old, value)) comparison.explained.add(number)
  }
  compareCatalog(comparison)
  const widgets = compareFields(comparison)
  comparePages(comparison, widgets)
  compareValidationData(comparison)
  assertNothingRemoved(comparison)
  assertAllExplained(comparison)
  assertNotAwaited(comparison)
  return comparison.changes
}

/** What a trailer says anew in every revision. Source: ISO 32000-2, tables 15 and 17. */
const TRAILER_KEYS = ['Size', 'Prev', 'Root', 'Info', 'ID', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms']

function compareTrailers({ before, after }: Comparison): void {
  for (const key of ['Root', 'Info']) {
    if (spell(before.trailer.entries.get(key)) !== spell(after.trailer.entries.get(key))) {
      throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `trailer ${key}`)
    }
  }
  for (const [key, value] of after.trailer.entries) {
    if (!TRAILER_KEYS.includes(key) && spell(value) !== spell(before.trailer.entries.get(key))) throw invalid('FORBIDDEN_OBJECT_ADDED', `trailer ${key}`)
  }
  const [wasId, id] = [before, after].map((document) => spell(itemsOf(document, document.trailer.entries.get('ID'))[0]))
  if (wasId !== id && after.trailer.entries.has('ID')) throw invalid('CONTENT_CHANGED_AFTER_SIGNING', 'trailer ID')
  // Some readers take objects beyond Size for missing.
  const [size, wasSize] = [after, before].map((document) => document.trailer.entries.get('Size'))
  if (typeof size !== 'number' || (typeof wasSize === 'number' && size < wasSize)) throw invalid('CONTENT_CHANGED_AFTER_SIGNING', 'trailer Size')
}

/** A reference to another generation than the one that is there leads nowhere for some readers and to the object for others. */
function assertGenerations({ after, revision }: Comparison): void {
  for (const { value } of revision.objects.values()) {
    for (const { number, generation } of referencesIn(value)) {
      const entry = after.entry(number)
      const known = entry?.kind === 'offset' ? entry.generation : 0
      if (entry !== undefined && entry.kind !== 'free' && known !== generation) {
        throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `generation ${generation} of object ${number}`)
      }
    }
  }
}

function assertNothingRemoved({ before, revision }: Comparison): void {
  for (const [number, entry] of revision.document.sections[0]?.entries ?? []) {
    if (entry.kind !== 'free' || number === 0) continue
    const old = before.entry(number)
    if (old !== undefined && old.kind !== 'free') throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `object ${number} removed`)
  }
}

function assertAllExplained(comparison: Comparison): void {
  const open = [...comparison.revision.objects.keys()].filter((number) => !comparison.explained.has(number))
  const changed = open.filter((number) => !isNew(comparison, number))
  if (changed.length > 0) {
    const roles = rolesOf(comparison.before)
    const [worst] = changed.map((number) => ({ number, code: roles.get(number) ?? 'CONTENT_CHANGED_AFTER_SIGNING' }))
      .sort((a, b) => rank(a.code) - rank(b.code))
    if (worst !== undefined) throw invalid(worst.code, `object ${worst.number}`)
  }
  if (open.length > 0) {
    const isAwaited = open.find((number) => comparison.counts.to(number) > 0)
    if (isAwaited !== undefined) throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `object ${isAwaited} was awaited`)
    throw invalid('FORBIDDEN_OBJECT_ADDED', `object ${open[0] ?? 0}`)
  }
}

/**
 * A document may be signed with references to objects that do not exist yet; whoever defines them later changes
 * what was signed (shadow attack, "hide"). So no added object may have been awaited, carriers included.
 */
function assertNotAwaited(comparison: Comparison): void {
  const { before, revision, counts } = comparison
  for (const number of revision.carriers) {
    const old = before.entry(number)
    if (old !== undefined && old.kind !== 'free') throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `object ${number} overwritten`)
  }
  for (const number of [...revision.objects.keys(), ...revision.carriers]) {
    const isAdded = !isRewritten(comparison, number)
    if (isAdded && counts.to(number) > 0) throw invalid('CONTENT_CHANGED_AFTER_SIGNING', `object ${number} was awaited`)
  }
}

const RANKS: readonly ReasonCode[] = ['SIG_OBJECT_RELOCATED', 'SIGNATURE_APPEARANCE_CHANGED', 'FORM_CHANGED']

function rank(code: ReasonCode): number {
  return RANKS.includes(code) ? RANKS.indexOf(code) : RANKS.length
}

/** What a person should be told when an object changes, for objects that belong to the form. */
function rolesOf(before: PdfDocument): Map<number, ReasonCode> {
  const roles = new Map<number, ReasonCode>()
  const give = (number: number, code: ReasonCode): void => {
    if (rank(code) < rank(roles.get(number) ?? 'OK')) roles.set(number, code)
  }
  for (const field of readSignatureFields(before).filter(({ value }) => value !== null)) giveToSignature(before, field, give)
  const form = as('dict', before.get(before.catalog, 'AcroForm'))
  const fields: PdfValue[] = [...(as('array', before.resolve(form?.entries.get('Fields')))?.items ?? [])]
  const visited = new Set<number>()
  for (let next = fields.pop(); next !== undefined; next = fields.pop()) {
    const reference = as('ref', next)
    if (reference === null || visited.has(reference.number)) continue
    visited.add(reference.number)
    const dict = as('dict', before.resolve(reference))
    give(reference.number, 'FORM_CHANGED')
    for (const { number } of referencesIn(dict?.entries.get('AP') ?? null)) give(number, 'FORM_CHANGED')
    fields.push(...(as('array', before.resolve(dict?.entries.get('Kids')))?.items ?? []))
  }
  return roles
}

function giveToSignature(before: PdfDocument, field: SignatureField, give: (number: number, code: ReasonCode) => void): void {
  if (field.valueRef !== null) give(field.valueRef.number, 'SIG_OBJECT_RELOCATED')
  give(field.ref.number, 'SIGNATURE_APPEARANCE_CHANGED')
  const kids = as('array', before.resolve(field.dict.entries.get('Kids')))?.items ?? []
  const visited = new Set<number>()
  const waiting: PdfValue[] = [field.dict.entries.get('AP') ?? null, ...kids.map((kid) => {
    const reference = as('ref', kid)
    if (reference !== null) give(reference.number, 'SIGNATURE_APPEARANCE_CHANGED')
    return as('dict', before.resolve(kid))?.entries.get('AP') ?? null
  })]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const reference of referencesIn(next)) {
      if (visited.has(reference.number)) continue
      visited.add(reference.number)
      give(reference.number, 'SIGNATURE_APPEARANCE_CHANGED')
      waiting.push(before.resolve(reference))
    }
  }
}
