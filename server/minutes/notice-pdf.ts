import { PDFDocument, type PDFPage } from 'pdf-lib'
import { drawLetterhead } from './notice-letterhead.ts'
import { A4, BODY, contentWidthPt, MARGIN, PAGE_NUMBER_SIZE } from './notice-measures.ts'
import { drawEnding, endingHeightPt, type SignatureBox } from './notice-ending.ts'
import { drawVerificationMark } from './notice-mark.ts'
import type { NoticeSheet } from './notice-sheet.ts'
import { breakLines, drawCentred, drawJustified, embedFaces, type Faces, type Line } from './typeset.ts'

export interface DrawnNotice {
  bytes: Uint8Array
  pageCount: number
  /** Where the leader's signature and the agency's seal go; the seal covers a third of the signature on its left. */
  signatureBoxes: { leader: SignatureBox; seal: SignatureBox }
}

/**
 * Draws a conclusion notice in the form of Decree 30/2020/NĐ-CP, annex I. A paragraph never leaves one line alone on a
 * page, and the signature always has some of the text above it.
 *
 * @throws SigningError appearance.missing_glyph
 */
export async function noticePdf(sheet: NoticeSheet, madeAt: Date): Promise<DrawnNotice> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  describe(pdf, sheet, madeAt)
  const faces = await embedFaces(pdf)
  const flow = new PageFlow(pdf, faces)
  flow.topPt = drawLetterhead(flow.page, faces, sheet)

  for (const paragraph of paragraphsOf(sheet)) flow.paragraph(paragraph)
  const signHeightPt = endingHeightPt(faces, sheet)
  flow.lastParagraph(closingOf(sheet), signHeightPt)
  const signatureBoxes = drawEnding(pdf, flow.page, faces, sheet, flow.topPt)
  numberPages(pdf, faces)
  if (sheet.verificationUrl !== null) drawVerificationMark(pdf, faces, sheet.verificationUrl)
  const bytes = await pdf.save({ useObjectStreams: false, addDefaultPage: false })
  return { bytes, pageCount: pdf.getPageCount(), signatureBoxes }
}

function paragraphsOf({ openingParagraphs, conclusions }: NoticeSheet): string[] {
  const numbered = conclusions.map(([first = '', ...rest], index) => [`${index + 1}. ${first}`, ...rest])
  return [...openingParagraphs, ...numbered.flat()]
}

/** "./." closes the text of an official document. */
function closingOf({ closing }: NoticeSheet): string {
  return `${closing.replace(/[\s.;,/]+$/u, '')}./.`
}

/** The place on the page down to which text has come, and the next page when there is no more room. */
class PageFlow {
  page: PDFPage
  /** Distance from the page's foot down to which it is filled. */
  topPt: number
  private readonly pdf: PDFDocument
  private readonly faces: Faces

  constructor(pdf: PDFDocument, faces: Faces) {
    this.pdf = pdf
    this.faces = faces
    this.page = pdf.addPage([A4.widthPt, A4.heightPt])
    this.topPt = A4.heightPt - MARGIN.topPt
  }

  paragraph(text: string): void {
    const lines = this.lines(text)
    for (let start = 0; start < lines.length;) {
      const count = linesHere(lines.length - start, this.roomLines())
      this.draw(lines.slice(start, start + count))
      start += count
      if (start < lines.length) this.turn()
    }
    this.topPt -= BODY.gapPt
  }

  /** Keeps at least two lines of the paragraph, or all of a short one, on the page with what follows it. */
  lastParagraph(text: string, followingPt: number): void {
    const lines = this.lines(text)
    const neededPt = lines.length * BODY.leadingPt + BODY.gapPt + followingPt
    if (this.topPt - neededPt >= MARGIN.bottomPt || lines.length === 0) return this.paragraph(text)
    const kept = Math.min(lines.length, 2)
    const here = lines.length < 4 ? 0 : Math.min(lines.length - kept, this.roomLines())
    this.draw(lines.slice(0, here < 2 ? 0 : here))
    this.turn()
    this.draw(lines.slice(here < 2 ? 0 : here))
    this.topPt -= BODY.gapPt
  }

  private lines(text: string): Line[] {
    return breakLines(this.faces.regular, text, BODY.sizePt, contentWidthPt, BODY.indentPt)
  }

  private roomLines(): number {
    return Math.max(0, Math.floor((this.topPt - MARGIN.bottomPt) / BODY.leadingPt))
  }

  private draw(lines: readonly Line[]): void {
    for (const line of lines) {
      this.topPt -= BODY.leadingPt
      drawJustified(this.page, this.faces.regular, line, {
        xPt: MARGIN.leftPt, yPt: this.topPt + BODY.descentPt, widthPt: contentWidthPt, sizePt: BODY.sizePt,
      })
    }
  }

  private turn(): void {
    this.page = this.pdf.addPage([A4.widthPt, A4.heightPt])
    this.topPt = A4.heightPt - MARGIN.topPt
  }
}

/** How many of the remaining lines go on this page: never one alone here, never one alone on the next. */
export function linesHere(remaining: number, room: number): number {
  if (remaining <= room) return remaining
  const count = remaining - room === 1 ? room - 1 : room
  return count < 2 ? 0 : count
}

function numberPages(pdf: PDFDocument, faces: Faces): void {
  pdf.getPages().forEach((page, index) => {
    if (index === 0) return
    drawCentred(page, faces.regular, String(index + 1), A4.widthPt / 2, A4.heightPt - MARGIN.topPt * 0.68, PAGE_NUMBER_SIZE)
  })
}

function describe(pdf: PDFDocument, { subject, issuingBody }: NoticeSheet, madeAt: Date): void {
  pdf.setTitle(`Thông báo: ${subject}`.normalize('NFC'), { showInWindowTitleBar: true })
  pdf.setAuthor(issuingBody)
  pdf.setProducer('Nghị Sự')
  pdf.setCreator('Nghị Sự')
  pdf.setLanguage('vi-VN')
  pdf.setCreationDate(madeAt)
  pdf.setModificationDate(madeAt)
}
