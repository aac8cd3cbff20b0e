import type { Page } from '../pdf/pages.ts'
import type { Matrix } from './matrix.ts'
import { apply } from './matrix.ts'

/** Points in the page's own space, y upwards. */
export interface Box { left: number; bottom: number; right: number; top: number; isImage?: boolean }

export const UNIT_SQUARE: readonly Point[] = [[0, 0], [1, 0], [0, 1], [1, 1]]
export const EVERYWHERE: Box = { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity, isImage: true }

/** A drawn frame or background, unlike a letter, reaches over most of the page both ways. */
const FRAME_SHARE = 0.6

type Point = readonly [number, number]

/** The upright box around points that a matrix moves. */
export function boxOf(matrix: Matrix, points: readonly Point[]): Box {
  const box = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity }
  for (const [px, py] of points) {
    const { x, y } = apply(matrix, px, py)
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.bottom = Math.min(box.bottom, y)
    box.top = Math.max(box.top, y)
  }
  return box
}

export function isFrame({ left, right, bottom, top, isImage }: Box, { box }: Page): boolean {
  if (isImage === true) return false
  return right - left > (box.rightPt - box.leftPt) * FRAME_SHARE && top - bottom > (box.topPt - box.bottomPt) * FRAME_SHARE
}

/**
 * Follows drawn lines and keeps the boxes of those with curves: letters that were turned into drawings, or ink by
 * hand. Straight lines are rules and tables. Source: ISO 32000-2, 8.5.
 */
export class CurvedPath {
  private parts: { points: Point[]; isCurved: boolean }[] = []

  take(operator: string, numbers: readonly number[], ctm: Matrix, painted: Box[]): void {
    const points = pairs(numbers)
    switch (operator) {
      case 'm': this.parts.push({ points, isCurved: false }); break
      case 'l': this.parts.at(-1)?.points.push(...points); break
      case 'c': case 'v': case 'y': {
        const part = this.parts.at(-1)
        part?.points.push(...points)
        if (part !== undefined) part.isCurved = true
        break
      }
      case 'f': case 'F': case 'f*': case 'B': case 'B*': case 'b': case 'b*': case 'S': case 's':
        painted.push(...this.parts.filter(({ isCurved }) => isCurved).map((part) => boxOf(ctm, part.points)))
        this.parts = []
        break
      case 'n': this.parts = []; break
      default: break
    }
  }
}

function pairs(numbers: readonly number[]): Point[] {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, index) => [numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0] as const)
}
