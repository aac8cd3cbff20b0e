/**
 * Pads every glyph record of a TrueType font to four bytes and writes the long form of `loca`.
 *
 * `@pdf-lib/fontkit` subsets fonts with odd-length glyph records wrongly: the text still extracts, but glyphs
 * vanish from the page. With padded records the ink is the same as with the full font; a test renders both.
 * Source: OpenType 1.9, tables `glyf`, `loca`, `head`; pdf-lib issue 1232.
 */
export function padFont(ttf: Uint8Array): Uint8Array {
  const tables = readTables(ttf)
  const head = Uint8Array.from(requireTable(tables, 'head'))
  const glyf = requireTable(tables, 'glyf')
  const glyphCount = view(requireTable(tables, 'maxp')).getUint16(4)
  const offsets = readLoca(requireTable(tables, 'loca'), glyphCount, view(head).getInt16(INDEX_TO_LOC_FORMAT))

  const padded: Uint8Array[] = []
  const loca = new Uint8Array((glyphCount + 1) * 4)
  let position = 0
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    view(loca).setUint32(glyph * 4, position)
    const record = glyf.subarray(offsets[glyph], offsets[glyph + 1])
    const room = new Uint8Array(roundUp(record.length))
    room.set(record)
    padded.push(room)
    position += room.length
  }
  view(loca).setUint32(glyphCount * 4, position)

  view(head).setInt16(INDEX_TO_LOC_FORMAT, 1)
  view(head).setUint32(CHECKSUM_ADJUSTMENT, 0)
  return writeFont(view(ttf).getUint32(0), new Map(tables).set('head', head).set('loca', loca).set('glyf', join(padded)))
}

/** Offsets inside the `head` table, in bytes. */
const CHECKSUM_ADJUSTMENT = 8
const INDEX_TO_LOC_FORMAT = 50

function readTables(ttf: Uint8Array): Map<string, Uint8Array> {
  const data = view(ttf)
  const tables = new Map<string, Uint8Array>()
  const count = data.getUint16(4)
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const tag = String.fromCharCode(...ttf.subarray(at, at + 4))
    const start = data.getUint32(at + 8)
    tables.set(tag, ttf.subarray(start, start + data.getUint32(at + 12)))
  }
  // A signature over the old bytes says nothing about the new ones.
  tables.delete('DSIG')
  return tables
}

function requireTable(tables: Map<string, Uint8Array>, tag: string): Uint8Array {
  const table = tables.get(tag)
  if (table === undefined) throw new Error(`not a TrueType font: no ${tag} table`)
  return table
}

function readLoca(loca: Uint8Array, glyphCount: number, format: number): number[] {
  const data = view(loca)
  return Array.from({ length: glyphCount + 1 }, (_, glyph) =>
    format === 0 ? data.getUint16(glyph * 2) * 2 : data.getUint32(glyph * 4),
  )
}

function writeFont(version: number, tables: Map<string, Uint8Array>): Uint8Array {
  const tags = [...tables.keys()].sort()
  const start = 12 + tags.length * 16
  const total = [...tables.values()].reduce((sum, table) => sum + roundUp(table.length), start)
  const font = new Uint8Array(total)
  const data = view(font)
  const log = Math.floor(Math.log2(tags.length))
  data.setUint32(0, version)
  data.setUint16(4, tags.length)
  data.setUint16(6, 2 ** log * 16)
  data.setUint16(8, log)
  data.setUint16(10, tags.length * 16 - 2 ** log * 16)

  let position = start
  let headAt = 0
  tags.forEach((tag, index) => {
    const table = requireTable(tables, tag)
    const room = roundUp(table.length)
    font.set(table, position)
    const entry = 12 + index * 16
    for (let k = 0; k < 4; k++) font[entry + k] = tag.charCodeAt(k)
    data.setUint32(entry + 4, checksum(font.subarray(position, position + room)))
    data.setUint32(entry + 8, position)
    data.setUint32(entry + 12, table.length)
    if (tag === 'head') headAt = position
    position += room
  })
  data.setUint32(headAt + CHECKSUM_ADJUSTMENT, (0xb1b0afba - checksum(font)) >>> 0)
  return font
}

function checksum(bytes: Uint8Array): number {
  const data = view(bytes)
  let sum = 0
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum = (sum + data.getUint32(at)) >>> 0
  return sum
}

function join(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let position = 0
  for (const part of parts) {
    whole.set(part, position)
    position += part.length
  }
  return whole
}

function roundUp(sizeBytes: number): number {
  return (sizeBytes + 3) & ~3
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
