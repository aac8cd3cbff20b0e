import { Refusal } from '#server/kernel/refusal.ts'

export const TITLE_CHARS_MAX = 500
export const PRESENTER_CHARS_MAX = 200
export const ITEMS_MAX = 100
export const PAPERS_PER_ITEM_MAX = 50
/** One item longer than a working day is a slip of the finger. */
export const ITEM_MINUTES_MAX = 480
export const ITEM_MINUTES_DEFAULT = 15

/**
 * The order after `itemId` was dropped at `position` (1-based). A place beyond the end means the end: the list may
 * have become shorter while the item was being dragged.
 */
export function moved(order: readonly string[], itemId: string, position: number): string[] {
  const others = order.filter((id) => id !== itemId)
  const index = Math.min(Math.max(position, 1), order.length) - 1
  return [...others.slice(0, index), itemId, ...others.slice(index)]
}

/** @throws Refusal agenda.too_many_items */
export function assertRoomForItem(count: number): void {
  if (count >= ITEMS_MAX) throw new Refusal('agenda.too_many_items', { max: ITEMS_MAX }, 422)
}

/** @throws Refusal agenda.too_many_papers */
export function assertRoomForPaper(count: number): void {
  if (count >= PAPERS_PER_ITEM_MAX) throw new Refusal('agenda.too_many_papers', { max: PAPERS_PER_ITEM_MAX }, 422)
}
