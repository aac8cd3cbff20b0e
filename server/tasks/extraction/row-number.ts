const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV', 'XVI', 'XVII', 'XVIII', 'XIX', 'XX']
const LETTERS = 'ABCDEFGHIKLMN'

/** The numbers of the rows of one table, as far as they were read. */
export interface RowNumbers {
  last: string | null
  /** The last number of each shape: roman, letter, digits by depth. */
  ofShape: Map<string, string>
}

export function newRowNumbers(): RowNumbers {
  return { last: null, ofShape: new Map() }
}

export function readRowNumber(read: RowNumbers, number: string): void {
  read.last = number
  read.ofShape.set(shapeOf(number), number)
}

/**
 * Whether `number` may number the next row, given those already read: one more than one of them, the first below the
 * last, or the first of a new group. So a budget of "4" is hardly ever taken for row 4.
 */
export function followsNumber({ last, ofShape }: RowNumbers, number: string): boolean {
  const isFirst = ['1', '01', '1.1', 'I', 'A'].includes(number)
  if (last === null) return isFirst
  if (successors(last).includes(number)) return true
  // The first of a group: "II" then "1"; below "2" comes "2.1".
  if (isFirst && /^(?:[IVX]+|[A-ZĐ])$/.test(last) && number !== last && number !== 'A') return true
  if (number === `${last}.1`) return true
  // Back up to a group: after "3" comes "II" when "I" was read, after "2.4" comes "3".
  const above = ofShape.get(shapeOf(number))
  return above !== undefined && successors(above).includes(number)
}

function shapeOf(number: string): string {
  if (/^[IVX]+$/.test(number)) return 'roman'
  if (/^[A-ZĐ]$/.test(number)) return 'letter'
  return `digits ${number.split('.').length}`
}

/** The next of the same level; two further on, since a row may have lost its number. */
function successors(number: string): string[] {
  const roman = ROMAN.indexOf(number)
  const letter = number.length === 1 ? LETTERS.indexOf(number) : -1
  const next: string[] = []
  if (roman !== -1) next.push(...ROMAN.slice(roman + 1, roman + 2))
  if (letter !== -1) next.push(...LETTERS.slice(letter + 1, letter + 2))
  if (!/^\d/.test(number)) return next
  const parts = number.split('.')
  const value = Number(parts.at(-1))
  const head = parts.slice(0, -1)
  next.push(...[value + 1, value + 2].map((following) => [...head, String(following)].join('.')))
  if (number.startsWith('0')) next.push(String(value + 1).padStart(2, '0'))
  // After "1.3" comes "2" or "2.1".
  if (head.length > 0) {
    const base = [...head.slice(0, -1), String(Number(head.at(-1)) + 1)].join('.')
    next.push(base, `${base}.1`)
  }
  return next
}
