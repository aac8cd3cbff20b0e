/** TCVN 14423:2026 §5.6.2.2: without a second factor at least 14 characters out of four classes. */
export const PASSWORD_CHARS_MIN = 14
/** Hashing takes the same work for any length; this only bounds what is read. */
export const PASSWORD_CHARS_MAX = 256

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

export function isStrongPassword(password: string): boolean {
  return [...password].length >= PASSWORD_CHARS_MIN && CLASSES.every((characters) => characters.test(password))
}

/** One password has one form: `ế` may be typed as one code point or as three. */
export function normalPassword(password: string): string {
  return password.normalize('NFC')
}
