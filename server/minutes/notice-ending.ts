import type { PDFDocument, PDFPage } from 'pdf-lib'
import type { RectPt } from '#signing/pades/add-signature-fields.ts'
import { A4, contentWidthPt, MARGIN, SEAL_PT, SIGNATURE } from './notice-measures.ts'
import type { NoticeSheet } from './notice-sheet.ts'
import { breakLines, drawAt, drawCentred, widthOf, type Faces } from './typeset.ts'

/** Points, origin at the page's bottom left, y upwards. */
export interface SignatureBox {
  pageIndex: number
  rect: RectPt
}

const CAPACITY_LEADING_PT = 18
const ABOVE_SIGNATURE_PT = 12
const RECIPIENT_SIZE = 11
const RECIPIENT_LEADING_PT = 13.5
const recipientsWidthPt = contentWidthPt * 0.44
const signerCentrePt = MARGIN.leftPt + contentWidthPt * 0.74
const signerWidthPt = contentWidthPt * 0.5

/** The height that must be free under the last paragraph: the signature block; a longer list of recipients may go on. */
export function endingHeightPt(faces: Faces, sheet: NoticeSheet): number {
  const capacity = capacityOf(faces, sheet).length * CAPACITY_LEADING_PT
  return 8 + capacity + ABOVE_SIGNATURE_PT + SIGNATURE.heightPt + 26
}

/** Draws "Nơi nhận" on the left and the signature block on the right, from `topPt` down. */
export function drawEnding(
  pdf: PDFDocument,
  page: PDFPage,
  faces: Faces,
  sheet: NoticeSheet,
  topPt: number,
): { leader: SignatureBox; seal: SignatureBox } {
  const pageIndex = pdf.getPageCount() - 1
  let yPt = topPt - 8
  for (const line of capacityOf(faces, sheet)) {
    yPt -= CAPACITY_LEADING_PT
    drawCentred(page, faces.bold, line, signerCentrePt, yPt + 4, 14)
  }
  const bottomPt = yPt - ABOVE_SIGNATURE_PT - SIGNATURE.heightPt
  drawCentred(page, faces.bold, sheet.signerName, signerCentrePt, bottomPt - 20, 14)

  drawRecipients(pdf, page, faces, sheet, topPt - 8)
  const leader = {
    xPt: signerCentrePt - SIGNATURE.widthPt / 2, yPt: bottomPt, widthPt: SIGNATURE.widthPt, heightPt: SIGNATURE.heightPt,
  }
  return { leader: { pageIndex, rect: leader }, seal: { pageIndex, rect: sealOver(leader) } }
}

/** The seal at its real size, upright, over about a third of the signature on its left. Source: Decree 30/2020, article 33. */
export function sealOver(leader: RectPt): RectPt {
  return {
    xPt: leader.xPt + leader.widthPt / 3 - SEAL_PT,
    yPt: leader.yPt + leader.heightPt / 2 - SEAL_PT / 2,
    widthPt: SEAL_PT, heightPt: SEAL_PT,
  }
}

function capacityOf(faces: Faces, { capacityLines }: NoticeSheet): string[] {
  return capacityLines.flatMap((line) =>
    breakLines(faces.bold, line.toLocaleUpperCase('vi').replace(/^(\p{L}+)\.\s*/u, '$1. '), 14, signerWidthPt).map(({ words }) => words.join(' ')))
}

function drawRecipients(pdf: PDFDocument, first: PDFPage, faces: Faces, { recipients }: NoticeSheet, topPt: number): void {
  let page = first
  let yPt = topPt - 15
  drawAt(page, faces.boldItalic, 'Nơi nhận:', MARGIN.leftPt, yPt, 12)
  for (const recipient of recipients) {
    const dashPt = widthOf(faces.regular, '- ', RECIPIENT_SIZE)
    const lines = breakLines(faces.regular, recipient.replace(/^[-–•]\s*/u, ''), RECIPIENT_SIZE, recipientsWidthPt - dashPt)
    // A recipient of two lines is not torn apart.
    if (yPt - lines.length * RECIPIENT_LEADING_PT < MARGIN.bottomPt) {
      page = pdf.addPage([A4.widthPt, A4.heightPt])
      yPt = A4.heightPt - MARGIN.topPt
    }
    for (const [index, { words }] of lines.entries()) {
      yPt -= RECIPIENT_LEADING_PT
      if (index === 0) drawAt(page, faces.regular, '-', MARGIN.leftPt, yPt, RECIPIENT_SIZE)
      drawAt(page, faces.regular, words.join(' '), MARGIN.leftPt + dashPt, yPt, RECIPIENT_SIZE)
    }
  }
}
