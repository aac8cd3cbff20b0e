interface Cell {
  text: string
  columns: number
  rows: number
}

interface List {
  isOrdered: boolean
  count: number
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const PIECES = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/gi

/**
 * The plain text of simple HTML, as a word processor's converter writes it. Ordered lists get their numbers back
 * ("1.", below that "a)"), cells are parted by tabs, a cell merged over rows counts for each of them, one merged over
 * columns leaves the others empty.
 */
export function htmlToText(html: string): string {
  const lines: string[] = []
  const lists: List[] = []
  const tables: { rows: Cell[][]; cell: string[] | null; open: Cell | null }[] = []
  let line = ''
  const flush = (): void => {
    const text = line.replace(/\s+/g, ' ').trim()
    line = ''
    if (text === '') return
    const cell = tables.at(-1)?.cell
    if (cell === undefined || cell === null) lines.push(text)
    else cell.push(text)
  }
  for (const piece of html.matchAll(PIECES)) {
    const [, slash, name = '', attributes = '', text] = piece
    if (text !== undefined) {
      line += decoded(text)
      continue
    }
    const isEnd = slash === '/'
    const tag = name.toLowerCase()
    const table = tables.at(-1)
    if (tag === 'table') {
      flush()
      if (!isEnd) tables.push({ rows: [], cell: null, open: null })
      else if (table !== undefined) {
        tables.pop()
        const written = laidOut(table.rows).map((row) => row.join('\t'))
        // A table inside a cell is read as lines of that cell.
        if (tables.at(-1)?.cell) tables.at(-1)?.cell?.push(...written.map((row) => row.replaceAll('\t', ' ')))
        else lines.push(...written)
      }
    } else if (tag === 'tr' && !isEnd) table?.rows.push([])
    else if (tag === 'td' || tag === 'th') {
      flush()
      if (table === undefined) continue
      if (isEnd && table.open !== null) {
        table.open.text = joined(table.cell ?? [])
        table.cell = null
        table.open = null
      } else if (!isEnd) {
        table.cell = []
        table.open = { text: '', columns: spanOf(attributes, 'colspan'), rows: spanOf(attributes, 'rowspan') }
        table.rows.at(-1)?.push(table.open)
      }
    } else if (tag === 'ol' || tag === 'ul') {
      flush()
      if (isEnd) lists.pop()
      else lists.push({ isOrdered: tag === 'ol', count: 0 })
    } else if (tag === 'li') {
      flush()
      if (!isEnd) line = markerOf(lists)
    } else if (tag === 'p' || tag === 'br' || /^h\d$/.test(tag) || tag === 'div') flush()
  }
  flush()
  return lines.join('\n')
}

function markerOf(lists: readonly List[]): string {
  const list = lists.at(-1)
  if (list === undefined) return ''
  list.count++
  if (!list.isOrdered) return lists.length > 1 ? '+ ' : '- '
  return lists.filter(({ isOrdered }) => isOrdered).length > 1 ? `${String.fromCharCode(96 + Math.min(26, list.count))}) ` : `${list.count}. `
}

function spanOf(attributes: string, name: string): number {
  return Math.min(100, Number(new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1] ?? 1))
}

/** Paragraphs of a cell; bullets stay apart from each other. */
function joined(paragraphs: readonly string[]): string {
  return paragraphs.reduce((text, next) => (text === '' ? next : /^[-–+•]/.test(next) && !/[;:,]$/.test(text) ? `${text}; ${next}` : `${text} ${next}`), '')
}

function laidOut(rows: readonly Cell[][]): string[][] {
  const out: string[][] = []
  const hanging: { text: string; left: number }[] = []
  for (const [index, row] of rows.entries()) {
    const texts: string[] = []
    const place = (): void => {
      for (let over = hanging[texts.length]; over !== undefined && over.left > 0; over = hanging[texts.length]) {
        over.left--
        texts.push(over.text)
      }
    }
    for (const cell of row) {
      place()
      for (let column = 0; column < cell.columns; column++) {
        // A heading merged over the lines of a header is said once; a unit merged over duties holds for each.
        hanging[texts.length] = { text: index === 0 || column > 0 ? '' : cell.text, left: cell.rows - 1 }
        texts.push(column === 0 ? cell.text : '')
      }
    }
    place()
    out.push(texts)
  }
  return out
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
