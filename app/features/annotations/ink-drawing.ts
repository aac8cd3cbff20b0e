import { getStroke } from 'perfect-freehand'
import type { PagePoint } from '#server/annotations/page-space.ts'
import { distanceToSegmentPt } from '#server/annotations/simplify-stroke.ts'
import { INK_COLOURS, type Stroke, type StrokePoint, type Tool } from '#server/annotations/stroke.ts'

/** What is needed to draw a line, finished or not. */
export type Line = Pick<Stroke, 'tool' | 'colour' | 'widthPt' | 'points'> & { hasPressure?: boolean }

/** Alpha of a highlighter: the text under it stays legible. */
const HIGHLIGHTER_ALPHA = 0.35

/** Outlines cost about 80 µs each; a finished stroke's is made once. */
export class OutlineCache {
  readonly #paths = new WeakMap<Line, Path2D>()

  of(line: Line): Path2D {
    const known = this.#paths.get(line)
    if (known !== undefined) return known
    const path = outlineOf(line, true)
    this.#paths.set(line, path)
    return path
  }
}

/** The outline in page points. `isFinished` rounds the end off. */
export function outlineOf(line: Line, isFinished: boolean): Path2D {
  const outline = getStroke(
    line.points.map(({ xPt, yPt, pressure }) => [xPt, yPt, pressure]),
    {
      size: line.widthPt,
      thinning: line.tool === 'pen' && line.hasPressure === true ? 0.6 : 0,
      smoothing: 0.5,
      // Points are smoothed already by the hand and the simplifier; more would move the line off the pen.
      streamline: 0.2,
      simulatePressure: false,
      last: isFinished,
    },
  )
  const path = new Path2D()
  const [first] = outline
  if (first?.[0] === undefined || first[1] === undefined) return path
  path.moveTo(first[0], first[1])
  for (let index = 0; index < outline.length; index++) {
    const [x = 0, y = 0] = outline[index] ?? []
    const [nextX = 0, nextY = 0] = outline[(index + 1) % outline.length] ?? []
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2)
  }
  path.closePath()
  return path
}

export function fillLine(context: CanvasRenderingContext2D, line: Pick<Line, 'tool' | 'colour'>, path: Path2D): void {
  context.globalAlpha = line.tool === 'highlighter' ? HIGHLIGHTER_ALPHA : 1
  context.globalCompositeOperation = line.tool === 'highlighter' ? 'multiply' : 'source-over'
  context.fillStyle = INK_COLOURS[line.colour] ?? INK_COLOURS[0]
  context.fill(path)
}

export function widthOf(tool: Tool): number {
  return tool === 'highlighter' ? 12 : 1.6
}

/** True when the eraser's tip touches the line. */
export function isTouched(line: Line, tip: PagePoint, radiusPt: number): boolean {
  const reachPt = radiusPt + line.widthPt / 2
  return line.points.some((point: StrokePoint, index) => distanceToSegmentPt(tip, point, line.points[index + 1] ?? point) <= reachPt)
}
