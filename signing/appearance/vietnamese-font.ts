import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { SigningError } from '../signing-error.ts'
import { padFont } from './pad-font.ts'

/** The four cuts of Tinos (OFL-1.1). Its metrics are those of Times New Roman, which Decree 30/2020 asks for. */
export type FontStyle = 'regular' | 'bold' | 'italic' | 'bold_italic'

const FILES: Record<FontStyle, string> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bold_italic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

const loaded = new Map<FontStyle, Uint8Array>()

/**
 * A TrueType font that draws every Vietnamese letter and may be subset by `@pdf-lib/fontkit`. Kept after the
 * first call; treat the bytes as read-only.
 *
 * @throws SigningError appearance.font_missing
 */
export function loadVietnameseFont(style: FontStyle): Uint8Array {
  const known = loaded.get(style)
  if (known !== undefined) return known
  const font = padFont(readFont(style))
  loaded.set(style, font)
  return font
}

function readFont(style: FontStyle): Uint8Array {
  try {
    // Asked of Node at run time, so that a bundle finds the package where npm put it.
    return readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${FILES[style]}`))
  } catch (cause) {
    throw new SigningError('appearance.font_missing', String(cause))
  }
}
