import { degrees } from 'pdf-lib'
import type { PDFFont, PDFPage, RGB } from 'pdf-lib'
import type { SizePt } from './draw-appearance.ts'

/** One flowing stroke in a box of 100 by 40, y downwards; nobody's handwriting. */
const STROKE = 'M4 28 C10 6 20 2 22 12 C24 24 12 34 14 26 C17 15 32 12 34 20 C36 28 27 32 28 25 C30 16 42 14 43 22'
  + ' C44 29 50 18 54 17 C59 16 53 28 58 27 C64 26 66 14 71 16 C75 18 69 28 75 26 C82 23 88 14 97 10'
const FLOURISH = 'M10 35 C34 31 66 30 92 33'
const STROKE_BOX = { width: 100, height: 40 }

/** A drawn signature in the given ink, marked DEMO, fitted into the room above `bottomPt`. */
export function drawDemoSignature(
  page: PDFPage, font: PDFFont, name: string, room: SizePt, bottomPt: number, ink: RGB,
): void {
  const label = `DEMO · ${name}`
  const labelSize = Math.min(7, room.heightPt * 0.16, (room.widthPt - 4) / font.widthOfTextAtSize(label, 1))
  const strokeHeight = room.heightPt - labelSize * 1.4
  const scale = Math.min(room.widthPt / STROKE_BOX.width, strokeHeight / STROKE_BOX.height)
  const left = (room.widthPt - STROKE_BOX.width * scale) / 2
  const top = bottomPt + room.heightPt - (strokeHeight - STROKE_BOX.height * scale) / 2
  page.drawSvgPath(STROKE, { x: left, y: top, scale, borderColor: ink, borderWidth: 1.5 })
  page.drawSvgPath(FLOURISH, { x: left, y: top, scale, borderColor: ink, borderWidth: 0.8 })
  const width = font.widthOfTextAtSize(label, labelSize)
  page.drawText(label, { x: (room.widthPt - width) / 2, y: bottomPt + labelSize * 0.3, size: labelSize, font, color: ink })
}

/**
 * A round seal: two rings, the organisation along the upper arc, "không có giá trị pháp lý" along the lower one and DEMO in the middle.
 * Has no coat of arms and no star, so that nobody takes it for an agency's seal.
 */
export function drawDemoSeal(
  page: PDFPage, font: PDFFont, organisation: string, room: SizePt, bottomPt: number, ink: RGB,
): void {
  const radius = Math.min(room.widthPt, room.heightPt) / 2 - 1
  const centre = { x: room.widthPt / 2, y: bottomPt + room.heightPt / 2 }
  page.drawCircle({ ...centre, size: radius, borderColor: ink, borderWidth: radius * 0.045 })
  page.drawCircle({ ...centre, size: radius * 0.64, borderColor: ink, borderWidth: radius * 0.018 })
  drawOnArc(page, font, organisation.toLocaleUpperCase('vi'), { centre, radius: radius * 0.74, ink, side: 'upper', sizePt: radius * 0.17 })
  drawOnArc(page, font, 'KHÔNG CÓ GIÁ TRỊ PHÁP LÝ', { centre, radius: radius * 0.87, ink, side: 'lower', sizePt: radius * 0.12 })

  const size = radius * 0.36
  const width = font.widthOfTextAtSize('DEMO', size)
  page.drawText('DEMO', { x: centre.x - width / 2, y: centre.y - size * 0.33, size, font, color: ink })
}

interface Arc {
  centre: { x: number; y: number }
  radius: number
  ink: RGB
  side: 'upper' | 'lower'
  sizePt: number
}

/** Sets letters one by one along a circle, upright when read from its centre (upper) or towards it (lower). */
function drawOnArc(page: PDFPage, font: PDFFont, text: string, { centre, radius, ink, side, sizePt }: Arc): void {
  const spread = side === 'upper' ? (Math.PI * 7) / 6 : (Math.PI * 2) / 3
  const size = Math.min(sizePt, (spread * radius) / font.widthOfTextAtSize(text, 1))
  const turn = side === 'upper' ? -1 : 1
  const middle = side === 'upper' ? Math.PI / 2 : -Math.PI / 2
  let angle = middle - (turn * font.widthOfTextAtSize(text, size)) / radius / 2
  for (const letter of text) {
    const step = (turn * font.widthOfTextAtSize(letter, size)) / radius
    // The letter's baseline starts where its arc starts; it leans along the arc's middle.
    const lean = angle + step / 2 + (turn * Math.PI) / 2
    page.drawText(letter, {
      x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle),
      size, font, color: ink, rotate: degrees((lean * 180) / Math.PI),
    })
    angle += step
  }
}
