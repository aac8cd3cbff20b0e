import { rgb, type PDFDocument } from 'pdf-lib'
import qrcode from 'qrcode-generator'
import { MARGIN } from './notice-measures.ts'
import { drawAt, type Faces } from './typeset.ts'

/** Inside the bottom margin, so that it takes no room from the text. */
const SIDE_PT = 50
const BOTTOM_PT = 5
/** White around the code, in modules, without which readers may not find it. Source: ISO/IEC 18004. */
const QUIET_MODULES = 4
const CAPTION_SIZE = 8

/** The dark modules of a QR code with medium error correction, row by row. */
export function qrModules(text: string): boolean[][] {
  const code = qrcode(0, 'M')
  code.addData(text, 'Byte')
  code.make()
  const count = code.getModuleCount()
  return Array.from({ length: count }, (_row, y) => Array.from({ length: count }, (_cell, x) => code.isDark(y, x)))
}

/** Where everybody may verify the signatures, as a code to photograph and as an address to type, on the last page. */
export function drawVerificationMark(pdf: PDFDocument, faces: Faces, url: string): void {
  const page = pdf.getPage(pdf.getPageCount() - 1)
  const modules = qrModules(url)
  const modulePt = SIDE_PT / (modules.length + 2 * QUIET_MODULES)
  const runs = modules.flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`))
  page.drawSvgPath(runs.join(''), {
    x: MARGIN.leftPt + QUIET_MODULES * modulePt, y: BOTTOM_PT + SIDE_PT - QUIET_MODULES * modulePt, scale: modulePt, borderWidth: 0, color: rgb(0, 0, 0),
  })
  drawAt(page, faces.regular, 'Kiểm tra chữ ký số tại:', MARGIN.leftPt + SIDE_PT + 4, BOTTOM_PT + SIDE_PT / 2 + 3, CAPTION_SIZE)
  drawAt(page, faces.regular, url, MARGIN.leftPt + SIDE_PT + 4, BOTTOM_PT + SIDE_PT / 2 - 8, CAPTION_SIZE)
}

/** Dark modules that lie side by side are drawn as one. */
function runsOf(row: readonly boolean[]): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = []
  row.forEach((isDark, x) => {
    const last = runs.at(-1)
    if (isDark && last !== undefined && last.x + last.length === x) last.length += 1
    else if (isDark) runs.push({ x, length: 1 })
  })
  return runs
}
