import { SigningError } from '../signing-error.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfRef, PdfValue } from '../pdf/objects.ts'
import { array, as, dict, name, textString, withEntries } from '../pdf/objects.ts'
import type { Page } from '../pdf/pages.ts'
import { serialize } from '../pdf/serialize.ts'
import type { NewObject } from '../pdf/write-increment.ts'

/** Points of 1/72 inch in the page's own space: origin bottom left, y upwards, page unrotated (as pdf-lib). */
export interface RectPt { xPt: number; yPt: number; widthPt: number; heightPt: number }

/** Widget flags Print and Locked. Source: ISO 32000-2, 12.5.3. */
const WIDGET_FLAGS = 4 | 128
/** SignaturesExist and AppendOnly. Source: ISO 32000-2, 12.7.3. */
const SIGNATURE_FLAGS = 3

/**
 * The widget of a new signature field. Without a rectangle it leaves no ink. Source: ISO 32000-2, 12.7.5.5.
 *
 * @throws SigningError appearance.outside_page
 */
export function widgetOf(fieldName: string, page: Page, rect: RectPt | null): PdfDict {
  if (rect !== null && !isInside(rect, page)) throw new SigningError('appearance.outside_page', fieldName)
  const { xPt, yPt, widthPt, heightPt } = rect ?? { xPt: 0, yPt: 0, widthPt: 0, heightPt: 0 }
  return dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(fieldName),
    F: WIDGET_FLAGS,
    Rect: array([xPt, yPt, xPt + widthPt, yPt + heightPt]),
    P: page.ref,
  })
}

/** The page with more annotations; a list of annotations that is its own object is changed alone. */
export function pageWith(document: PdfDocument, page: Page, refs: readonly PdfRef[]): NewObject {
  const stored = page.dict.entries.get('Annots')
  const annotations = array([...(as('array', document.resolve(stored))?.items ?? []), ...refs])
  const place = as('ref', stored)
  return place === null ? changed(page.ref, withEntries(page.dict, { Annots: annotations })) : changed(place, annotations)
}

/** The form with more fields: its own object when it has one, otherwise inside the catalog. */
export function formWith(document: PdfDocument, refs: readonly PdfRef[]): NewObject {
  const place = as('ref', document.catalog.entries.get('AcroForm'))
  const form = as('dict', document.get(document.catalog, 'AcroForm')) ?? dict({})
  const fields: PdfValue[] = as('array', document.get(form, 'Fields'))?.items ?? []
  const next = withEntries(form, { Fields: array([...fields, ...refs]), SigFlags: SIGNATURE_FLAGS })
  return place !== null
    ? changed(place, next)
    : changed(document.catalogRef, withEntries(document.catalog, { AcroForm: next }))
}

export function changed({ number, generation }: PdfRef, value: PdfValue): NewObject {
  return { number, generation, body: serialize(value) }
}

function isInside({ xPt, yPt, widthPt, heightPt }: RectPt, { box }: Page): boolean {
  return widthPt > 0 && heightPt > 0 && xPt >= box.leftPt && yPt >= box.bottomPt
    && xPt + widthPt <= box.rightPt && yPt + heightPt <= box.topPt
}
