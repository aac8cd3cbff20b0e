import { randomBytes } from 'node:crypto'
import { PDFDocument, PDFName, StandardFonts } from 'pdf-lib'

/** A paper as offices scan and write them: text on every page and noise that does not compress. */
export async function makePaper({ pages, images, sizeBytes }: { pages: number; images: number; sizeBytes: number }): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  const side = Math.floor(Math.sqrt(sizeBytes / images / 3))
  for (let number = 0; number < pages; number++) {
    const page = document.addPage([595, 842])
    for (let line = 0; line < 30; line++) page.drawText(`${number}.${line} Thong bao ket luan cuoc hop giao ban`, { x: 60, y: 780 - line * 22, size: 12, font })
    if (number % Math.ceil(pages / images) !== 0) continue
    const image = document.context.register(document.context.stream(randomBytes(side * side * 3), {
      Type: 'XObject', Subtype: 'Image', Width: side, Height: side, ColorSpace: 'DeviceRGB', BitsPerComponent: 8,
    }))
    page.node.setXObject(PDFName.of('Noise'), image)
  }
  return document.save({ useObjectStreams: false })
}
