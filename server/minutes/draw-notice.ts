import { Refusal } from '#server/kernel/refusal.ts'
import { isSigningError } from '#signing/signing-error.ts'
import { noticePdf, type DrawnNotice } from './notice-pdf.ts'
import type { NoticeSheet } from './notice-sheet.ts'

/** Draws the sheet; a letter the typeface lacks is told to the person who wrote it. @throws Refusal notice.missing_glyph */
export async function drawNotice(sheet: NoticeSheet, madeAt: Date): Promise<DrawnNotice> {
  try {
    return await noticePdf(sheet, madeAt)
  } catch (thrown) {
    if (isSigningError(thrown) && thrown.code === 'appearance.missing_glyph') {
      throw new Refusal('notice.missing_glyph', { character: thrown.detail }, 422)
    }
    throw thrown
  }
}
