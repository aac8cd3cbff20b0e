import type { Span } from './assignment.ts'
import { findCellLines } from './cell-lines.ts'
import { labelField } from './label.ts'
import { findLayoutTables } from './layout-table.ts'
import { parseParties } from './parse-parties.ts'
import { tokenize } from './tokens.ts'

/** A run of the clean text that was one paragraph, whatever lines and pages it was broken over. */
export interface Paragraph {
  start: number
  end: number
  /** A cell of a table that lost its columns; `isFirst` begins another table. */
  isCell: boolean
  isFirst: boolean
}

export interface ReadText {
  /** NFC, one paragraph a line, single spaces; tabs stay, since they part table cells. */
  text: string
  paragraphs: Paragraph[]
  /** From offsets of the clean text to offsets of the source. */
  toSource(start: number, end: number): Span
}

interface Line {
  text: string
  /** Offset of the first character in the source. */
  from: number
  /** Per character its place in the source; null when they stand one after the other. */
  places: { starts: number[]; ends: number[] } | null
}

/** What needs cleaning: marks, tags, bars, wide or doubled space. Most lines have none of it. */
const UNCLEAN = /[^\t\u0020-\u007e\u00a1-\u02ff\u1ea0-\u1eff\u2010-\u2027\u2030-\u205e]|[<*|]| {2}| \t|\t |^[ \t]| $/

const TAG = /<\/?[a-zA-Z][^<>]{0,40}>/y
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff*]/
const TAG_ALL = new RegExp(TAG.source, 'g')
const INVISIBLE_ALL = new RegExp(INVISIBLE, 'g')
const MARKS_MAX = 8

/** Cleans a text and joins its broken lines, remembering where each character came from. */
export function readText(source: string): ReadText {
  const lines: Line[] = []
  // Before which lines a blank one stood.
  const afterBlank = new Set<number>()
  // How far from the margin each line begins.
  const indents: number[] = []
  const ranges = [...lineRanges(source)]
  const tables = findLayoutTables(source, ranges)
  let table = 0
  for (const [start, end] of ranges) {
    const drawn = tables[table]
    if (drawn !== undefined && start >= drawn.start) {
      if (start === drawn.start) lines.push(...drawn.rows.map((row) => lineOfCells(source, row)))
      if (end >= drawn.end) table++
      continue
    }
    const line = cleanLine(source, start, end)
    if (line.text !== '') indents[lines.push(line) - 1] = /^ */.exec(source.slice(start, Math.min(end, start + INDENT_MAX)))?.[0].length ?? 0
    else afterBlank.add(lines.length)
  }
  const cells = findCellLines(lines.map((line) => line.text))
  const wrappedMin = wrappedCharsMin(lines)
  const margin = marginOf(indents)
  const isAiry = afterBlank.size > lines.length * AIRY_SHARE
  const paragraphs: Joined[] = []
  let at = 0
  for (const { from, to } of [...cells, { from: lines.length, to: lines.length }]) {
    joinLines(lines.slice(at, from), { isAfterBlank: (index) => afterBlank.has(at + index), isIndented: (index) => (indents[at + index] ?? 0) >= margin + INDENT_MIN, isAiry, wrappedMin }, paragraphs)
    for (const [index, line] of lines.slice(from, to).entries()) paragraphs.push({ lines: [line], isCell: true, isFirst: index === 0 })
    at = to
  }
  return assemble(paragraphs)
}

interface Joined {
  lines: Line[]
  isCell: boolean
  isFirst: boolean
}

interface Breaks {
  isAfterBlank: (index: number) => boolean
  /** The first line of a paragraph, on pages that indent it. */
  isIndented: (index: number) => boolean
  /** Blank lines part the paragraphs, so lines without one between them belong together. */
  isAiry: boolean
  wrappedMin: number
}

/** Puts lines that the page broke together again. */
function joinLines(lines: readonly Line[], { isAfterBlank, isIndented, isAiry, wrappedMin }: Breaks, paragraphs: Joined[]): void {
  let last: Line | null = null
  let isBlankBetween = false
  let held: Line[] = []
  const place = (line: Line, isFirst: boolean): void => {
    if (last !== null && !isFirst && continues(last.text, line.text, { isBlankBetween, isAiry, wrappedMin })) paragraphs.at(-1)?.lines.push(line)
    else paragraphs.push({ lines: [line], isCell: false, isFirst: false })
    last = line
    isBlankBetween = false
  }
  for (const [index, line] of lines.entries()) {
    if (isAfterBlank(index)) isBlankBetween = true
    if (PAGE_NUMBER.test(line.text)) {
      // Either a page number inside a sentence or a cell that lost its table: the next line tells.
      held.push(line)
      continue
    }
    const isPageBreak = last !== null && held.length === 1 && !isFinished((last as Line).text) && (/^\p{Ll}/u.test(line.text) || / (?:và|với|của)$/u.test((last as Line).text))
    if (!isPageBreak) for (const kept of held) place(kept, false)
    else isBlankBetween = true
    held = []
    place(line, isIndented(index) && /^[\p{Lu}\d+–-]/u.test(line.text))
  }
  for (const kept of held) place(kept, false)
}

const INDENT_MAX = 40
const INDENT_MIN = 3

/** Where most lines begin. */
function marginOf(indents: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const indent of indents) if (indent !== undefined) counts.set(indent, (counts.get(indent) ?? 0) + 1)
  let margin = 0
  for (const [indent, count] of counts) if (count > (counts.get(margin) ?? 0)) margin = indent
  return margin
}

const PAGE_NUMBER = /^(?:Trang )?[-–]?\s?\d{1,3}\s?(?:\/\d{1,3})?[-–]?$/

function* lineRanges(source: string): Generator<[number, number]> {
  const breaks = /\r\n|[\n\r\f\v\u2028\u2029]|<\/(?:tr|p|li|div|h\d)>(?!\s*<\/t[dh]>)|<br ?\/?>/gi
  let start = 0
  for (const found of source.matchAll(breaks)) {
    yield [start, found.index]
    start = found.index + found[0].length
  }
  yield [start, source.length]
}

function cleanLine(source: string, from: number, to: number): Line {
  const written = source.slice(from, to)
  if (!UNCLEAN.test(written)) return { text: written, from, places: null }
  const out: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const bars = barsOf(source, from, to)
  if (bars?.isRule === true) return { text: '', from, places: null }
  let at = bars?.from ?? from
  const stop = bars?.to ?? to
  // An indent is no empty cell.
  if (/^[\t ]+[^\t]*$/.test(written)) while (source.charAt(at) === '\t' || source.charAt(at) === ' ') at++
  while (at < stop) {
    const char = source.charAt(at)
    if (char === '|' && bars !== null) {
      push('\t', at, at + 1)
      at++
      continue
    }
    const end = marksEnd(source, at + 1, to)
    if (end === at + 1 && isPlain(source.charCodeAt(at))) {
      out.push(char)
      starts.push(at)
      ends.push(++at)
      continue
    }
    if (char === '<') {
      TAG.lastIndex = at
      const tag = TAG.exec(source)
      if (tag !== null && at + tag[0].length <= to) {
        if (/^<\/t[dh]/i.test(tag[0])) push('\t', at, at + tag[0].length)
        at += tag[0].length
        continue
      }
    }
    if (!INVISIBLE.test(char)) {
      const clean = end - at > 1 ? source.slice(at, end).replace(TAG_ALL, '').replace(INVISIBLE_ALL, '').normalize('NFC') : char.charCodeAt(0) < 0x80 ? char : char.normalize('NFC')
      for (const unit of clean.split('')) push(unit, at, end)
    }
    at = end
  }
  trimEnd()
  return { text: out.join(''), from, places: { starts, ends } }

  function push(unit: string, start: number, end: number): void {
    const isSpace = unit !== '\t' && /\s/.test(unit)
    const previous = out[out.length - 1]
    if (isSpace && (previous === undefined || previous === ' ' || previous === '\t')) return
    if (unit === '\t' && previous === ' ') dropLast()
    out.push(isSpace ? ' ' : unit)
    starts.push(start)
    ends.push(end)
  }

  function trimEnd(): void {
    while (out[out.length - 1] === ' ') dropLast()
  }

  function dropLast(): void {
    out.pop()
    starts.pop()
    ends.pop()
  }
}

/** A row of a table drawn with spaces, its cells parted by tabs; every character knows where it stood. */
function lineOfCells(source: string, cells: readonly (readonly { start: number; end: number }[])[]): Line {
  let text = ''
  const places: { starts: number[]; ends: number[] } = { starts: [], ends: [] }
  const add = (mark: string): void => {
    const seam = places.ends.at(-1) ?? cells.flat()[0]?.start ?? 0
    text += mark
    places.starts.push(seam)
    places.ends.push(seam)
  }
  for (const [index, pieces] of cells.entries()) {
    if (index > 0) add('\t')
    for (const [at, piece] of pieces.entries()) {
      const line = cleanLine(source, piece.start, piece.end)
      if (line.text === '') continue
      if (at > 0) add(' ')
      text += line.text
      for (let offset = 0; offset < line.text.length; offset++) {
        places.starts.push(line.places?.starts[offset] ?? line.from + offset)
        places.ends.push(line.places?.ends[offset] ?? line.from + offset + 1)
      }
    }
  }
  return { text, from: places.starts[0] ?? 0, places }
}

/** A row whose cells are parted by bars: what stands between the outer ones, or a rule of dashes under a header. */
function barsOf(source: string, from: number, to: number): { from: number; to: number; isRule: boolean } | null {
  // Looked for in the line alone: from every line to the end of the text would cost the square of its length.
  const line = source.slice(from, to)
  const first = line.indexOf('|')
  if (first === -1) return null
  const isFramed = /^\s*\|.*\|\s*$/.test(line)
  if (!isFramed && line.split(' | ', 4).length < 3) return null
  const inner = isFramed ? { from: from + first + 1, to: from + line.lastIndexOf('|') } : { from, to }
  return { ...inner, isRule: /^[\s|:-]+$/.test(line) && line.includes('--') }
}

/** Letters and marks that stand for themselves; the fast path of nearly every character. */
function isPlain(code: number): boolean {
  return (code > 0x20 && code < 0x7f && code !== 0x2a && code !== 0x3c) || (code >= 0xc0 && code < 0x300) || (code >= 0x1ea0 && code < 0x1f00)
}

/** Past the marks that belong to the letter before `at`, tags and invisible characters between them included; `at` when there are none. */
function marksEnd(source: string, at: number, to: number): number {
  if (isPlain(source.charCodeAt(at)) && source.charAt(at) !== '<') return at
  let end = at
  let next = at
  for (let steps = 0; next < to && steps <= MARKS_MAX; steps++) {
    if (isCombining(source.charCodeAt(next))) end = ++next
    else {
      const hidden = INVISIBLE.test(source.charAt(next)) ? 1 : inlineTagLength(source, next, to)
      if (hidden === 0) break
      next += hidden
    }
  }
  return end
}

/** Of a tag that only dresses letters; 0 for one that parts cells or lines, and where none stands at `at`. */
function inlineTagLength(source: string, at: number, to: number): number {
  if (source.charAt(at) !== '<') return 0
  TAG.lastIndex = at
  const tag = TAG.exec(source)?.[0] ?? ''
  return at + tag.length > to || PARTING_TAG.test(tag) ? 0 : tag.length
}

const PARTING_TAG = /^<\/?(?:t[dhr]|table|br|p|li|div|h\d)(?![a-z])/i

function isCombining(code: number): boolean {
  return code >= 0x300 && code <= 0x36f
}

const MARKER = /^(?:\((?:\d{1,2}|[ivx]{1,4})\)\s?\p{L}|[-–—−•●▪○◦·+]|[IVXL]{1,6}[.)]|\d{1,2}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,4}[.)]?\s|\d{1,2}[.)]\p{L}|[a-zđ][.)]\s?\p{L}|[A-ZĐ]\.\s|Điều \d)/u
const OPENING = /^(?:Nơi nhận|ĐVT|\(?Đơn vị(?: tính)?\s?:|Số\s?:|Trên đây|Phụ lục|PHỤ LỤC|KẾ HOẠCH|THÔNG BÁO|QUYẾT ĐỊNH|(?:Chủ trì|Phối hợp|Tham mưu|Xây dựng|Tổ chức|Báo cáo|Theo dõi)[ ,])/
const LABEL = /^\p{Lu}[^:.;]{2,45}:/u
const DANGLING =
  /(?:,|[ (](?:và|của|với|các|cho|về|theo|tại|từ|đến|trong|do|là|được|tỉnh|Sở|UBND|ngày|tháng|năm|số|quý|khoảng|Quyết định|phối hợp|trình|gửi|giao|bởi|giữa|nhằm|để|trên|như|yêu cầu|thành phố|huyện|xã|phường|Ủy ban|Văn phòng|Bộ|Ban|Trung tâm|Thủ tướng|hoặc|hơn|Phó|Chủ tịch|Giám đốc|đồng chí|khi|sau|trước|bằng|qua|ban hành|thực hiện|triển khai|xây dựng))$/
const BEFORE_NUMBER = /(?:^|[ (])(?:ngày|tháng|năm|số|quý|khoảng|trong|gồm|hơn|đến|là|của|có|từ|đạt|cho)$/
/** A line this long was probably broken by the width of the page, not by its author. */
const WRAPPED_CHARS = 55
/** Pages of some collections break their lines much earlier; they show it by lines that go on in lower case. */
const NARROW_CHARS = 26
const NARROW_SHARE = 0.2
const WORD_CHARS = 12
const DASHED = /^(?:[-–+•]|\((?:\d{1,2}|[ivx]{1,4})\))\s?\p{L}/u
const DASHED_CHARS = 40
const WIDTH_SHARE = 0.9
const WIDTH_LINES_MIN = 30

function wrappedCharsMin(lines: readonly Line[]): number {
  const lengths: number[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    if (before !== undefined && /^\p{Ll}/u.test(line.text) && !isFinished(before.text)) lengths.push(before.text.length)
  }
  if (lengths.length <= lines.length * NARROW_SHARE) {
    // A page on which hardly a line is longer than this was broken everywhere at its own width.
    const all = lines.map((line) => line.text.length).sort((one, other) => one - other)
    const width = all[Math.floor(all.length * WIDTH_SHARE)] ?? WRAPPED_CHARS
    return all.length < WIDTH_LINES_MIN || width > WRAPPED_CHARS + WORD_CHARS ? WRAPPED_CHARS : Math.max(NARROW_CHARS, Math.min(WRAPPED_CHARS, width - WORD_CHARS))
  }
  // The page's own width: what its broken lines nearly reach.
  lengths.sort((one, other) => one - other)
  const usual = lengths[Math.floor(lengths.length / 2)] ?? NARROW_CHARS
  return Math.max(NARROW_CHARS, Math.min(WRAPPED_CHARS, usual - WORD_CHARS))
}

function isFinished(text: string): boolean {
  return /[.;:!?…]["”’)]?$/.test(text.slice(-3))
}

function continues(before: string, line: string, { isBlankBetween, isAiry, wrappedMin }: { isBlankBetween: boolean; isAiry: boolean; wrappedMin: number }): boolean {
  // A row whose cell the page broke: what begins in lower case begins no row.
  if (before.includes('\t') && line.includes('\t')) return /^\p{Ll}[^\t]*\t/u.test(line) && !/\t\s*$/.test(before)
  if (before.includes('\t') || line.includes('\t')) return false
  // "1.1." alone, or "II. MỤC" over "ĐÍCH, YÊU CẦU": the heading goes on.
  if (!isBlankBetween && !MARKER.test(line) && BARE_MARKER.test(before)) return true
  if (!isBlankBetween && !MARKER.test(line) && STUMP.test(before)) return true
  // "3. Đề nghị Ủy ban Mặt trận" over "Tổ quốc Việt Nam tỉnh", "7. Công ty Cổ phần" over "Đô thị Sơn Tây".
  if (!isBlankBetween && OPEN_NAME.test(before) && /^\p{Lu}/u.test(line) && !MARKER.test(line) && !OPENING.test(line)) return true
  if (!isBlankBetween && UPPER_HEADING.test(before) && UPPER_LINE.test(line) && !OPENING.test(line)) return true
  const tail = before.slice(-40)
  if (/^\d/.test(line) && BEFORE_NUMBER.test(tail)) return true
  // "tài chính\n- kế toán": the dash of a name at the edge of the page.
  if (/^[-–] \p{Ll}/u.test(line) && !isBlankBetween && before.length >= wrappedMin && !isFinished(tail) && /\p{L}$/u.test(tail)) return true
  if (MARKER.test(line) || OPENING.test(line)) return false
  // What begins with a dash is no heading: unfinished, it goes on.
  const isWrapped = !isBlankBetween && before.length >= (DASHED.test(before) ? Math.min(wrappedMin, DASHED_CHARS) : wrappedMin)
  const isLow = /^\p{Ll}/u.test(line)
  // "…; phối hợp: …" and "(Chủ trì: Sở A" cut behind the mark by the width of the page.
  if (isFinished(tail)) return isWrapped && (isLow ? tail.endsWith(';') : /\([^)]{1,30}:$/.test(tail))
  if (isLow) return !/^\p{Lu}+$/u.test(before.replace(/[\s,.-]/g, '').slice(0, 200))
  if (/^\p{Lu}{2}/u.test(line) && line === line.toUpperCase()) return false
  const label = LABEL.exec(line)?.[0]
  if (label !== undefined && (!isWrapped || labelField(label.slice(0, -1)) !== null)) return false
  const isUpper = before === before.toUpperCase()
  // "2. Ban Quản lý Khu kinh tế" and "Đông Nam" on the next line, nothing blank between.
  if (isAiry && !isBlankBetween && !isUpper && (!isHeading(before) || NAME_END.test(line))) return true
  if (DANGLING.test(tail)) return !isHeading(before)
  return isWrapped && !isUpper && !isHeading(before)
}

/** "1. Sở Nội vụ", "Điều 2. Tổ chức thực hiện": short, numbered, nothing but a name; a new paragraph follows. */
function isHeading(before: string): boolean {
  const number = /^(?:Điều \d+\.|[IVX]{1,5}\.|\d{1,2}(?:\.\d{1,2}){0,4}[.)]?|[a-zđ][.)])\s*/u.exec(before)
  if (number === null || before.length > HEADING_CHARS_MAX) return false
  const tokens = tokenize(before, number[0].length, before.length)
  return parseParties(tokens, 0)?.next === tokens.length || /^(?:Tổ chức thực hiện|Kinh phí|Mục tiêu|Yêu cầu|Mục đích|Nhiệm vụ)[\p{L} ]{0,40}$/u.test(before.slice(number[0].length))
}

const HEADING_CHARS_MAX = 90
const NAME_END = /^\p{Lu}\p{L}*(?: (?:\p{L}+|-)){0,3}[,;]?$/u
const AIRY_SHARE = 0.25
/** "1. Sở", "+ Sở", "- Tổng": no line of an office is that short. */
const STUMP = /^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[IVX]{1,5}\.|[a-zđ]\)|[-–+])\s*(?:(?:Sở|Bộ|Ban|UBND|Công|Thanh|Hội|Ủy) )?\p{L}+$/u
/** A name that nothing can end here: no body is called so. */
const OPEN_NAME = /(?:^| )(?:Mặt trận|Mặt trận Tổ quốc|Liên hiệp|Cộng sản Hồ Chí|Bộ Chỉ huy|Bộ Tư lệnh|Kho bạc)$|^\d{1,2}\. Công ty (?:[^,;.]{0,30} )?(?:Cổ phần|CP|TNHH)$/u
const BARE_MARKER = /^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,4}|[a-zđ])[.)]$/u
const UPPER_HEADING = /^[IVX]{1,5}\.\s*[\p{Lu}\s,;–-]{2,80}$/u
const UPPER_LINE = /^[\p{Lu}\s,;–-]{3,}[.:]?$/u

function assemble(paragraphs: readonly Joined[]): ReadText {
  let size = 0
  for (const { lines } of paragraphs) for (const line of lines) size += line.text.length + 1
  const starts = new Int32Array(size)
  const ends = new Int32Array(size)
  const ranges: Paragraph[] = []
  let at = 0
  for (const { lines, isCell, isFirst } of paragraphs) {
    const start = at
    for (const line of lines) {
      const { places } = line
      if (places === null) for (let offset = 0; offset < line.text.length; offset++) ends[at + offset] = (starts[at + offset] = line.from + offset) + 1
      else {
        starts.set(places.starts, at)
        ends.set(places.ends, at)
      }
      at += line.text.length
      const seam = at > 0 ? (ends[at - 1] ?? 0) : 0
      starts[at] = seam
      ends[at] = seam
      at++
    }
    ranges.push({ start, end: at - 1, isCell, isFirst })
  }
  return {
    text: paragraphs.map(({ lines }) => lines.map((line) => line.text).join(' ')).join('\n'),
    paragraphs: ranges,
    toSource: (start, end) => ({ start: starts[start] ?? 0, end: end > start ? (ends[end - 1] ?? 0) : (starts[start] ?? 0) }),
  }
}
