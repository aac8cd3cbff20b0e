/** What a pen, a mouse or one finger does on a page; palms and second fingers are sorted out. */
export interface PenHearer {
  begin: (events: readonly PointerEvent[], hasPressure: boolean) => void
  extend: (events: readonly PointerEvent[]) => void
  end: () => void
  /** It was no stroke after all: a second finger came. */
  giveUp: () => void
  pan: (dx: number, dy: number) => void
}

/**
 * Pointer Events only. Once a pen has been seen, touch moves the paper and never draws; during a pen stroke touches
 * are a palm; two fingers never draw; `pointercancel` ends a stroke and does not lose it.
 */
export class PenInput {
  readonly #hearer: PenHearer
  #drawing: { id: number; type: string } | null = null
  #touches = new Map<number, { x: number; y: number }>()
  #isPenSeen = false

  constructor(hearer: PenHearer) {
    this.#hearer = hearer
  }

  down(event: PointerEvent, surface: Element): void {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    if (event.pointerType === 'pen') this.#isPenSeen = true
    if (event.pointerType === 'touch') {
      this.#touches.set(event.pointerId, { x: event.clientX, y: event.clientY })
      if (this.#drawing?.type === 'touch') {
        this.#drawing = null
        this.#hearer.giveUp()
      }
      if (this.#isPenSeen || this.#touches.size > 1 || this.#drawing !== null) return
    } else if (this.#drawing?.type === 'touch') {
      // The palm came before the pen.
      this.#hearer.giveUp()
    } else if (this.#drawing !== null) return
    this.#drawing = { id: event.pointerId, type: event.pointerType }
    surface.setPointerCapture(event.pointerId)
    this.#hearer.begin([event], event.pointerType === 'pen')
  }

  move(event: PointerEvent): void {
    if (this.#drawing?.id === event.pointerId) {
      const coalesced = typeof event.getCoalescedEvents === 'function' ? event.getCoalescedEvents() : []
      this.#hearer.extend(coalesced.length > 0 ? coalesced : [event])
      return
    }
    const touch = this.#touches.get(event.pointerId)
    if (touch === undefined || this.#drawing !== null) return
    // With two fingers each reports the same movement: each counts for its share.
    this.#hearer.pan((event.clientX - touch.x) / this.#touches.size, (event.clientY - touch.y) / this.#touches.size)
    this.#touches.set(event.pointerId, { x: event.clientX, y: event.clientY })
  }

  /** For `pointerup` and `pointercancel` alike. */
  up(event: PointerEvent): void {
    this.#touches.delete(event.pointerId)
    if (this.#drawing?.id !== event.pointerId) return
    this.#drawing = null
    this.#hearer.end()
  }
}
