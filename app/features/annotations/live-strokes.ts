import type { LiveStroke } from '#server/annotations/live-stroke.ts'

/** The last pieces of a stroke may be lost; without news it disappears after this. */
const FORGET_MS = 3_000

/** What other people are drawing at this moment, put together from pieces any of which may be lost. */
export class LiveStrokes {
  readonly #ownUserId: string
  readonly #changed: () => void
  readonly #byAuthor = new Map<string, { stroke: LiveStroke; atMs: number }>()
  readonly #timer: ReturnType<typeof setInterval>

  constructor(ownUserId: string, changed: () => void) {
    this.#ownUserId = ownUserId
    this.#changed = changed
    this.#timer = setInterval(() => this.#forget(), 1_000)
  }

  /** `decode` may throw: a piece that cannot be read is a piece that was lost. */
  hear(authorUserId: string, decode: () => LiveStroke): void {
    if (authorUserId === this.#ownUserId) return
    let piece: LiveStroke
    try {
      piece = decode()
    } catch {
      return
    }
    const before = this.#byAuthor.get(authorUserId)?.stroke
    if (piece.isOver) this.#byAuthor.delete(authorUserId)
    else {
      const isSame = before?.strokeNumber === piece.strokeNumber && before.pageIndex === piece.pageIndex
      const points = isSame ? [...before.points, ...piece.points] : piece.points
      this.#byAuthor.set(authorUserId, { stroke: { ...piece, points }, atMs: Date.now() })
    }
    this.#changed()
  }

  on(pageIndex: number): LiveStroke[] {
    return [...this.#byAuthor.values()].map(({ stroke }) => stroke).filter((stroke) => stroke.pageIndex === pageIndex)
  }

  destroy(): void {
    clearInterval(this.#timer)
  }

  #forget(): void {
    const beforeMs = Date.now() - FORGET_MS
    const old = [...this.#byAuthor].filter(([, { atMs }]) => atMs < beforeMs)
    for (const [author] of old) this.#byAuthor.delete(author)
    if (old.length > 0) this.#changed()
  }
}
