import { SigningError } from '../signing-error.ts'
import { PdfDocument } from '../pdf/document.ts'
import type { PdfRef } from '../pdf/objects.ts'
import { ref } from '../pdf/objects.ts'
import type { Page } from '../pdf/pages.ts'
import { readPages } from '../pdf/pages.ts'
import { readSignatureFields } from '../pdf/signature-fields.ts'
import type { NewObject } from '../pdf/write-increment.ts'
import { writeIncrement } from '../pdf/write-increment.ts'
import type { RectPt } from './field-objects.ts'
import { changed, formWith, pageWith, widgetOf } from './field-objects.ts'

export type { RectPt } from './field-objects.ts'

export interface SignatureFieldSpec {
  /** Unique in the document, without dots. */
  name: string
  /** From 0. */
  pageIndex: number
  rect: RectPt
}

/**
 * Adds every signature field a document will ever get, empty, before anyone signs. Afterwards a signer only
 * fills a field; whatever else changes is an attack. Done as an incremental update.
 *
 * @throws SigningError pdf.*, signature.already_signed, signature.field_exists, appearance.outside_page
 */
export function addSignatureFields(pdf: Uint8Array, specs: readonly SignatureFieldSpec[]): Uint8Array {
  const document = PdfDocument.open(pdf)
  const existing = readSignatureFields(document)
  if (existing.some((field) => field.value !== null)) throw new SigningError('signature.already_signed')
  const taken = new Set(existing.map((field) => field.name))
  const pages = readPages(document)

  const widgets: NewObject[] = []
  const refsByPage = new Map<Page, PdfRef[]>()
  for (const spec of specs) {
    if (taken.has(spec.name)) throw new SigningError('signature.field_exists', spec.name)
    taken.add(spec.name)
    const page = pages[spec.pageIndex]
    if (page === undefined) throw new SigningError('appearance.outside_page', spec.name)
    const place = ref(document.size + widgets.length)
    widgets.push(changed(place, widgetOf(spec.name, page, spec.rect)))
    refsByPage.set(page, [...(refsByPage.get(page) ?? []), place])
  }
  const changedPages = [...refsByPage].map(([page, refs]) => pageWith(document, page, refs))
  const fieldRefs = widgets.map(({ number }) => ref(number))
  const { tail } = writeIncrement(document, [...widgets, ...changedPages, formWith(document, fieldRefs)])
  return Buffer.concat([pdf, tail])
}
