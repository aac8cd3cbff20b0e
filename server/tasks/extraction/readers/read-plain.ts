import { UnreadableDocument } from './unreadable.ts'

/** More of these in a text than one in this many characters, and it is no text. */
const CONTROL_SHARE = 1000

/**
 * Decodes UTF-8 or, by its mark, UTF-16.
 *
 * @throws UnreadableDocument not_text
 */
export function readPlain(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableDocument('not_text')
  }
  const controls = [...text].filter((char) => char < '\t' || (char > '\r' && char < ' ')).length
  if (controls * CONTROL_SHARE > text.length) throw new UnreadableDocument('not_text')
  return text
}
