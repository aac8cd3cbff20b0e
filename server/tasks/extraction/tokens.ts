/** A word or one mark of punctuation, with its place in the clean text. */
export interface Token {
  text: string
  /** Lower case, the tone mark where the newer spelling puts it: "hoá" and "hóa" are one word. */
  lower: string
  start: number
  end: number
  isWord: boolean
  /** Begins with a capital letter. */
  isCapital: boolean
}

/** A clause longer than this is no clause; the grammar reads its beginning only, so that time stays linear. */
export const CLAUSE_CHARS_MAX = 6000

const PIECES = /[\p{L}\p{N}]+(?:&[\p{L}\p{N}]+)*|\S/gu

export function tokenize(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = []
  for (const piece of text.slice(start, Math.min(end, start + CLAUSE_CHARS_MAX)).matchAll(PIECES)) {
    const word = piece[0]
    tokens.push({
      text: word,
      lower: withNewTone(word.toLowerCase()),
      start: start + piece.index,
      end: start + piece.index + word.length,
      isWord: /^[\p{L}\p{N}]/u.test(word),
      isCapital: /^\p{Lu}/u.test(word),
    })
  }
  return tokens
}

const OLD_TONE = /(?:o([àáảãạèéẻẽẹ])|(?<!q)u([ỳýỷỹỵ]))$/u
const NEW_TONE: Readonly<Record<string, string>> = {
  à: 'òa', á: 'óa', ả: 'ỏa', ã: 'õa', ạ: 'ọa', è: 'òe', é: 'óe', ẻ: 'ỏe', ẽ: 'õe', ẹ: 'ọe', ỳ: 'ùy', ý: 'úy', ỷ: 'ủy', ỹ: 'ũy', ỵ: 'ụy',
}

/** "hoà", "uỷ", "khoẻ" as "hòa", "ủy", "khỏe". */
function withNewTone(word: string): string {
  return word.replace(OLD_TONE, (written, open: string | undefined, closed: string | undefined) => NEW_TONE[open ?? closed ?? ''] ?? written)
}

/** Whether the words of `phrase` (lower case, single spaces) stand at `at`. */
export function standsAt(tokens: readonly Token[], at: number, phrase: string): boolean {
  const words = wordsOf(phrase)
  return words.every((word, offset) => tokens[at + offset]?.lower === word)
}

const split = new Map<string, readonly string[]>()

function wordsOf(phrase: string): readonly string[] {
  const known = split.get(phrase)
  if (known !== undefined) return known
  const words = phrase.split(' ')
  split.set(phrase, words)
  return words
}

export type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>

/** How many tokens the longest of `phrases` standing at `at` takes; 0 for none. */
export function longestAt(tokens: readonly Token[], at: number, phrases: PhraseIndex): number {
  const first = tokens[at]
  if (first === undefined) return 0
  for (const words of phrases.get(first.lower) ?? []) {
    if (words.every((word, offset) => tokens[at + offset]?.lower === word)) return words.length
  }
  return 0
}

/** Phrases parted by bars, by their first word, longest first. A comma is a word of its own. */
export function phraseIndex(phrases: string): PhraseIndex {
  const index = new Map<string, string[][]>()
  for (const phrase of phrases.split('|')) {
    const words = phrase.replace(/,/g, ' , ').trim().split(/\s+/)
    const first = words[0] ?? ''
    index.set(first, [...(index.get(first) ?? []), words])
  }
  for (const list of index.values()) list.sort((a, b) => b.length - a.length)
  return index
}
