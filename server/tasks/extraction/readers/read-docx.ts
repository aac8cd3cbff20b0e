import { htmlToText } from './html-to-text.ts'
import { UnreadableDocument } from './unreadable.ts'

/**
 * The text of a DOCX file: a paragraph a line, numbers of lists written out, cells of tables parted by tabs.
 *
 * @throws UnreadableDocument broken
 */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import('mammoth')
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // Pictures of signatures and seals would be written into the text as data.
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer }, { convertImage })
    return htmlToText(value)
  } catch {
    throw new UnreadableDocument('broken')
  }
}
