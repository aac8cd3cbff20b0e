import type { Paragraph, ReadText } from './read-text.ts'

export type NodeKind = 'part' | 'roman' | 'article' | 'number' | 'letter' | 'dash' | 'plus' | 'plain' | 'row' | 'cell'

/** One paragraph in the tree of sections. Offsets are of the clean text, after the marker. */
export interface OutlineNode {
  kind: NodeKind
  rank: number
  start: number
  end: number
  text: string
  /** "II.1.a"; bullets and plain paragraphs bear the path of their section. */
  path: string
  parent: OutlineNode | null
  children: OutlineNode[]
  /** The first cell of a table that lost its columns. */
  isFirst: boolean
}

interface Marker {
  kind: NodeKind
  rank: number
  label: string
  length: number
}

const CLOSED = /^Nơi nhận\s?:?/
const ANNEX = /^(?:PHỤ LỤC|Phụ lục|KẾ HOẠCH|DANH MỤC|BIỂU|CHƯƠNG TRÌNH)(?![\p{Ll}])(?! này)/u
const NUMBERED = /^Số\s?:[^\t]{0,40}\/[\p{Lu}-]{2,}[^\t]{0,20}\t/u
const PLAIN_RANK = 99

/** The tree of sections of a text, without its list of recipients and signatures; every node in reading order. */
export function outline({ text, paragraphs }: ReadText): OutlineNode[] {
  const nodes: OutlineNode[] = []
  const stack: OutlineNode[] = []
  let isClosed = false
  for (const paragraph of paragraphs) {
    const written = text.slice(paragraph.start, paragraph.end)
    if (paragraph.isCell) {
      const parent = stack.findLast((above) => !isBullet(above)) ?? null
      nodes.push({ kind: 'cell', rank: PLAIN_RANK, start: paragraph.start, end: paragraph.end, text: written, path: parent?.path ?? '', parent, children: [], isFirst: paragraph.isFirst })
      continue
    }
    if (CLOSED.test(written)) isClosed = true
    else if (ANNEX.test(written)) {
      isClosed = false
      stack.length = 0
    }
    if (isClosed) continue
    // The number and the day of the document, side by side in its head, are no row of a table.
    if (NUMBERED.test(written)) continue
    // Two cells are a row only among rows: the others of it are empty or were merged.
    const isRow = written.split('\t', 4).length > 2 || (written.includes('\t') && nodes.at(-1)?.kind === 'row')
    const marker = isRow ? null : markerOf(written, stack)
    if (marker !== null) while (stack.length > 0 && (stack[stack.length - 1]?.rank ?? 0) >= marker.rank) stack.pop()
    const node = makeNode(text, paragraph, isRow, marker, stack)
    node.parent?.children.push(node)
    nodes.push(node)
    if (marker !== null) stack.push(node)
  }
  return nodes
}

function makeNode(text: string, paragraph: Paragraph, isRow: boolean, marker: Marker | null, stack: readonly OutlineNode[]): OutlineNode {
  const parent = marker === null ? (stack.findLast((node) => !isBullet(node)) ?? null) : (stack[stack.length - 1] ?? null)
  const start = paragraph.start + (marker?.length ?? 0)
  const kind = isRow ? 'row' : (marker?.kind ?? 'plain')
  return {
    kind,
    rank: marker?.rank ?? PLAIN_RANK,
    start,
    end: paragraph.end,
    text: text.slice(start, paragraph.end),
    path: marker === null || marker.label === '' ? (parent?.path ?? '') : pathOf(marker, parent),
    parent,
    children: [],
    isFirst: false,
  }
}

function pathOf(marker: Marker, parent: OutlineNode | null): string {
  // "2.1.10" already names its own ancestors among the numbers.
  const base = marker.label.includes('.') ? parentAbove(parent, 'number') : parent
  return base === null || base.path === '' ? marker.label : `${base.path}.${marker.label}`
}

function parentAbove(node: OutlineNode | null, kind: NodeKind): OutlineNode | null {
  let above = node
  while (above !== null && above.kind === kind) above = above.parent
  return above
}

export function isBullet(node: OutlineNode): boolean {
  return node.kind === 'dash' || node.kind === 'plus' || node.kind === 'plain' || node.kind === 'row' || node.kind === 'cell'
}

function markerOf(written: string, stack: readonly OutlineNode[]): Marker | null {
  const made = (kind: NodeKind, rank: number, label: string, whole: string): Marker => ({ kind, rank, label, length: whole.length })
  const article = /^Điều (\d{1,3})[.:]?\s*/.exec(written)
  if (article?.[1] !== undefined) return made('article', articleRank(stack), `Điều ${article[1]}`, article[0])
  const part = /^(?:(?:PHẦN|Phần)(?: THỨ| thứ)? ([IVX\d]{1,5}|\p{L}{2,4})[.: ]?|([A-HK-UĐ])\.)\s*(?=\p{Lu}|$)/u.exec(written)
  if (part !== null) return made('part', 0, part[1] ?? part[2] ?? '', part[0])
  const roman = /^([IVX]{1,6})[.)/-]\s*(?=[\p{Lu}“])/u.exec(written)
  if (roman?.[1] !== undefined) return made('roman', 1, roman[1], roman[0])
  const number = /^(\d{1,2}(?:\.\d{1,2}){1,5})(?:[.)]\s*|\s+)(?=\p{L}|[“(])/u.exec(written) ?? /^(\d{1,2})[.)/]\s*(?=\p{L}|[“(])/u.exec(written)
  if (number?.[1] !== undefined) {
    const depth = number[1].split('.').length
    const isUnderNumber = number[0].includes(')') && stack.some((node) => node.kind === 'number' || node.kind === 'letter')
    return made('number', isUnderNumber ? 3.5 : 2 + depth / 10, number[1], number[0])
  }
  // "(1) Bộ Y tế …" below a number or alone.
  const bracketed = /^\((\d{1,2}|[ivx]{1,4})\)\s*(?=\p{L}|[“(])/u.exec(written)
  if (bracketed?.[1] !== undefined) return made('number', /\d/.test(bracketed[1]) ? 2.9 : 3.6, bracketed[1], bracketed[0])
  const letter = /^([a-zđ])[.)]\s*(?=\p{L}|[“(])/u.exec(written)
  if (letter?.[1] !== undefined) return made('letter', 3, letter[1], letter[0])
  const dash = /^[-–—−•●▪○◦·]\s*/.exec(written)
  if (dash !== null) return made('dash', 4, '', dash[0])
  const plus = /^\+\s*/.exec(written)
  return plus === null ? null : made('plus', 5, '', plus[0])
}

/** Articles of a decision hold Roman sections; articles of a regulation stand within Roman chapters. */
function articleRank(stack: readonly OutlineNode[]): number {
  const open = stack.find((node) => node.kind === 'article')
  if (open !== undefined) return open.rank
  return stack.some((node) => node.kind === 'roman') ? 1.5 : 0.5
}
