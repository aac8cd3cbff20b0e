import { cleanText } from '#server/kernel/clean-text.ts'

/** What a document is to the product. A notice is made here; a paper is brought by somebody. */
export type DocumentKind = 'paper' | 'conclusion_notice'

export const PDF_MEDIA_TYPE = 'application/pdf'
export const TITLE_CHARS_MAX = 500
export const FILE_NAME_CHARS_MAX = 255

/** A file whose bytes already lie in the file store and were found to be a sound PDF. */
export interface StoredPdf {
  /** SHA-256 of the bytes, hex. */
  hash: string
  sizeBytes: number
  fileName: string
  pageCount: number
}

/**
 * The title a paper gets from its file name: without folder and ending, in composed form. Files from macOS carry
 * decomposed Vietnamese ("e" + two marks), which neither sorts nor searches like what people type.
 */
export function titleFromFileName(fileName: string): string {
  const name = cleanFileName(fileName)
  const bare = name.replace(/\.pdf$/i, '').trim()
  return (bare === '' ? name : bare).slice(0, TITLE_CHARS_MAX)
}

/** A name fit for a download header and a file system: last part of the path, composed, nothing unseen in it. */
export function cleanFileName(fileName: string): string {
  const bare = fileName.normalize('NFC').replace(/^.*[/\\]/s, '').replace(/\p{Cc}/gu, '').trim()
  // Cleaned when it is short enough: the cut may go through the middle of a character.
  const clean = cleanText(bare.slice(-FILE_NAME_CHARS_MAX)).trim()
  return clean === '' ? 'document.pdf' : clean
}

/** Who may be given the right to read. A unit means whoever holds a position in it. */
export interface Grantee {
  kind: 'user' | 'org_unit'
  id: string
}
