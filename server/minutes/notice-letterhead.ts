import type { PDFPage } from 'pdf-lib'
import { A4, COLUMNS, contentWidthPt, MARGIN } from './notice-measures.ts'
import { padded } from './notice.ts'
import type { NoticeSheet } from './notice-sheet.ts'
import { breakLines, drawCentred, drawRule, widthOf, type Face, type Faces } from './typeset.ts'

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const MOTTO = 'Độc lập - Tự do - Hạnh phúc'

/**
 * Issuing body and number on the left, nation, motto, place and date on the right, then the title. Returns the height
 * at which the text begins.
 */
export function drawLetterhead(page: PDFPage, faces: Faces, sheet: NoticeSheet): number {
  const firstPt = A4.heightPt - MARGIN.topPt - 12
  const leftPt = drawIssuer(page, faces, sheet, firstPt)
  drawNation(page, faces, firstPt)

  const linePt = Math.min(leftPt, firstPt - 17) - 27
  drawCentred(page, faces.regular, numberLine(sheet), COLUMNS.leftCentrePt, linePt, 13)
  drawCentred(page, faces.italic, dateLine(sheet), COLUMNS.rightCentrePt, linePt, fitted(faces.italic, dateLine(sheet), 14, COLUMNS.rightWidthPt))
  return drawTitle(page, faces, sheet, linePt - 38)
}

/** "Số: 12/TB-UBND"; in a draft the place for the number stays open. */
export function numberLine({ number, symbol }: Pick<NoticeSheet, 'number' | 'symbol'>): string {
  return `Số: ${number === null ? '      ' : padded(number)}/TB-${symbol}`
}

/** Days below ten and the months January and February are padded, so that nothing can be written before them. */
export function dateLine({ placeName, issuedOn }: Pick<NoticeSheet, 'placeName' | 'issuedOn'>): string {
  const [year = '', month = '', day = ''] = issuedOn?.split('-') ?? []
  const date = issuedOn === null
    ? 'ngày       tháng       năm'
    : `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
  return placeName === '' ? date : `${placeName}, ${date}`
}

/** "UBND tỉnh Hồng Lam" → two lines in full; other bodies on as many lines as they need. */
export function bodyLines(name: string): string[] {
  const full = name.normalize('NFC').replace(/^UBND(?=\s)/u, 'Ủy ban nhân dân').replace(/^HĐND(?=\s)/u, 'Hội đồng nhân dân')
  const caps = full.toLocaleUpperCase('vi')
  const council = /^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s+(.+)$/u.exec(caps)
  return council === null ? [caps] : [council[1] ?? '', council[2] ?? '']
}

/** On one line when it fits there, else cut where the body's own name ends. */
function parentLines(face: Face, name: string): string[] {
  const lines = bodyLines(name)
  const whole = lines.join(' ')
  return widthOf(face, whole, 13) <= COLUMNS.leftWidthPt ? [whole] : lines
}

function drawIssuer(page: PDFPage, faces: Faces, { parentBody, issuingBody }: NoticeSheet, firstPt: number): number {
  const wrap = (face: Face, lines: string[]) =>
    lines.flatMap((line) => breakLines(face, line, 13, COLUMNS.leftWidthPt).map(({ words }) => words.join(' ')))
  // Only a body under a parent shows it; a provincial committee stands alone.
  const above = parentBody === null ? [] : wrap(faces.regular, parentLines(faces.regular, parentBody))
  const own = wrap(faces.bold, bodyLines(issuingBody))
  let yPt = firstPt
  for (const [index, line] of [...above, ...own].entries()) {
    drawCentred(page, index < above.length ? faces.regular : faces.bold, line, COLUMNS.leftCentrePt, yPt, 13)
    yPt -= 16
  }
  const rulePt = widthOf(faces.bold, own.at(-1) ?? '', 13) / 4
  drawRule(page, COLUMNS.leftCentrePt - rulePt, COLUMNS.leftCentrePt + rulePt, yPt + 9)
  return yPt + 16
}

function drawNation(page: PDFPage, faces: Faces, firstPt: number): void {
  const sizePt = fitted(faces.bold, NATION, 13, COLUMNS.rightWidthPt)
  drawCentred(page, faces.bold, NATION, COLUMNS.rightCentrePt, firstPt, sizePt)
  drawCentred(page, faces.bold, MOTTO, COLUMNS.rightCentrePt, firstPt - 17, 14)
  // The rule under the motto is as long as the motto.
  const halfPt = widthOf(faces.bold, MOTTO, 14) / 2
  drawRule(page, COLUMNS.rightCentrePt - halfPt, COLUMNS.rightCentrePt + halfPt, firstPt - 23.5)
}

function drawTitle(page: PDFPage, faces: Faces, { subject }: NoticeSheet, titlePt: number): number {
  const centrePt = MARGIN.leftPt + contentWidthPt / 2
  drawCentred(page, faces.bold, 'THÔNG BÁO', centrePt, titlePt, 14)
  let yPt = titlePt
  const lines = subjectLines(faces.bold, subject)
  for (const line of lines) {
    yPt -= 18
    drawCentred(page, faces.bold, line, centrePt, yPt, 14)
  }
  const halfPt = subjectRulePt(lines.map((line) => widthOf(faces.bold, line, 14))) / 2
  drawRule(page, centrePt - halfPt, centrePt + halfPt, yPt - 9)
  return yPt - 24
}

/** Length of the rule under the subject: a third to a half of its line (Decree 30/2020/NĐ-CP, annex I), here of the longest. */
export function subjectRulePt(lineWidthsPt: readonly number[]): number {
  return Math.max(0, ...lineWidthsPt) * 0.4
}

/** A word that leans on the next: a line that ends with it reads as if something were missing. */
const LEANING = /^(?:UBND|HĐND|ủy|ban|nhân|hội|đồng|phó|chủ|bí|thường|sở|thành|tháng|năm|ngày|số|quý|lần|và|của|về|tại)$/iu

/** No more lines than needed, none ending on a word that leans on the next where that can be helped, of nearly the same length. */
export function subjectLines(face: Face, text: string): string[] {
  const widthPt = contentWidthPt * 0.9
  let best = breakLines(face, text, 14, widthPt)
  const badnessOf = (lines: typeof best) => lines.slice(0, -1).filter(({ words }) => LEANING.test(words.at(-1) ?? '')).length
  for (let narrowPt = widthPt - 6; narrowPt > widthPt * 0.6; narrowPt -= 6) {
    const narrower = breakLines(face, text, 14, narrowPt)
    if (narrower.length > best.length) break
    if (badnessOf(narrower) <= badnessOf(best)) best = narrower
  }
  return best.map(({ words }) => words.join(' '))
}

function fitted(face: Face, text: string, sizePt: number, widthPt: number): number {
  return Math.min(sizePt, (widthPt / widthOf(face, text, sizePt)) * sizePt)
}
