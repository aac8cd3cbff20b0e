import { SigningError } from '../signing-error.ts'
import type { PdfDocument } from './document.ts'
import type { PdfDict, PdfRef, PdfValue } from './objects.ts'
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

/**
 * All signature fields in the order of the form. Loops in the field tree end silently; each object counts once.
 *
 * @throws SigningError pdf.broken, pdf.too_large for a form in which a signature could hide
 */
export function readSignatureFields(document: PdfDocument): readonly SignatureField[] {
  const fields = known.get(document) ?? walkFields(document)
  known.set(document, fields)
  return fields
}

/** Asked again for every signature of a file. */
const known = new WeakMap<PdfDocument, readonly SignatureField[]>()

function walkFields(document: PdfDocument): SignatureField[] {
  const form = as('dict', document.get(document.catalog, 'AcroForm'))
  const found: SignatureField[] = []
  const visited = new Set<number>()
  const roots = form === null ? null : as('array', document.get(form, 'Fields'))
  for (const root of roots?.items ?? []) walk(root, '', null, 0)
  return found

  function walk(node: PdfValue, prefix: string, inheritedType: string | null, depth: number): void {
    const reference = as('ref', node)
    // Some readers take a field that is written in place, some do not.
    if (reference === null && as('dict', node) !== null) throw new SigningError('pdf.broken', 'field without an object of its own')
    if (reference === null || visited.has(reference.number)) return
    if (depth > DEPTH_MAX || visited.size >= FIELDS_MAX) throw new SigningError('pdf.too_large', 'fields')
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
    for (const kid of kids) walk(kid, name, type, depth + 1)
  }
}
