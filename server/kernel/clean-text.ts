/**
 * What nobody sees and nobody means: control characters but those that part words and lines, zero-width characters,
 * soft hyphens, and the marks that turn the direction of writing, under which `fdp.exe` reads as `exe.pdf`. Texts
 * pasted from a word processor carry them; PostgreSQL refuses the first of them, and two choices of a poll could differ
 * by nothing else.
 */
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g

/** Without what is unseen, and with a mark of replacement for half a character, which no database keeps. */
export function cleanText(text: string): string {
  return text.replace(UNSEEN, '').replace(/\p{Cs}/gu, '\ufffd')
}
