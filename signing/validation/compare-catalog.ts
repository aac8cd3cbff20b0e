import type { PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import type { Comparison } from './comparison.ts'
import { differingKeys } from './comparison.ts'
import type { ReasonCode } from './verdict.ts'
import { invalid } from './verdict.ts'

/** Entries that let a file act, or carry other files: never after a signature. */
const ACTING: readonly string[] = ['OpenAction', 'AA', 'Names', 'AF', 'Collection', 'Threads', 'URI']
/** Compared part by part elsewhere. */
const ELSEWHERE: readonly string[] = ['AcroForm', 'DSS']

/** The catalog may gain validation data and the note that the file uses it, nothing else. */
export function compareCatalog(comparison: Comparison): void {
  const { before, after, revision } = comparison
  for (const key of differingKeys(before.catalog, after.catalog)) {
    if (ELSEWHERE.includes(key)) continue
    if (key === 'Extensions' && isExtensionNote(after.resolve(after.catalog.entries.get(key)))) continue
    throw invalid(codeOf(key), `catalog ${key}`)
  }
  if (revision.objects.has(after.catalogRef.number)) comparison.explained.add(after.catalogRef.number)
}

function codeOf(key: string): ReasonCode {
  if (key === 'Perms') return 'MDP_VIOLATION'
  return ACTING.includes(key) ? 'FORBIDDEN_OBJECT_ADDED' : 'CONTENT_CHANGED_AFTER_SIGNING'
}

/** Names, numbers and dictionaries of them, written in place. Source: ISO 32000-2, 7.12. */
function isExtensionNote(value: PdfValue, depth = 0): boolean {
  const dict = as('dict', value)
  if (dict !== null) return depth < 2 && [...dict.entries.values()].every((entry) => isExtensionNote(entry, depth + 1))
  return depth > 0 && (typeof value === 'number' || as('name', value) !== null)
}
