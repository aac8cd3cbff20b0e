import { PdfDocument } from './document.ts'
import type { PageSize } from './pages.ts'
import { readPages } from './pages.ts'
import { readSignatureFields } from './signature-fields.ts'

export interface PdfInspection {
  pageCount: number
  pages: PageSize[]
  /** Always false: an encrypted file is refused. Kept so that callers may store the answer as one record. */
  isEncrypted: false
  hasSignatures: boolean
}

/**
 * Opens an uploaded file far enough to know that its structure holds: header, cross-reference sections,
 * page tree, every page's size, form. Page content is not drawn.
 *
 * @throws SigningError pdf.not_pdf, pdf.encrypted, pdf.broken, pdf.too_large
 */
export function inspectPdf(bytes: Uint8Array, { sizeBytesMax }: { sizeBytesMax?: number } = {}): PdfInspection {
  const document = PdfDocument.open(bytes, sizeBytesMax)
  const pages = readPages(document)
  return {
    pageCount: pages.length,
    pages: pages.map(({ box, rotation }) => ({
      widthPt: box.rightPt - box.leftPt, heightPt: box.topPt - box.bottomPt, rotation,
    })),
    isEncrypted: false,
    hasSignatures: readSignatureFields(document).some((field) => field.value !== null),
  }
}
