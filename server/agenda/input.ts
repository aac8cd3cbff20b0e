import { z } from 'zod'
import { TITLE_CHARS_MAX as DOCUMENT_TITLE_CHARS_MAX } from '#server/documents/document.ts'
import { StoredPdf } from '#server/documents/input.ts'
import { ITEM_MINUTES_MAX, ITEMS_MAX, PRESENTER_CHARS_MAX, TITLE_CHARS_MAX } from './agenda.ts'

const id = z.uuid()
const line = (charsMax: number) => z.string().trim().normalize('NFC').max(charsMax)
const whole = (max: number) => z.coerce.number<number | string>().int().min(1).max(max)
/** The state of the meeting that the edit was made on; without it the edit is made on whatever is there. */
const revision = whole(Number.MAX_SAFE_INTEGER).optional()

const item = {
  title: line(TITLE_CHARS_MAX).min(1),
  /** Null: nobody with an account. */
  presenterId: id.nullable().optional(),
  presenterName: line(PRESENTER_CHARS_MAX).optional(),
  minutesPlanned: whole(ITEM_MINUTES_MAX).optional(),
}

export const AddItem = z.object({ ...item, meetingId: id, revision })
export type AddItem = z.output<typeof AddItem>

/** What is left out stays. */
export const ChangeItem = z.object({ ...item, title: item.title.optional(), itemId: id, revision })
export type ChangeItem = z.output<typeof ChangeItem>

export const MoveItem = z.object({ itemId: id, position: whole(ITEMS_MAX), revision })
export type MoveItem = z.output<typeof MoveItem>

export const RemoveItem = z.object({ itemId: id, revision })
export type RemoveItem = z.output<typeof RemoveItem>

export const AttachPaper = z.object({
  itemId: id,
  /** Left out: the file's name says it. */
  title: line(DOCUMENT_TITLE_CHARS_MAX).optional(),
  file: StoredPdf,
})
export type AttachPaper = z.output<typeof AttachPaper>

export const DetachPaper = z.object({ paperId: id })
export type DetachPaper = z.output<typeof DetachPaper>

export const OpenItem = z.object({ itemId: id })
export type OpenItem = z.output<typeof OpenItem>
