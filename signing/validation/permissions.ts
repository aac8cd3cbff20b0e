import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfValue } from '../pdf/objects.ts'
import { as, readText } from '../pdf/objects.ts'
import type { Change } from './comparison.ts'
import { indeterminate, invalid } from './verdict.ts'

/** What a signature leaves open for those who come after it. */
export interface Permissions {
  /** 1: nothing, 2: filling and signing, 3: also notes; null: no certification. Source: ISO 32000-2, table 257. */
  certification: 1 | 2 | 3 | null
  /** Fields that must stay as they are. Source: ISO 32000-2, tables 236 and 259. */
  locks: { action: 'All' | 'Include' | 'Exclude'; fields: string[] }[]
}

/** How much more may happen to our own documents, all of whose fields exist before the first signature. */
export type FieldPolicy = 'declared_fields_only' | 'new_fields_allowed'

/** Reads DocMDP of the document, DocMDP and FieldMDP of the signature, and the lock of its field. */
export function readPermissions(document: PdfDocument, signature: PdfDict, field: PdfDict): Permissions {
  const perms = as('dict', document.get(document.catalog, 'Perms'))
  const certifying = perms === null ? null : as('dict', document.get(perms, 'DocMDP'))
  const lock = as('dict', document.get(field, 'Lock'))
  const own = transformsOf(document, signature)
  const certifications = [...own, ...(certifying === null ? [] : transformsOf(document, certifying))]
    .filter(({ method }) => method === 'DocMDP').map(({ params }) => levelOf(document, params, 2))
  if (lock !== null && document.get(lock, 'P') !== null) certifications.push(levelOf(document, lock, 3))
  const locks = own.filter(({ method }) => method === 'FieldMDP').map(({ params }) => readLock(document, params))
  return {
    certification: certifications.length === 0 ? null : strictest(certifications),
    locks: [...locks, ...(lock === null ? [] : [readLock(document, lock)])],
  }
}

function transformsOf(document: PdfDocument, signature: PdfDict): { method: string; params: PdfDict | null }[] {
  return (as('array', document.get(signature, 'Reference'))?.items ?? []).flatMap((item) => {
    const reference = as('dict', document.resolve(item))
    if (reference === null) return []
    const method = as('name', document.get(reference, 'TransformMethod'))?.value ?? ''
    return [{ method, params: as('dict', document.get(reference, 'TransformParams')) }]
  })
}

function levelOf(document: PdfDocument, params: PdfDict | null, fallback: 2 | 3): 1 | 2 | 3 {
  const level = params === null ? null : document.get(params, 'P')
  if (level === null) return fallback
  // A level nobody knows permits nothing.
  return level === 2 || level === 3 ? level : 1
}

function strictest(levels: (1 | 2 | 3)[]): 1 | 2 | 3 {
  if (levels.includes(1)) return 1
  return levels.includes(2) ? 2 : 3
}

function readLock(document: PdfDocument, params: PdfDict | null): Permissions['locks'][number] {
  const action = params === null ? '' : as('name', document.get(params, 'Action'))?.value
  const fields = (as('array', params === null ? null : document.get(params, 'Fields'))?.items ?? [])
    .map((item: PdfValue) => readText(document.resolve(item)))
  // An action nobody knows locks everything.
  return action === 'Include' || action === 'Exclude' ? { action, fields } : { action: 'All', fields: [] }
}

/** A seal reaches over a title or a name; whatever lies over more than half of a page's text is no signature. */
const TEXT_SHARE_MAX = 0.5

/**
 * Refuses what the signature, the certification or the workflow of the document forbids. Validation data and
 * document timestamps are always permitted. Source: ISO 32000-2, 12.8.2.2.2.
 */
export function assertPermitted(changes: readonly Change[], { certification, locks }: Permissions, policy: FieldPolicy): void {
  for (const change of changes) {
    if (change.kind === 'validation_data') continue
    if (change.kind === 'field_added') assertNewField(change, certification, policy)
    else if (change.textShare > TEXT_SHARE_MAX) throw invalid('WIDGET_COVERS_CONTENT', `${change.field}: most of the text`)
    if (change.isTimestamp) continue
    if (certification === 1) throw invalid('MDP_VIOLATION', `${change.field} signed although the document was closed`)
    if (locks.some((lock) => isLocked(lock, change.field))) throw invalid('FIELD_LOCKED', change.field)
  }
}

function assertNewField(
  { field, isTimestamp, covers }: Extract<Change, { kind: 'field_added' }>, certification: Permissions['certification'], policy: FieldPolicy,
): void {
  if (!isTimestamp && certification !== null) throw invalid('MDP_VIOLATION', `field ${field} added to a certified document`)
  if (!isTimestamp && policy === 'declared_fields_only') throw invalid('MDP_VIOLATION', `field ${field} was not declared`)
  if (covers.kind === 'content') throw invalid('WIDGET_COVERS_CONTENT', `${field}: ${covers.detail}`)
  if (covers.kind === 'unknown') throw indeterminate('WIDGET_COVERS_CONTENT', `${field}: ${covers.detail}`)
}

/** A field inside a locked one is locked as well. */
function isLocked({ action, fields }: Permissions['locks'][number], field: string): boolean {
  const isNamed = fields.some((name) => field === name || field.startsWith(`${name}.`))
  return action === 'All' || (action === 'Include') === isNamed
}
