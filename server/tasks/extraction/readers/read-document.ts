import { readDocx } from './read-docx.ts'
import { readPdf } from './read-pdf.ts'
import { readPlain } from './read-plain.ts'
import { UnreadableDocument } from './unreadable.ts'

/** Far above any plan with annexes; keeps a mistaken file from filling the memory. */
export const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024

/**
 * The text of a document, told by its first bytes and not by its name: DOCX, PDF with a text layer, or plain text.
 * Cells of tables are parted by tabs.
 *
 * @throws UnreadableDocument
 */
export async function readDocument(bytes: Uint8Array): Promise<string> {
  if (bytes.byteLength > DOCUMENT_BYTES_MAX) throw new UnreadableDocument('too_large')
  const text = await textOf(bytes)
  if (text.trim() === '') throw new UnreadableDocument('empty')
  return text
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const head = String.fromCharCode(...bytes.subarray(0, 1024))
  if (head.startsWith('PK\u0003\u0004')) return readDocx(bytes)
  if (head.includes('%PDF-')) return readPdf(bytes)
  // The old Word format and spreadsheets are compound files.
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) throw new UnreadableDocument('unknown_kind')
  return readPlain(bytes)
}
