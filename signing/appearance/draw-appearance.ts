import { PDFContentStream, PDFDocument, PDFRef, rgb } from 'pdf-lib'
import type { PDFFont, PDFObject, PDFPage } from 'pdf-lib'
import { SigningError } from '../signing-error.ts'
import { ownTurn } from '../pdf/own-turn.ts'
import type { NewObject } from '../pdf/write-increment.ts'
import { assertDrawable, cachingFontkit } from './drawable.ts'
import { drawDemoSeal, drawDemoSignature } from './demo-marks.ts'
import type { EncodedImage } from './embedded-image.ts'
import { encodePng, placeImage } from './embedded-image.ts'
import type { SizeMm } from './seal-place.ts'
import { trueSizePt } from './seal-place.ts'
import { loadVietnameseFont } from './vietnamese-font.ts'

/** What a visible signature shows. Blue ink for a person, red for an agency's seal. Source: Decree 30/2020. */
export interface SignatureAppearance {
  /** Lines under the image, from the top; may be empty. */
  lines: readonly string[]
  /**
   * A PNG, its alpha kept, or a drawing that says DEMO, or nothing. It is fitted above the lines, centred,
   * proportions kept; with `size` it has exactly that size, as a seal must.
   */
  image?: { png: Uint8Array; size?: SizeMm } | { demo: 'signature'; name: string } | { demo: 'seal'; organisation: string }
  ink?: keyof typeof INKS
}

/** A form XObject with all it needs, as objects ready to be appended; numbers start where the caller said. */
export interface DrawnAppearance { formNumber: number; objects: NewObject[] }

export interface SizePt { widthPt: number; heightPt: number }

/** The field's rectangle and how its page is turned, clockwise in degrees. */
export interface WidgetBox extends SizePt { rotation?: 0 | 90 | 180 | 270 }

const INKS = { black: rgb(0, 0, 0), blue: rgb(0.06, 0.2, 0.6), red: rgb(0.83, 0.08, 0.1) } as const

const FONT_SIZE_MAX_PT = 10
/** Millimetres become points and back. */
const ROUNDING_PT = 0.01
/** A scan of a seal is never exactly square. */
const STRETCH_MAX = 0.05
const FONT_SIZE_MIN_PT = 3
const LINE_HEIGHT = 1.2
/** How much of the box the lines may take when an image stands above them. */
const LINES_SHARE = 0.5

/**
 * Draws into a scratch document of the box's size and hands over its objects. Reads nothing but its arguments
 * and the font.
 *
 * @throws SigningError appearance.missing_glyph, appearance.image_unreadable, appearance.no_room
 */
export async function drawAppearance(
  appearance: SignatureAppearance, widget: WidgetBox, firstObjectNumber: number,
): Promise<DrawnAppearance> {
  const box = uprightBox(widget)
  const lines = appearance.lines.map((line) => assertDrawable(line))
  const scratch = await PDFDocument.create({ updateMetadata: false })
  scratch.registerFontkit(cachingFontkit)
  const page = scratch.addPage([box.widthPt, box.heightPt])
  scratch.context.largestObjectNumber = Math.max(firstObjectNumber - 1, scratch.context.largestObjectNumber)

  const font = await scratch.embedFont(loadVietnameseFont('regular'), { subset: true })
  await ownTurn()
  const linesHeight = drawLines(page, font, lines, appearance, box)
  await drawImage(page, font, appearance.image, { widthPt: box.widthPt, heightPt: box.heightPt - linesHeight }, linesHeight)
  // Here the font is cut down to the letters that are drawn: the longest piece of work.
  await ownTurn()
  await scratch.flush()
  await ownTurn()
  return takeObjects(scratch, page, { ...box, rotation: widget.rotation ?? 0 }, firstObjectNumber)
}

/** What the reader sees of the rectangle: on a page that lies on its side, width and height change places. */
function uprightBox({ widthPt, heightPt, rotation }: WidgetBox): SizePt {
  return rotation === 90 || rotation === 270 ? { widthPt: heightPt, heightPt: widthPt } : { widthPt, heightPt }
}

/** Turns the drawing back; readers then fit it into the rectangle. Source: ISO 32000-2, 12.5.5, algorithm 8.1. */
const TURNED_BACK = { 0: [1, 0, 0, 1, 0, 0], 90: [0, 1, -1, 0, 0, 0], 180: [-1, 0, 0, -1, 0, 0], 270: [0, -1, 1, 0, 0, 0] }

/** Draws the lines at the foot of the box, in the largest size that fits; answers how high they stand, in points. */
function drawLines(
  page: PDFPage, font: PDFFont, lines: readonly string[], { image, ink }: SignatureAppearance, box: SizePt,
): number {
  if (lines.length === 0) return 0
  const room = box.heightPt * (image === undefined ? 1 : LINES_SHARE)
  const widest = Math.max(...lines.map((line) => font.widthOfTextAtSize(line, 1)), 0.001)
  const fitting = Math.min(FONT_SIZE_MAX_PT, (box.widthPt - 4) / widest, room / (lines.length * LINE_HEIGHT))
  const size = Math.max(FONT_SIZE_MIN_PT, fitting)
  const height = lines.length * size * LINE_HEIGHT
  lines.forEach((line, index) => {
    page.drawText(line, { x: 2, y: height - (index + 0.8) * size * LINE_HEIGHT, size, font, color: INKS[ink ?? 'black'] })
  })
  return height
}

async function drawImage(
  page: PDFPage, font: PDFFont, image: SignatureAppearance['image'], room: SizePt, bottomPt: number,
): Promise<void> {
  if (image === undefined) return
  if ('png' in image) {
    const encoded = await encodePng(image.png)
    const { width, height } = image.size === undefined ? fitted(encoded, room) : exact(encoded, image.size, room)
    placeImage(page, encoded, { x: (room.widthPt - width) / 2, y: bottomPt + (room.heightPt - height) / 2, width, height })
  } else if (image.demo === 'seal') {
    drawDemoSeal(page, font, assertDrawable(image.organisation), room, bottomPt, INKS.red)
  } else {
    drawDemoSignature(page, font, assertDrawable(image.name), room, bottomPt, INKS.blue)
  }
}

function fitted({ width, height }: EncodedImage, room: SizePt): { width: number; height: number } {
  const scale = Math.min(room.widthPt / width, room.heightPt / height)
  return { width: width * scale, height: height * scale }
}

/** At true size or not at all. */
function exact(image: EncodedImage, size: SizeMm, room: SizePt): { width: number; height: number } {
  const { widthPt, heightPt } = trueSizePt(size)
  if (widthPt > room.widthPt + ROUNDING_PT || heightPt > room.heightPt + ROUNDING_PT) throw new SigningError('appearance.no_room', 'true size')
  const stretch = (image.width / image.height) / (widthPt / heightPt)
  if (Math.abs(stretch - 1) > STRETCH_MAX) throw new SigningError('appearance.image_unreadable', 'other proportions than the true size')
  return { width: widthPt, height: heightPt }
}

/** The page becomes a form XObject; fonts and images come along; catalog and page tree stay behind. */
function takeObjects(scratch: PDFDocument, page: PDFPage, box: Required<WidgetBox>, firstObjectNumber: number): DrawnAppearance {
  const contents: PDFObject[] = page.node.normalizedEntries().Contents?.asArray() ?? []
  const content = Buffer.concat(contents.flatMap((item) => [contentOf(scratch, item), Buffer.from('\n')]))
  const contentRefs = new Set(contents.map(String))
  const form = scratch.context.flateStream(content, {
    Type: 'XObject', Subtype: 'Form', BBox: [0, 0, box.widthPt, box.heightPt],
    ...(box.rotation === 0 ? {} : { Matrix: TURNED_BACK[box.rotation] }),
    Resources: page.node.normalizedEntries().Resources,
  })
  const formRef = scratch.context.register(form)
  const objects = scratch.context.enumerateIndirectObjects()
    .filter(([reference]) => reference.objectNumber >= firstObjectNumber && !contentRefs.has(String(reference)))
    .map(([reference, object]) => {
      const body = new Uint8Array(object.sizeInBytes())
      object.copyBytesInto(body, 0)
      return { number: reference.objectNumber, generation: 0, body }
    })
  return { formNumber: formRef.objectNumber, objects }
}

function contentOf(scratch: PDFDocument, item: PDFObject): Uint8Array {
  const stream = item instanceof PDFRef ? scratch.context.lookup(item) : item
  // A page drawn from nothing has content streams of operators only.
  if (!(stream instanceof PDFContentStream)) throw new TypeError('unexpected content stream')
  return stream.getUnencodedContents()
}
