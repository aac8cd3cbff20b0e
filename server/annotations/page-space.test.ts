import { expect, test } from 'vitest'
import { shownSize, toPagePoint, toPixels, type PageView, type Rotation } from './page-space.ts'

const size = { widthPt: 595.28, heightPt: 841.89 }
const ROTATIONS: Rotation[] = [0, 90, 180, 270]

test('a point on the page survives the way to the screen and back, at every rotation and zoom', () => {
  for (const rotation of ROTATIONS) {
    for (const scale of [0.3, 1, 1.7, 4]) {
      const view: PageView = { size, scale, rotation }
      for (const point of [{ xPt: 0, yPt: 0 }, { xPt: 100.05, yPt: 7.2 }, { xPt: 595.28, yPt: 841.89 }]) {
        const back = toPagePoint(toPixels(point, view), view)
        expect(back.xPt).toBeCloseTo(point.xPt, 6)
        expect(back.yPt).toBeCloseTo(point.yPt, 6)
      }
    }
  }
})

test('every corner of the page lies within the page as it is shown', () => {
  for (const rotation of ROTATIONS) {
    const view: PageView = { size, scale: 2, rotation }
    const shown = shownSize(view)
    for (const corner of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
      const pixel = toPixels({ xPt: corner[0] * size.widthPt, yPt: corner[1] * size.heightPt }, view)
      expect(pixel.x).toBeGreaterThanOrEqual(-1e-9)
      expect(pixel.x).toBeLessThanOrEqual(shown.width + 1e-9)
      expect(pixel.y).toBeGreaterThanOrEqual(-1e-9)
      expect(pixel.y).toBeLessThanOrEqual(shown.height + 1e-9)
    }
  }
})

test('a page turned by 90° shows its top left corner at the top right', () => {
  const view: PageView = { size, scale: 1, rotation: 90 }
  expect(toPixels({ xPt: 0, yPt: 0 }, view)).toEqual({ x: size.heightPt, y: 0 })
})
