import { LIVE_POINTS_MAX } from '#server/annotations/live-stroke.ts'
import { simplify } from '#server/annotations/simplify-stroke.ts'
import { STROKE_LIMITS, type StrokePoint, type Tool } from '#server/annotations/stroke.ts'
import { widthOf, type Line } from './ink-drawing.ts'
import type { InkRoomHandle } from './ink-room.ts'

/** Twenty times a second the others see where the pen is. */
const LIVE_EVERY_MS = 50

interface Begun {
  room: InkRoomHandle | null
  /** Private ink is never shown while it is drawn either. */
  isShown: boolean
  pageIndex: number
  tool: Tool
  colour: number
  hasPressure: boolean
}

/** The one stroke being drawn here: shown to others piece by piece, written once at pen-up. */
export class StrokeInHand {
  #begun: Begun | null = null
  #points: StrokePoint[] = []
  #startedAtMs = 0
  #strokeNumber = 0
  #shownUpTo = 0
  #shownAtMs = 0

  get line(): Line | null {
    if (this.#begun === null || this.#points.length === 0) return null
    const { tool, colour, hasPressure } = this.#begun
    return { tool, colour, hasPressure, widthPt: widthOf(tool), points: this.#points }
  }

  begin(begun: Begun): void {
    this.#begun = begun
    this.#points = []
    this.#startedAtMs = Date.now()
    this.#strokeNumber += 1
    this.#shownUpTo = 0
    this.#shownAtMs = 0
  }

  extend(points: readonly StrokePoint[]): void {
    if (this.#begun === null) return
    this.#points.push(...points)
    if (Date.now() - this.#shownAtMs >= LIVE_EVERY_MS) this.#show()
    // A line longer than one stroke may be goes on as the next one.
    if (this.#points.length < STROKE_LIMITS.pointsMax / 2) return
    const begun = this.#begun
    const last = this.#points.at(-1)
    this.end()
    this.begin(begun)
    if (last !== undefined) this.#points.push(last)
  }

  end(): void {
    const begun = this.#begun
    if (begun !== null && this.#points.length > 0) {
      const { tool, colour, hasPressure, pageIndex, room } = begun
      const points = simplify(this.#points)
      room?.draw(pageIndex, { tool, colour, hasPressure, widthPt: widthOf(tool), startedAtMs: this.#startedAtMs, points })
    }
    this.giveUp()
  }

  giveUp(): void {
    const begun = this.#begun
    if (begun?.isShown === true && this.#shownAtMs > 0) this.#send(begun, [], true)
    this.#begun = null
    this.#points = []
  }

  #show(): void {
    if (this.#begun?.isShown !== true) return
    // One point back, so that the pieces join.
    const fresh = this.#points.slice(Math.max(0, this.#shownUpTo - 1)).slice(-LIVE_POINTS_MAX)
    this.#send(this.#begun, fresh, false)
    this.#shownUpTo = this.#points.length
    this.#shownAtMs = Date.now()
  }

  #send({ room, pageIndex, tool, colour }: Begun, points: readonly StrokePoint[], isOver: boolean): void {
    room?.showLive({ strokeNumber: this.#strokeNumber, pageIndex, tool, colour, widthPt: widthOf(tool), isOver, points })
  }
}
