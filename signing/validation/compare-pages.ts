import type { PdfDict } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'
import type { Page } from '../pdf/pages.ts'
import { readPages } from '../pdf/pages.ts'
import type { NewWidget } from './compare-fields.ts'
import type { Comparison, Cover } from './comparison.ts'
import { appendedItems, differingKeys, explainPart, isRewritten, itemsOf } from './comparison.ts'
import { invalid } from './verdict.ts'
import { coverOf } from './widget-cover.ts'

/** Pages may gain the widgets of new signature fields, nothing else. What such a widget covers is noted. */
export function comparePages(comparison: Comparison, widgets: NewWidget[]): void {
  const { before, after, revision } = comparison
  const pages = readPages(before)
  const places = new Map<number, Page[]>(widgets.map(({ ref }) => [ref.number, []]))
  for (const page of pages) {
    const annotations = as('ref', page.dict.entries.get('Annots'))
    const isTouched = revision.objects.has(page.ref.number) || (annotations !== null && revision.objects.has(annotations.number))
    if (isTouched) comparePage(comparison, page, after.requireDict(page.ref), places)
  }
  for (const { name, ref, dict, isTimestamp } of widgets) {
    const named = as('ref', dict.entries.get('P'))
    const on = pages.filter((page) => page.ref.number === named?.number || places.get(ref.number)?.includes(page) === true)
    const covers = worstCover(on.map((page) => coverOf(before, page, after.get(dict, 'Rect'))))
    comparison.changes.push({ kind: 'field_added', field: name, isTimestamp, covers })
  }
}

function comparePage(comparison: Comparison, page: Page, next: PdfDict, places: Map<number, Page[]>): void {
  const { before, after } = comparison
  const others = differingKeys(page.dict, next).filter((key) => key !== 'Annots')
  if (others.length > 0) {
    throw invalid(others.includes('AA') ? 'FORBIDDEN_OBJECT_ADDED' : 'CONTENT_CHANGED_AFTER_SIGNING', `page ${others.join(' ')}`)
  }
  const [was, is] = [page.dict.entries.get('Annots'), next.entries.get('Annots')]
  const added = appendedItems(itemsOf(before, was), itemsOf(after, is))
  if (added === null) throw invalid('CONTENT_CHANGED_AFTER_SIGNING', 'annotations of a page')
  for (const item of added) {
    const place = places.get(as('ref', item)?.number ?? -1)
    if (place === undefined) throw invalid('FORBIDDEN_OBJECT_ADDED', 'annotation')
    place.push(page)
  }
  if (isRewritten(comparison, page.ref.number)) comparison.explained.add(page.ref.number)
  explainPart(comparison, was, is)
}

function worstCover(covers: Cover[]): Cover {
  return covers.find(({ kind }) => kind === 'content') ?? covers.find(({ kind }) => kind === 'unknown') ?? { kind: 'nothing', detail: '' }
}
