import type { PdfDocument } from '../pdf/document.ts'
import type { PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import type { Page } from '../pdf/pages.ts'
import type { Cover } from './comparison.ts'
import { itemsOf } from './comparison.ts'
import type { Box } from './page-boxes.ts'
import { TextBoxes } from './text-boxes.ts'

/** Annotations that draw nothing of their own over the page. */
const INVISIBLE = ['Link', 'Popup']
/** Touching edges are no cover, in points. */
const TOLERANCE_PT = 0.5

/**
 * What of a page a rectangle lies over: text, or another annotation, signatures above all. A picture may show text, as
 * a scan does; then nobody can tell.
 */
export function coverOf(document: PdfDocument, page: Page, rect: PdfValue): Cover {
  const box = toBox(document, rect)
  if (box === null) return { kind: 'unknown', detail: 'no rectangle' }
  if (box.right - box.left <= 0 || box.top - box.bottom <= 0) return { kind: 'nothing', detail: '' }
  for (const item of itemsOf(document, page.dict.entries.get('Annots'))) {
    const annotation = as('dict', document.resolve(item))
    const subtype = as('name', annotation?.entries.get('Subtype'))?.value ?? ''
    const other = toBox(document, annotation?.entries.get('Rect') ?? null)
    if (INVISIBLE.includes(subtype) || other === null || !overlaps(box, other)) continue
    return { kind: 'content', detail: `annotation ${subtype}` }
  }
  const ink = new TextBoxes(document).of(page)
  if (ink === null) return { kind: 'unknown', detail: 'page content cannot be read' }
  if (ink.text.some((text) => overlaps(box, text))) return { kind: 'content', detail: 'text' }
  return ink.pictures.some((picture) => overlaps(box, picture)) ? { kind: 'unknown', detail: 'picture' } : { kind: 'nothing', detail: '' }
}

/** How much of a page's text a rectangle lies over, from 0 to 1, by area; 0 where the text cannot be read. */
export function textShareUnder(document: PdfDocument, page: Page, rect: PdfValue): number {
  const box = toBox(document, rect)
  const text = box === null ? [] : new TextBoxes(document).of(page)?.text ?? []
  const area = ({ left, right, bottom, top }: Box): number => Math.max(right - left, 0) * Math.max(top - bottom, 0)
  const whole = text.reduce((sum, one) => sum + area(one), 0)
  const under = text.reduce((sum, one) => box === null ? sum : sum + area({
    left: Math.max(one.left, box.left), right: Math.min(one.right, box.right), bottom: Math.max(one.bottom, box.bottom), top: Math.min(one.top, box.top),
  }), 0)
  return whole === 0 ? 0 : under / whole
}

function overlaps(a: Box, b: Box): boolean {
  return a.left + TOLERANCE_PT < b.right && b.left + TOLERANCE_PT < a.right
    && a.bottom + TOLERANCE_PT < b.top && b.bottom + TOLERANCE_PT < a.top
}

function toBox(document: PdfDocument, value: PdfValue): Box | null {
  const [x1, y1, x2, y2] = itemsOf(document, value).map((item) => document.resolve(item))
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') return null
  return { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) }
}
