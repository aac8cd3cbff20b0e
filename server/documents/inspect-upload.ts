import { Refusal, type RefusalStatus } from '#server/kernel/refusal.ts'
import { PDF_BYTES_MAX } from '#signing/pdf/document.ts'
import { inspectPdf } from '#signing/pdf/inspect-pdf.ts'
import { isSigningError } from '#signing/signing-error.ts'
import { cleanFileName } from './document.ts'

/** Media type wrong: 415; too big: 413; the right kind but unusable: 422. */
const REFUSED: Readonly<Record<string, { code: string; status: RefusalStatus }>> = {
  'pdf.not_pdf': { code: 'document.not_pdf', status: 415 },
  'pdf.encrypted': { code: 'document.encrypted', status: 422 },
  'pdf.broken': { code: 'document.broken', status: 422 },
  'pdf.too_large': { code: 'document.too_large', status: 413 },
}

/**
 * Looks at an uploaded file before anything about it is written: whatever it is called, it must be a PDF that opens
 * without a password. `fileName` goes into the sentence, so that a person who sent ten files knows which one.
 *
 * @throws Refusal document.not_pdf, document.encrypted, document.broken, document.too_large
 */
export function inspectUpload(bytes: Uint8Array, fileName: string, bytesMax = PDF_BYTES_MAX): { pageCount: number } {
  const name = cleanFileName(fileName)
  if (bytes.length > bytesMax) throw tooLarge(name, bytesMax)
  const pageCount = countPages(bytes, name, bytesMax)
  if (pageCount < 1) throw new Refusal('document.broken', { fileName: name }, 422)
  return { pageCount }
}

/** The refusal of an upload above the limit; the door uses it while the bytes still stream in. */
export function tooLarge(fileName: string, bytesMax: number): Refusal {
  return new Refusal('document.too_large', { fileName, maxMb: Math.floor(bytesMax / 1_000_000) }, 413)
}

function countPages(bytes: Uint8Array, fileName: string, bytesMax: number): number {
  try {
    return inspectPdf(bytes, { sizeBytesMax: bytesMax }).pageCount
  } catch (thrown) {
    const refused = isSigningError(thrown) ? REFUSED[thrown.code] : undefined
    if (refused === undefined) throw thrown
    throw new Refusal(refused.code, { fileName, maxMb: Math.floor(bytesMax / 1_000_000) }, refused.status)
  }
}
