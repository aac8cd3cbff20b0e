import { MalformedInk, PackedReader, PackedWriter } from './packed-bytes.ts'
import type { PagePoint } from './page-space.ts'

export const TOOLS = ['pen', 'highlighter'] as const
export type Tool = (typeof TOOLS)[number]

/** Index in a stroke's header. Order is for ever: old strokes point into it. */
export const INK_COLOURS = ['#1f2937', '#b91c1c', '#1d4ed8', '#15803d', '#facc15', '#fb923c'] as const

export interface StrokePoint extends PagePoint {
  /** 0 to 1. A finger and a mouse have none and are drawn at 0.5. */
  pressure: number
}

/** One line drawn without lifting, written once at pen-up. */
export interface Stroke {
  tool: Tool
  /** Index in `INK_COLOURS`. */
  colour: number
  widthPt: number
  authorUserId: string
  startedAtMs: number
  hasPressure: boolean
  points: readonly StrokePoint[]
}

export const STROKE_VERSION = 1
/** A coordinate is a whole number of these: 1/20 pt is 0.018 mm, finer than any pen. */
const STEPS_PER_PT = 20
export const STROKE_LIMITS = {
  pointsMax: 8_000,
  bytesMax: 32_768,
  widthPtMax: 60,
  /** The largest page of PDF 1.7 (14,400 pt) plus the strokes that leave it. */
  coordinatePtMax: 20_000,
} as const
const HAS_PRESSURE = 1
const STEPS_MAX = STROKE_LIMITS.coordinatePtMax * STEPS_PER_PT

/**
 * Version, tool, colour, width, author (16 bytes), start, flags, number of points, then for each point
 * the difference from the one before in 1/20 pt, and one byte of pressure when the pen has any.
 */
export function encodeStroke(stroke: Stroke): Uint8Array {
  const writer = new PackedWriter()
  writer.byte(STROKE_VERSION)
  writer.byte(TOOLS.indexOf(stroke.tool))
  writer.byte(stroke.colour)
  writer.whole(Math.max(1, Math.round(stroke.widthPt * STEPS_PER_PT)))
  writer.raw(bytesOfUuid(stroke.authorUserId))
  writer.whole(Math.max(0, Math.round(stroke.startedAtMs)))
  writer.byte(stroke.hasPressure ? HAS_PRESSURE : 0)
  writePoints(writer, stroke.points, stroke.hasPressure)
  return writer.finish()
}

/** @throws MalformedInk for anything `encodeStroke` could not have written. */
export function decodeStroke(bytes: Uint8Array): Stroke {
  if (bytes.length > STROKE_LIMITS.bytesMax) throw new MalformedInk('stroke too long')
  const reader = new PackedReader(bytes)
  const version = reader.byte()
  if (version !== STROKE_VERSION) throw new MalformedInk(`unknown version ${version}`)
  const tool = toolAt(reader.byte())
  const colour = colourAt(reader.byte())
  const widthPt = widthFrom(reader)
  const authorUserId = uuidOfBytes(reader.raw(16))
  const startedAtMs = reader.whole()
  const flags = reader.byte()
  if (flags > HAS_PRESSURE) throw new MalformedInk('unknown flags')
  const hasPressure = flags === HAS_PRESSURE
  const points = readPoints(reader, hasPressure)
  if (!reader.isAtEnd) throw new MalformedInk('bytes after the end')
  return { tool, colour, widthPt, authorUserId, startedAtMs, hasPressure, points }
}

export function writePoints(writer: PackedWriter, points: readonly StrokePoint[], hasPressure: boolean): void {
  writer.whole(points.length)
  let lastX = 0
  let lastY = 0
  for (const point of points) {
    const x = stepsOf(point.xPt)
    const y = stepsOf(point.yPt)
    writer.signed(x - lastX)
    writer.signed(y - lastY)
    if (hasPressure) writer.byte(Math.round(Math.min(1, Math.max(0, point.pressure)) * 255))
    lastX = x
    lastY = y
  }
}

export function readPoints(reader: PackedReader, hasPressure: boolean): StrokePoint[] {
  const count = reader.whole(STROKE_LIMITS.pointsMax)
  if (count === 0) throw new MalformedInk('no points')
  // Checked before the array grows: a short message must not ask for much memory.
  if (count * (hasPressure ? 3 : 2) > reader.left) throw new MalformedInk('ends early')
  const points: StrokePoint[] = []
  let x = 0
  let y = 0
  for (let index = 0; index < count; index++) {
    x += reader.signed(2 * STEPS_MAX)
    y += reader.signed(2 * STEPS_MAX)
    if (Math.abs(x) > STEPS_MAX || Math.abs(y) > STEPS_MAX) throw new MalformedInk('far outside any page')
    points.push({ xPt: x / STEPS_PER_PT, yPt: y / STEPS_PER_PT, pressure: hasPressure ? reader.byte() / 255 : 0.5 })
  }
  return points
}

export function toolAt(index: number): Tool {
  const tool = TOOLS[index]
  if (tool === undefined) throw new MalformedInk('unknown tool')
  return tool
}

export function colourAt(index: number): number {
  if (INK_COLOURS[index] === undefined) throw new MalformedInk('unknown colour')
  return index
}

export function widthFrom(reader: PackedReader): number {
  const steps = reader.whole(STROKE_LIMITS.widthPtMax * STEPS_PER_PT)
  if (steps === 0) throw new MalformedInk('no width')
  return steps / STEPS_PER_PT
}

export function bytesOfUuid(uuid: string): Uint8Array {
  const hex = uuid.replaceAll('-', '')
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new MalformedInk('not a uuid')
  return Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}

export function uuidOfBytes(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (value) => value.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function stepsOf(pt: number): number {
  const steps = Math.round(pt * STEPS_PER_PT)
  return Math.max(-STEPS_MAX, Math.min(STEPS_MAX, steps)) || 0
}
