import fontkit from '@pdf-lib/fontkit'
import { SigningError } from '../signing-error.ts'
import type { FontStyle } from './vietnamese-font.ts'
import { loadVietnameseFont } from './vietnamese-font.ts'

type ParsedFont = ReturnType<typeof fontkit.create>

const parsed = new WeakMap<Uint8Array, ParsedFont>()

/**
 * What pdf-lib asks of fontkit, with the parsed font kept: parsing takes longer than all the rest of drawing
 * a signature.
 */
export const cachingFontkit = {
  create(bytes: Uint8Array): ParsedFont {
    const known = parsed.get(bytes)
    if (known !== undefined) return known
    const font = fontkit.create(bytes)
    nameGlyphs(font)
    parsed.set(bytes, font)
    return font
  },
}

/**
 * A parsed font keeps each glyph with the code points it was first asked for. One first met as a part of another (the
 * "U" of "Ủ") would have none, and would be missing from the text of every later document, though not from its ink.
 */
function nameGlyphs(font: ParsedFont): void {
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint)
}

/**
 * Gives `text` back in NFC, the form in which one Vietnamese letter is one code point. Refuses what the font
 * cannot draw: a box or a gap in a signed document would be there for ever.
 *
 * @throws SigningError appearance.missing_glyph
 */
export function assertDrawable(text: string, font: FontStyle = 'regular'): string {
  const composed = text.normalize('NFC')
  const face = cachingFontkit.create(loadVietnameseFont(font))
  for (const character of composed) {
    const codePoint = character.codePointAt(0) ?? 0
    if (character !== '\n' && !face.hasGlyphForCodePoint(codePoint)) {
      throw new SigningError('appearance.missing_glyph', `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)
    }
  }
  return composed
}
