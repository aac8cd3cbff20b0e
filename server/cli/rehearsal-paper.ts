import { PDFDocument } from 'pdf-lib'
import { assertDrawable, cachingFontkit } from '#signing/appearance/drawable.ts'
import { loadVietnameseFont } from '#signing/appearance/vietnamese-font.ts'

const A4_PT: [number, number] = [595.28, 841.89]
const PAGES = [
  ['BÁO CÁO', 'Tình hình thực hiện nhiệm vụ (tài liệu diễn tập)', '1. Kết quả đạt được', '2. Tồn tại, hạn chế'],
  ['Phụ lục', '3. Phương hướng, nhiệm vụ và giải pháp'],
]

/** A paper of two pages to draw on. */
export async function makePaper(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.registerFontkit(cachingFontkit)
  const font = await document.embedFont(loadVietnameseFont('regular'), { subset: true })
  for (const lines of PAGES) {
    const page = document.addPage(A4_PT)
    lines.forEach((line, index) => page.drawText(assertDrawable(line), { x: 85, y: 760 - index * 26, size: 14, font }))
  }
  return document.save()
}
