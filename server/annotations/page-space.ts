/** Points of 1/72 inch, origin at the page's top left, y downwards, page unrotated. */
export interface PagePoint {
  xPt: number
  yPt: number
}

/** CSS pixels from the top left of the page as it is shown, after rotation. */
export interface PixelPoint {
  x: number
  y: number
}

export interface PageSize {
  widthPt: number
  heightPt: number
}

/** Clockwise, in degrees. */
export type Rotation = 0 | 90 | 180 | 270

/** How a page is shown: `scale` is CSS pixels per point. */
export interface PageView {
  size: PageSize
  scale: number
  rotation: Rotation
}

/** Size in CSS pixels of the page as it is shown. */
export function shownSize({ size, scale, rotation }: PageView): { width: number; height: number } {
  const isTurned = rotation === 90 || rotation === 270
  const width = (isTurned ? size.heightPt : size.widthPt) * scale
  const height = (isTurned ? size.widthPt : size.heightPt) * scale
  return { width, height }
}

export function toPixels({ xPt, yPt }: PagePoint, view: PageView): PixelPoint {
  const [a, b, c, d, e, f] = pixelTransform(view)
  return { x: a * xPt + c * yPt + e, y: b * xPt + d * yPt + f }
}

export function toPagePoint({ x, y }: PixelPoint, { size, scale, rotation }: PageView): PagePoint {
  const u = x / scale
  const v = y / scale
  switch (rotation) {
    case 0:
      return { xPt: u, yPt: v }
    case 90:
      return { xPt: v, yPt: size.heightPt - u }
    case 180:
      return { xPt: size.widthPt - u, yPt: size.heightPt - v }
    case 270:
      return { xPt: size.widthPt - v, yPt: u }
  }
}

/** The same as `toPixels`, as the six numbers of a canvas transform. */
export function pixelTransform({ size, scale, rotation }: PageView): [number, number, number, number, number, number] {
  switch (rotation) {
    case 0:
      return [scale, 0, 0, scale, 0, 0]
    case 90:
      return [0, scale, -scale, 0, size.heightPt * scale, 0]
    case 180:
      return [-scale, 0, 0, -scale, size.widthPt * scale, size.heightPt * scale]
    case 270:
      return [0, -scale, scale, 0, 0, size.widthPt * scale]
  }
}
