import { SigningError } from '../signing-error.ts'
import type { PdfDocument } from './document.ts'
import type { PdfDict, PdfRef, PdfValue } from './objects.ts'
import { as } from './objects.ts'
import { VALUE_UNITS } from './work-budget.ts'

/** A page's visible box in points of 1/72 inch, before its rotation is applied. */
export interface PageSize {
  widthPt: number
  heightPt: number
  /** Clockwise, in degrees. */
  rotation: 0 | 90 | 180 | 270
}

/** Left, bottom, right, top in points, y upwards. */
export interface PageBox { leftPt: number; bottomPt: number; rightPt: number; topPt: number }

export interface Page { ref: PdfRef; dict: PdfDict; box: PageBox; rotation: PageSize['rotation'] }

const PAGES_MAX = 20_000
const TREE_DEPTH_MAX = 100
/** The four attributes a page inherits. Source: ISO 32000-2, 7.7.3.4. */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate']

/**
 * All pages in order.
 *
 * @throws SigningError pdf.broken for a tree with loops, without pages, or with a page that has no size
 */
export function readPages(document: PdfDocument): Page[] {
  const pages = takePages(document, PAGES_MAX + 1)
  if (pages.length > PAGES_MAX) throw new SigningError('pdf.too_large', 'pages')
  if (pages.length === 0) throw new SigningError('pdf.broken', 'no pages')
  return pages
}

/** One page, from 0, or null when there are not so many; reads no page after it. @throws SigningError pdf.broken */
export function readPage(document: PdfDocument, index: number): Page | null {
  return takePages(document, index + 1)[index] ?? null
}

/** How a page is turned, the value inherited included; 0 when the reference leads nowhere. */
export function rotationOfPage(document: PdfDocument, page: PdfValue | undefined): PageSize['rotation'] {
  let node = as('dict', document.resolve(page))
  for (let depth = 0; node !== null && depth <= TREE_DEPTH_MAX; depth++) {
    if (node.entries.has('Rotate')) return readRotation(document, node.entries)
    node = as('dict', document.get(node, 'Parent'))
  }
  return 0
}

function takePages(document: PdfDocument, countMax: number): Page[] {
  const pages: Page[] = []
  const visited = new Set<number>()
  walk(document.catalog.entries.get('Pages'), new Map(), 0)
  return pages

  function walk(node: PdfValue | undefined, inherited: Map<string, PdfValue>, depth: number): void {
    if (pages.length >= countMax) return
    const reference = as('ref', node)
    if (reference === null || visited.has(reference.number) || depth > TREE_DEPTH_MAX) {
      throw new SigningError('pdf.broken', 'page tree')
    }
    visited.add(reference.number)
    document.budget.spend(VALUE_UNITS)
    const dict = document.requireDict(reference)
    const attributes = new Map(inherited)
    for (const key of INHERITED) {
      const own = dict.entries.get(key)
      if (own !== undefined) attributes.set(key, own)
    }
    const kids = as('array', document.get(dict, 'Kids'))
    if (kids !== null && as('name', document.get(dict, 'Type'))?.value !== 'Page') {
      for (const kid of kids.items) walk(kid, attributes, depth + 1)
      return
    }
    pages.push({ ref: reference, dict, box: readBox(document, attributes), rotation: readRotation(document, attributes) })
  }
}

function readBox(document: PdfDocument, attributes: Map<string, PdfValue>): PageBox {
  const media = toBox(document, attributes.get('MediaBox'))
  if (media === null) throw new SigningError('pdf.broken', 'page without a size')
  const crop = toBox(document, attributes.get('CropBox')) ?? media
  const visible = {
    leftPt: Math.max(media.leftPt, crop.leftPt),
    bottomPt: Math.max(media.bottomPt, crop.bottomPt),
    rightPt: Math.min(media.rightPt, crop.rightPt),
    topPt: Math.min(media.topPt, crop.topPt),
  }
  return visible.leftPt < visible.rightPt && visible.bottomPt < visible.topPt ? visible : media
}

function toBox(document: PdfDocument, value: PdfValue | undefined): PageBox | null {
  const numbers = as('array', document.resolve(value))?.items.map((item) => document.resolve(item))
  const [x1, y1, x2, y2] = numbers ?? []
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') return null
  if (x1 === x2 || y1 === y2) return null
  return { leftPt: Math.min(x1, x2), bottomPt: Math.min(y1, y2), rightPt: Math.max(x1, x2), topPt: Math.max(y1, y2) }
}

function readRotation(document: PdfDocument, attributes: Map<string, PdfValue>): PageSize['rotation'] {
  const value = document.resolve(attributes.get('Rotate'))
  if (typeof value !== 'number') return 0
  const turned = ((value % 360) + 360) % 360
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0
}
