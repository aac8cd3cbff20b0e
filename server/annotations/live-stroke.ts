import { MalformedInk, PackedReader, PackedWriter } from './packed-bytes.ts'
import { colourAt, readPoints, TOOLS, toolAt, widthFrom, writePoints, type StrokePoint, type Tool } from './stroke.ts'

/** The newest points of a stroke that is still being drawn. Shown, never stored; the next one may be lost. */
export interface LiveStroke {
  /** Counts up in the author's browser, so that two strokes are not joined by a line. */
  strokeNumber: number
  pageIndex: number
  tool: Tool
  colour: number
  widthPt: number
  /** True at pen-up and when the stroke is given up: what was shown of it goes away. */
  isOver: boolean
  points: readonly StrokePoint[]
}

export const LIVE_POINTS_MAX = 200

export function encodeLiveStroke(live: LiveStroke): Uint8Array {
  const writer = new PackedWriter()
  writer.whole(live.strokeNumber)
  writer.whole(live.pageIndex)
  writer.byte(TOOLS.indexOf(live.tool))
  writer.byte(live.colour)
  writer.whole(Math.max(1, Math.round(live.widthPt * 20)))
  writer.byte(live.isOver ? 1 : 0)
  if (!live.isOver) writePoints(writer, live.points.slice(-LIVE_POINTS_MAX), true)
  return writer.finish()
}

/** @throws MalformedInk: a frame from another person's browser is never trusted. */
export function decodeLiveStroke(bytes: Uint8Array): LiveStroke {
  const reader = new PackedReader(bytes)
  const strokeNumber = reader.whole()
  const pageIndex = reader.whole(100_000)
  const tool = toolAt(reader.byte())
  const colour = colourAt(reader.byte())
  const widthPt = widthFrom(reader)
  const isOver = reader.byte() === 1
  const points = isOver ? [] : readPoints(reader, true)
  if (points.length > LIVE_POINTS_MAX) throw new MalformedInk('too many points')
  return { strokeNumber, pageIndex, tool, colour, widthPt, isOver, points }
}
