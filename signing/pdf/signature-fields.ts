import type { PdfDocument } from './document.ts'
import type { PdfDict, PdfRef } from './objects.ts'
import { as, readText } from './objects.ts'
import { VALUE_UNITS } from './work-budget.ts'

/** A signature field of the form; `valueRef` and `value` are null while nobody has signed it. */
export interface SignatureField {
  /** Fully qualified, parts joined by dots. */
  name: string
  ref: PdfRef
  dict: PdfDict
  valueRef: PdfRef | null
  value: PdfDict | null
}

const FIELDS_MAX = 10_000
const DEPTH_MAX = 50

/** All signature fields in the order of the form. Loops in the field tree end silently; each object counts once. */
export function readSignatureFields(document: PdfDocument): SignatureField[] {
  const form = as('dict', document.get(document.catalog, 'AcroForm'))
  const found: SignatureField[] = []
  const visited = new Set<number>()
  const roots = form === null ? null : as('array', document.get(form, 'Fields'))
  for (const root of roots?.items ?? []) walk(as('ref', root), '', null, 0)
  return found

  function walk(reference: PdfRef | null, prefix: string, inheritedType: string | null, depth: number): void {
    if (reference === null || visited.has(reference.number) || depth > DEPTH_MAX || visited.size > FIELDS_MAX) return
    visited.add(reference.number)
    document.budget.spend(VALUE_UNITS)
    const dict = as('dict', document.resolve(reference))
    if (dict === null) return
    const partial = document.get(dict, 'T')
    const name = [prefix, readText(partial)].filter((part) => part !== '').join('.')
    const type = as('name', document.get(dict, 'FT'))?.value ?? inheritedType
    const kids = as('array', document.get(dict, 'Kids'))?.items ?? []
    if (type === 'Sig' && partial !== null) {
      const valueRef = as('ref', dict.entries.get('V'))
      found.push({ name, ref: reference, dict, valueRef, value: as('dict', document.get(dict, 'V')) })
    }
    for (const kid of kids) walk(as('ref', kid), name, type, depth + 1)
  }
}
