import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfValue } from '../pdf/objects.ts'
import { as } from '../pdf/objects.ts'

/** How far each code moves on, in parts of the font's size. */
export interface FontWidths {
  bytesPerCode: 1 | 2
  /** Its letters are content streams of their own (Type 3), which may draw anything. */
  isDrawn: boolean
  widthOf(code: number): number
}

/** For fonts that every reader brings along and that carry no widths: as wide as their widest common letters. */
const WITHOUT_WIDTHS = 0.75

/** Source: ISO 32000-2, 9.6.2 (simple fonts), 9.6.4 (Type 3), 9.7.4.3 (composite fonts). */
export function readFontWidths(document: PdfDocument, font: PdfDict): FontWidths {
  const subtype = as('name', document.get(font, 'Subtype'))?.value
  return subtype === 'Type0' ? compositeWidths(document, font) : simpleWidths(document, font, subtype === 'Type3')
}

function simpleWidths(document: PdfDocument, font: PdfDict, isType3: boolean): FontWidths {
  const widths = as('array', document.get(font, 'Widths'))?.items.map((item) => document.resolve(item))
  const first = document.get(font, 'FirstChar')
  const descriptor = as('dict', document.get(font, 'FontDescriptor'))
  const missing = descriptor === null ? null : document.get(descriptor, 'MissingWidth')
  const scale = isType3 ? numberOr(as('array', document.get(font, 'FontMatrix'))?.items[0], 0.001) : 0.001
  const widthOf = (code: number): number => {
    if (widths === undefined) return WITHOUT_WIDTHS
    return Math.abs(numberOr(widths[code - numberOr(first, 0)], numberOr(missing, 0)) * scale)
  }
  return { bytesPerCode: 1, isDrawn: isType3, widthOf }
}

function compositeWidths(document: PdfDocument, font: PdfDict): FontWidths {
  const [item] = as('array', document.get(font, 'DescendantFonts'))?.items ?? []
  const descendant = as('dict', document.resolve(item))
  const known = new Map<number, number>()
  const list = as('array', descendant === null ? null : document.get(descendant, 'W'))?.items.map((entry) => document.resolve(entry)) ?? []
  for (let at = 0; at + 1 < list.length;) {
    const [start, next] = [numberOr(list[at], 0), list[at + 1]]
    const several = as('array', next)
    if (several !== null) {
      several.items.forEach((width, index) => known.set(start + index, numberOr(document.resolve(width), 1000)))
      at += 2
    } else {
      const end = Math.min(numberOr(next, start), start + 65_535)
      document.budget.spend(Math.max(end - start, 0) * 32)
      for (let code = start; code <= end; code++) known.set(code, numberOr(list[at + 2], 1000))
      at += 3
    }
  }
  const fallback = numberOr(descendant === null ? null : document.get(descendant, 'DW'), 1000)
  return { bytesPerCode: 2, isDrawn: false, widthOf: (code) => (known.get(code) ?? fallback) / 1000 }
}

function numberOr(value: PdfValue | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback
}
