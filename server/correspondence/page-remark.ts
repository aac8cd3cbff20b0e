import type { PagePoint, PageSize } from '#server/annotations/page-space.ts'
import { Refusal } from '#server/kernel/refusal.ts'

export const REMARKS_MAX = 50
export const REMARK_CHARS_MAX = 1000

/** A remark at a place of a page, from 1; the place as `page-space.ts` counts, whatever way the page is turned. */
export interface PageRemark extends PagePoint {
  page: number
  text: string
}

/**
 * Refuses remarks that say nothing, too much, or stand beside the paper.
 *
 * @throws Refusal remark.too_many, remark.empty, remark.too_long, remark.no_such_page, remark.outside_page
 */
export function assertRemarks(remarks: readonly PageRemark[], pages: readonly PageSize[]): void {
  if (remarks.length > REMARKS_MAX) throw new Refusal('remark.too_many', { max: REMARKS_MAX }, 422)
  for (const [index, { page, xPt, yPt, text }] of remarks.entries()) {
    const number = index + 1
    if (text.trim() === '') throw new Refusal('remark.empty', { number }, 422)
    if (text.length > REMARK_CHARS_MAX) throw new Refusal('remark.too_long', { number, max: REMARK_CHARS_MAX }, 422)
    const size = pages[page - 1]
    if (size === undefined) throw new Refusal('remark.no_such_page', { number, page, count: pages.length }, 422)
    const isInside = xPt >= 0 && yPt >= 0 && xPt <= size.widthPt && yPt <= size.heightPt
    if (!isInside) throw new Refusal('remark.outside_page', { number, page }, 422)
  }
}

/** One line for lists, mails and the trail: what was said of the whole, then each remark with its page, cut at `charsMax`. */
export function returnWords(reason: string, remarks: readonly PageRemark[], wordsOf: (remark: PageRemark) => string, charsMax: number): string {
  const whole = [reason.trim(), ...remarks.map(wordsOf)].filter((part) => part !== '').join('; ')
  return whole.length <= charsMax ? whole : `${whole.slice(0, charsMax - 1)}…`
}
