import type { Limits } from './limits.ts'

/**
 * Calls `flush` at once for the first touch after a quiet time, then at most once per tick. The tick grows from
 * `tickShortMs` to `tickLongMs` while flushing is slow: better a few milliseconds more than a room at its cliff.
 */
export class AdaptiveTick {
  readonly #flush: () => void
  readonly #limits: Limits
  #tickMs: number
  #flushedAtMs = -Infinity
  #timer: NodeJS.Timeout | null = null
  #immediate: NodeJS.Immediate | null = null

  constructor(flush: () => void, limits: Limits) {
    this.#flush = flush
    this.#limits = limits
    this.#tickMs = limits.tickShortMs
  }

  touch(): void {
    if (this.#timer !== null || this.#immediate !== null) return
    const waitMs = this.#flushedAtMs + this.#tickMs - performance.now()
    // "At once" is the end of this turn: what arrived in the same read goes out in the same frame.
    if (waitMs <= 0) this.#immediate = setImmediate(() => this.#run())
    else this.#timer = setTimeout(() => this.#run(), waitMs)
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (this.#immediate !== null) clearImmediate(this.#immediate)
    this.#timer = null
    this.#immediate = null
  }

  #run(): void {
    this.#timer = null
    this.#immediate = null
    const startedAtMs = performance.now()
    this.#flush()
    this.#flushedAtMs = performance.now()
    const { tickShortMs, tickLongMs, flushSlowMs } = this.#limits
    const isSlow = this.#flushedAtMs - startedAtMs > flushSlowMs
    this.#tickMs = isSlow ? Math.min(tickLongMs, this.#tickMs * 2) : Math.max(tickShortMs, this.#tickMs * 0.8)
  }
}
