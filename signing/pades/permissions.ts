import { SigningError } from '../signing-error.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict } from '../pdf/objects.ts'
import { as, dict, readText } from '../pdf/objects.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'

/**
 * Refuses a signature that an earlier one forbids: a certification without changes, a certification when the
 * field would be new, or a lock on the field. Source: ISO 32000-2, 12.8.2.2 (DocMDP) and 12.8.2.4 (FieldMDP).
 *
 * @throws SigningError signature.certification_forbids, signature.field_locked
 */
export function assertMaySign(document: PdfDocument, fields: readonly SignatureField[], fieldName: string, isNewField: boolean): void {
  const level = certificationLevel(document)
  if (level === 1 || (level !== null && isNewField)) {
    throw new SigningError('signature.certification_forbids', `certified at level ${level}`)
  }
  for (const { value, name } of fields) {
    if (value !== null && lockReaches(document, value, fieldName)) {
      throw new SigningError('signature.field_locked', `by ${name}`)
    }
  }
}

/** P of the certification: 1 allows nothing, 2 filling in and signing, 3 also notes; null when nobody certified. */
export function certificationLevel(document: PdfDocument): 1 | 2 | 3 | null {
  const permissions = as('dict', document.get(document.catalog, 'Perms'))
  const certification = permissions === null ? null : as('dict', document.get(permissions, 'DocMDP'))
  if (certification === null) return null
  const parameters = transformsOf(document, certification, 'DocMDP')[0]
  const level = parameters === undefined ? 2 : document.get(parameters, 'P') ?? 2
  // A level that nobody defined is taken at its strictest.
  return level === 2 || level === 3 ? level : 1
}

function lockReaches(document: PdfDocument, signature: PdfDict, fieldName: string): boolean {
  return transformsOf(document, signature, 'FieldMDP').some((parameters) => {
    const action = as('name', document.get(parameters, 'Action'))?.value
    const listed = (as('array', document.get(parameters, 'Fields'))?.items ?? [])
      .some((item) => isFieldOrParent(readText(document.resolve(item)), fieldName))
    if (action === 'Include') return listed
    return action === 'Exclude' ? !listed : true
  })
}

function isFieldOrParent(listed: string, fieldName: string): boolean {
  return fieldName === listed || fieldName.startsWith(`${listed}.`)
}

function transformsOf(document: PdfDocument, signature: PdfDict, method: 'DocMDP' | 'FieldMDP'): PdfDict[] {
  const references = as('array', document.get(signature, 'Reference'))?.items ?? []
  return references.flatMap((item) => {
    const reference = as('dict', document.resolve(item))
    if (reference === null || as('name', document.get(reference, 'TransformMethod'))?.value !== method) return []
    return [as('dict', document.get(reference, 'TransformParams')) ?? dict({})]
  })
}
