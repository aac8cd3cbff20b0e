import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFNumber, PDFRawStream, concatTransformationMatrix, drawObject, popGraphicsState, pushGraphicsState } from 'pdf-lib'
import type { PDFDict, PDFPage } from 'pdf-lib'
import { SigningError } from '../signing-error.ts'

/** A picture as a PDF stores it: pixels and alpha compressed apart. */
export interface EncodedImage { width: number; height: number; colours: Uint8Array; colourSpace: string; alpha: Uint8Array | null; bits: number }

/** Caps on a PNG: file size, and pixels claimed by its header, before anything decodes it. */
const IMAGE_BYTES_MAX = 4 * 1024 * 1024
const IMAGE_PIXELS_MAX = 16_000_000
/** Pictures that are kept, by the size they take, in bytes: a leader's own picture comes again with every paper. */
const KEPT_BYTES_MAX = 32 * 1024 * 1024

const kept = new Map<string, EncodedImage>()

/**
 * Decodes a PNG and keeps what comes out, oldest first forgotten. Decoding takes longer than the rest of a
 * signature.
 *
 * @throws SigningError appearance.image_unreadable
 */
export async function encodePng(png: Uint8Array): Promise<EncodedImage> {
  const header = Buffer.from(png.subarray(0, 24))
  const isPng = header.length === 24 && header.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))
  if (!isPng || png.length > IMAGE_BYTES_MAX || header.readUInt32BE(16) * header.readUInt32BE(20) > IMAGE_PIXELS_MAX) {
    throw new SigningError('appearance.image_unreadable')
  }
  assertHonest(png)
  const key = createHash('sha256').update(png).digest('hex')
  const known = kept.get(key)
  const image = known ?? await decode(png)
  kept.delete(key)
  kept.set(key, image)
  for (const [oldest] of kept) {
    if (keptBytes() <= KEPT_BYTES_MAX) break
    kept.delete(oldest)
  }
  return image
}

/** Draws into a page; points, origin bottom left. */
export function placeImage(
  page: PDFPage, { width, height, colours, colourSpace, alpha, bits }: EncodedImage, place: { x: number; y: number; width: number; height: number },
): void {
  const { context } = page.doc
  const stream = (contents: Uint8Array, space: string, entries: Record<string, ReturnType<typeof context.register>>) => context.register(
    context.stream(contents, {
      Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: bits, ColorSpace: space, Filter: 'FlateDecode', ...entries,
    }),
  )
  const mask: Record<string, ReturnType<typeof context.register>> = alpha === null ? {} : { SMask: stream(alpha, 'DeviceGray', {}) }
  const name = page.node.newXObject('Image', stream(colours, colourSpace, mask))
  page.pushOperators(
    pushGraphicsState(), concatTransformationMatrix(place.width, 0, 0, place.height, place.x, place.y), drawObject(name), popGraphicsState(),
  )
}

/** What a PNG may hold so that every reader of it does no more work than its header says. */
const CHUNKS = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Refuses pixel data that swells beyond what the header claims: a few bytes can hold gigabytes. Source: PNG, third edition, 11.2. */
function assertHonest(png: Uint8Array): void {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.length)
  const [width, height, depth, channels] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24] ?? 0, CHANNELS[bytes[25] ?? -1] ?? 0]
  // Seven passes of an interlaced picture need a byte more for every row.
  const sizeBytesMax = (Math.ceil((width * channels * depth) / 8) + 8) * (height + 8) * 2
  const data = chunksOf(bytes).filter(({ type }) => type === 'IDAT').map(({ body }) => body)
  try {
    inflateSync(Buffer.concat(data), { maxOutputLength: sizeBytesMax })
  } catch {
    throw new SigningError('appearance.image_unreadable', 'pixel data')
  }
}

function chunksOf(bytes: Buffer): { type: string; body: Buffer; whole: Buffer }[] {
  const found: { type: string; body: Buffer; whole: Buffer }[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) })
    at = end
  }
  return found
}

/** The picture alone: texts, colour profiles and animations in it can swell as well, and none of them is drawn. */
function pictureOf(png: Uint8Array): Buffer {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.length)
  return Buffer.concat([bytes.subarray(0, 8), ...chunksOf(bytes).filter(({ type }) => CHUNKS.includes(type)).map(({ whole }) => whole)])
}

async function decode(png: Uint8Array): Promise<EncodedImage> {
  try {
    const scratch = await PDFDocument.create({ updateMetadata: false })
    const image = await scratch.embedPng(pictureOf(png))
    await image.embed()
    const colours = scratch.context.lookup(image.ref)
    if (!(colours instanceof PDFRawStream)) throw new TypeError('unexpected image')
    const alpha = colours.dict.lookup(PDFName.of('SMask'))
    return {
      width: image.width,
      height: image.height,
      colours: colours.contents,
      colourSpace: colours.dict.lookup(PDFName.of('ColorSpace'), PDFName).decodeText(),
      alpha: alpha instanceof PDFRawStream ? alpha.contents : null,
      bits: numberIn(colours.dict, 'BitsPerComponent'),
    }
  } catch (cause) {
    throw new SigningError('appearance.image_unreadable', String(cause))
  }
}

function numberIn(dict: PDFDict, key: string): number {
  return dict.lookup(PDFName.of(key), PDFNumber).asNumber()
}

function keptBytes(): number {
  let size = 0
  for (const { colours, alpha } of kept.values()) size += colours.length + (alpha?.length ?? 0)
  return size
}
