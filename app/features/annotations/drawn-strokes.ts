import type { Doc, Map as YMap } from 'yjs'
import { isStrokeKeyOf, parsePageMapName } from '#server/annotations/ink-page.ts'
import { decodeStroke, type Stroke } from '#server/annotations/stroke.ts'

export interface DrawnStroke extends Stroke {
  key: string
}

/** Decodes each stroke once; the same stroke is the same object, so that its outline can be kept beside it. */
export class DrawnStrokes {
  readonly #decoded = new WeakMap<Uint8Array, DrawnStroke | null>()

  /** In the order in which they were begun. */
  of(page: YMap<Uint8Array>): DrawnStroke[] {
    const strokes: DrawnStroke[] = []
    for (const [key, bytes] of page) {
      const stroke = this.#decode(key, bytes)
      if (stroke !== null) strokes.push(stroke)
    }
    return strokes.sort((one, other) => one.startedAtMs - other.startedAtMs || (one.key < other.key ? -1 : 1))
  }

  #decode(key: string, bytes: Uint8Array): DrawnStroke | null {
    const known = this.#decoded.get(bytes)
    if (known !== undefined) return known
    let stroke: DrawnStroke | null = null
    try {
      stroke = { ...decodeStroke(bytes), key }
    } catch {
      // Written by a newer version of this program: not shown here, and not touched.
    }
    this.#decoded.set(bytes, stroke)
    return stroke
  }
}

/** Everything this person drew, on all pages, ready to be put into another document. */
export function ownStrokes(doc: Doc, userId: string): { page: string; key: string; bytes: Uint8Array }[] {
  return [...doc.share.keys()]
    .filter((name) => parsePageMapName(name) !== null)
    .flatMap((page) =>
      [...doc.getMap<Uint8Array>(page)]
        .filter(([key]) => isStrokeKeyOf(userId, key))
        .map(([key, bytes]) => ({ page, key, bytes })),
    )
}
