/** Lower case without marks, so that `nguyen` finds Nguyễn and `dinh` finds Đinh. */
export function foldVietnamese(text: string): string {
  return text.toLocaleLowerCase('vi').normalize('NFD').replace(/\p{Mn}/gu, '').replaceAll('đ', 'd')
}

/**
 * True when every word of `search` begins a word of one of `texts`. A word typed without marks finds any marks; a
 * word typed with marks finds exactly those, so that `hà` does not find Hạ.
 */
export function matchesSearch(texts: readonly string[], search: string): boolean {
  const marked = wordsOf(texts.join(' '))
  const folded = marked.map(foldVietnamese)
  return wordsOf(search).every((word) => {
    const isPlain = word === foldVietnamese(word)
    return (isPlain ? folded : marked).some((candidate) => candidate.startsWith(word))
  })
}

/** Vietnamese lists of people go by the given name, which stands last, then by the rest. */
export function comparePersonNames(one: string, other: string): number {
  return collator.compare(givenNameOf(one), givenNameOf(other)) || collator.compare(one, other)
}

const collator = new Intl.Collator('vi')

function givenNameOf(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? ''
}

function wordsOf(text: string): string[] {
  return text.normalize('NFC').toLocaleLowerCase('vi').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
