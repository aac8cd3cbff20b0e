import { SigningError } from '../signing-error.ts'
import type { SignatureAppearance } from '../appearance/draw-appearance.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { PdfDict, PdfRef, PdfValue } from '../pdf/objects.ts'
import { as, dict, ref, withEntries } from '../pdf/objects.ts'
import type { Page } from '../pdf/pages.ts'
import { readPage, rotationOfPage } from '../pdf/pages.ts'
import type { PdfFile } from '../pdf/pdf-file.ts'
import { serialize } from '../pdf/serialize.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import type { NewObject } from '../pdf/write-increment.ts'
import { writeIncrement } from '../pdf/write-increment.ts'
import type { RectPt } from './field-objects.ts'
import { changed, formWith, pageWith, widgetOf } from './field-objects.ts'

/** Where a field is made when a file from elsewhere has none; without a rectangle the signature leaves no ink. */
export interface NewFieldPlace {
  /** From 0. */
  pageIndex: number
  rect: RectPt | null
}

export interface SignatureIncrementSpec {
  field: SignatureField | { name: string; place: NewFieldPlace }
  /** What the signature dictionary holds besides ByteRange and Contents. */
  entries: Record<string, PdfValue>
  /** Room for the CMS or the timestamp, in bytes. */
  contentsSizeBytes: number
  appearance?: SignatureAppearance
}

/** Offsets of the hex placeholder in bytes from the start of the file, `<` and `>` included. */
export interface Placeholder { start: number; end: number }

/** Offsets in ByteRange always take this many characters, so that filling them in moves nothing. */
const BYTE_RANGE_WIDTH = 44

/** The increment that fills one signature field, its Contents zeros, its ByteRange final. */
export async function writeSignatureIncrement(
  document: PdfDocument, spec: SignatureIncrementSpec,
): Promise<{ tail: Buffer; placeholder: Placeholder }> {
  const number = document.size
  const field = placeField(document, spec.field, ref(number + 1))
  const drawn = await drawField(document, field, spec.appearance, number + 2)
  const { body, rangeAt, contents } = signatureBody(spec)
  const filled = withEntries(field.dict, {
    V: ref(number),
    ...(drawn === null ? {} : { AP: dict({ N: ref(drawn.formNumber) }) }),
  })
  const { tail, bodyStarts } = writeIncrement(document, [
    { number, generation: 0, body }, changed(field.ref, filled), ...field.others, ...(drawn?.objects ?? []),
  ])

  const base = document.bytes.length
  const at = bodyStarts.get(number) ?? 0
  const placeholder = { start: at + contents.start, end: at + contents.end }
  const range = `[0 ${placeholder.start} ${placeholder.end} ${base + tail.length - placeholder.end}]`
  tail.write(range.padEnd(BYTE_RANGE_WIDTH), at - base + rangeAt, 'latin1')
  return { tail, placeholder }
}

/** SHA-2 over everything but the placeholder. Source: ISO 32000-2, 12.8.1, ByteRange. */
export async function digestAround(
  file: PdfFile, tail: Uint8Array, { start, end }: Placeholder, hash: 'sha256' | 'sha384',
): Promise<Buffer> {
  const running = await file.hash(hash)
  return running.update(tail.subarray(0, start - file.sizeBytes)).update(tail.subarray(end - file.sizeBytes)).digest()
}

/**
 * Writes the value into a copy of the increment.
 *
 * @throws SigningError signature.contents_too_small; nothing is ever cut
 */
export function fillContents(tail: Uint8Array, baseSizeBytes: number, { start, end }: Placeholder, value: Uint8Array): Buffer {
  const room = (end - start - 2) / 2
  if (value.length > room) throw new SigningError('signature.contents_too_small', `${value.length} > ${room} bytes`)
  const filled = Buffer.from(tail)
  filled.write(Buffer.from(value).toString('hex'), start - baseSizeBytes + 1, 'latin1')
  return filled
}

interface PlacedField { ref: PdfRef; dict: PdfDict; page: Page | null; others: NewObject[] }

function placeField(document: PdfDocument, field: SignatureIncrementSpec['field'], newRef: PdfRef): PlacedField {
  if ('ref' in field) return { ref: field.ref, dict: field.dict, page: null, others: [] }
  const page = readPage(document, field.place.pageIndex)
  if (page === null) throw new SigningError('appearance.outside_page', field.name)
  return {
    ref: newRef,
    dict: widgetOf(field.name, page, field.place.rect),
    page,
    others: [pageWith(document, page, [newRef]), formWith(document, [newRef])],
  }
}

async function drawField(
  document: PdfDocument, field: PlacedField, appearance: SignatureAppearance | undefined, firstNumber: number,
): Promise<{ formNumber: number; objects: NewObject[] } | null> {
  if (appearance === undefined) return null
  const corners = as('array', document.get(field.dict, 'Rect'))?.items.map((item) => document.resolve(item)) ?? []
  const [x1, y1, x2, y2] = corners
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') {
    throw new SigningError('pdf.broken', 'field without a rectangle')
  }
  const [widthPt, heightPt] = [Math.abs(x2 - x1), Math.abs(y2 - y1)]
  if (widthPt < 1 || heightPt < 1) throw new SigningError('appearance.no_room')
  const rotation = field.page?.rotation ?? rotationOfPage(document, field.dict.entries.get('P'))
  // Loaded when ink is wanted: a signature without ink starts without a font library.
  const { drawAppearance } = await import('../appearance/draw-appearance.ts')
  return drawAppearance(appearance, { widthPt, heightPt, rotation }, firstNumber)
}

/** Body of the signature dictionary, and where in it ByteRange and Contents stand, in bytes. */
function signatureBody({ entries, contentsSizeBytes }: SignatureIncrementSpec): {
  body: Buffer; rangeAt: number; contents: Placeholder
} {
  const rest = serialize(dict(entries))
  const head = Buffer.concat([rest.subarray(0, -2), Buffer.from(' /ByteRange ')])
  const start = head.length + BYTE_RANGE_WIDTH + ' /Contents '.length
  const end = start + contentsSizeBytes * 2 + 2
  const body = Buffer.alloc(end + 2, '0')
  head.copy(body)
  body.write(`${' '.repeat(BYTE_RANGE_WIDTH)} /Contents <`, head.length, 'latin1')
  body.write('>>>', end - 1, 'latin1')
  return { body, rangeAt: head.length, contents: { start, end } }
}
