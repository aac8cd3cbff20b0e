import type { PdfDict, PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import type { Comparison } from './comparison.ts'
import { explainPart, isNew, isSameValue, itemsOf, spell } from './comparison.ts'
import { type Stop, invalid } from './verdict.ts'

const STREAM_KEYS = ['Length', 'Filter', 'DecodeParms', 'Type']
/** Of the dictionary itself, and of what it keeps for one signature. Source: ETSI EN 319 142-1, 5.4.2. */
const LISTS = ['Certs', 'OCSPs', 'CRLs']
const SIGNATURE_LISTS = ['Cert', 'OCSP', 'CRL']

/**
 * The document security store may grow: lists of streams with certificates and revocation data, nothing else. What it
 * held stays, so that nobody can take out the answer that a certificate was revoked.
 */
export function compareValidationData(comparison: Comparison): void {
  const { before, after, explained } = comparison
  const [was, is] = [before.catalog.entries.get('DSS'), after.catalog.entries.get('DSS')]
  const [old, store] = [as('dict', before.resolve(was)), as('dict', after.resolve(is))]
  if (store === null) {
    if (old !== null) throw removed()
    return
  }
  const known = explained.size
  explainPart(comparison, was, is)
  assertKeysKept(old, store)
  for (const [key, value] of store.entries) {
    if (key === 'Type' && isNamed(value, 'DSS')) continue
    if (key === 'VRI') compareBySignature(comparison, old?.entries.get(key), value)
    else if (LISTS.includes(key)) explainList(comparison, old?.entries.get(key), value)
    else throw invalid('FORBIDDEN_OBJECT_ADDED', `DSS ${key}`)
  }
  if (explained.size > known || !isSameValue(was, is)) comparison.changes.push({ kind: 'validation_data' })
}

function compareBySignature(comparison: Comparison, was: PdfValue | undefined, is: PdfValue): void {
  const [old, all] = [as('dict', comparison.before.resolve(was)), as('dict', comparison.after.resolve(is))]
  explainPart(comparison, was, is)
  assertKeysKept(old, all)
  for (const [key, value] of all?.entries ?? []) {
    const [wasOne, one] = [old?.entries.get(key), as('dict', comparison.after.resolve(value))]
    if (one === null || !/^[0-9A-F]{40}$/i.test(key)) throw invalid('FORBIDDEN_OBJECT_ADDED', `VRI ${key}`)
    explainPart(comparison, wasOne, value)
    explainOne(comparison, as('dict', comparison.before.resolve(wasOne)), one)
  }
}

function explainOne(comparison: Comparison, old: PdfDict | null, one: PdfDict): void {
  assertKeysKept(old, one)
  for (const [key, value] of one.entries) {
    if (SIGNATURE_LISTS.includes(key)) explainList(comparison, old?.entries.get(key), value)
    else if (key === 'TS') explainStream(comparison, value)
    else if (!(key === 'TU' && as('string', value) !== null) && !(key === 'Type' && isNamed(value, 'VRI'))) throw invalid('FORBIDDEN_OBJECT_ADDED', `VRI ${key}`)
  }
}

function explainList(comparison: Comparison, was: PdfValue | undefined, is: PdfValue): void {
  explainPart(comparison, was, is)
  const items = itemsOf(comparison.after, is)
  const kept = new Set(items.map(spell))
  if (itemsOf(comparison.before, was).some((item) => !kept.has(spell(item)))) throw removed()
  for (const item of items) explainStream(comparison, item)
}

function isNamed(value: PdfValue, name: string): boolean {
  return as('name', value)?.value === name
}

function assertKeysKept(old: PdfDict | null, now: PdfDict | null): void {
  if (old !== null && [...old.entries.keys()].some((key) => now?.entries.has(key) !== true)) throw removed()
}

function removed(): Stop {
  return invalid('CONTENT_CHANGED_AFTER_SIGNING', 'validation data removed')
}

/** A stream of bytes that no reader draws. One that existed before may be pointed at, and not changed. */
function explainStream(comparison: Comparison, value: PdfValue): void {
  const reference = as('ref', value)
  if (reference === null) throw invalid('FORBIDDEN_OBJECT_ADDED', 'validation data is no stream')
  const stream = as('stream', comparison.after.resolve(reference))
  if (!isNew(comparison, reference.number)) {
    if (stream === null) throw invalid('FORBIDDEN_OBJECT_ADDED', 'validation data is no stream')
    return
  }
  if (stream === null || [...stream.dict.entries.keys()].some((key) => !STREAM_KEYS.includes(key))) {
    throw invalid('FORBIDDEN_OBJECT_ADDED', `object ${reference.number} among the validation data`)
  }
  const length = as('ref', stream.dict.entries.get('Length'))
  if (length !== null && isNew(comparison, length.number) && typeof comparison.after.resolve(length) === 'number') {
    comparison.explained.add(length.number)
  }
  comparison.explained.add(reference.number)
}
