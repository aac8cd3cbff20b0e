import type { StrokePoint } from './stroke.ts'

/** 0.15 pt is 0.05 mm: invisible, and it halves the bytes of a stroke. */
export const SIMPLIFY_TOLERANCE_PT = 0.15

/**
 * Drops points that lie within `tolerancePt` of the line between their neighbours
 * (Ramer 1972, Douglas and Peucker 1973). First and last point stay.
 */
export function simplify(points: readonly StrokePoint[], tolerancePt: number = SIMPLIFY_TOLERANCE_PT): StrokePoint[] {
  if (points.length <= 2) return [...points]
  const isKept = new Uint8Array(points.length)
  isKept[0] = 1
  isKept[points.length - 1] = 1
  // A list of open ranges rather than recursion: a stroke may have thousands of points.
  const open: [number, number][] = [[0, points.length - 1]]
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [first, last] = range
    const farthest = farthestBetween(points, first, last)
    if (farthest.distancePt <= tolerancePt) continue
    isKept[farthest.index] = 1
    open.push([first, farthest.index], [farthest.index, last])
  }
  return points.filter((_, index) => isKept[index] === 1)
}

function farthestBetween(points: readonly StrokePoint[], first: number, last: number): { index: number; distancePt: number } {
  const from = points[first]
  const to = points[last]
  let index = first
  let distancePt = 0
  if (from === undefined || to === undefined) return { index, distancePt }
  for (let at = first + 1; at < last; at++) {
    const point = points[at]
    if (point === undefined) continue
    const distance = distanceToSegmentPt(point, from, to)
    if (distance > distancePt) {
      index = at
      distancePt = distance
    }
  }
  return { index, distancePt }
}

/** Distance of `point` from the segment, not from the endless line: a pen may turn back. */
export function distanceToSegmentPt(
  point: { xPt: number; yPt: number },
  from: { xPt: number; yPt: number },
  to: { xPt: number; yPt: number },
): number {
  const dx = to.xPt - from.xPt
  const dy = to.yPt - from.yPt
  const lengthSquared = dx * dx + dy * dy
  const along = lengthSquared === 0 ? 0 : ((point.xPt - from.xPt) * dx + (point.yPt - from.yPt) * dy) / lengthSquared
  const clamped = Math.max(0, Math.min(1, along))
  return Math.hypot(point.xPt - from.xPt - clamped * dx, point.yPt - from.yPt - clamped * dy)
}
