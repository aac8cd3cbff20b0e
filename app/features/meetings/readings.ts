/** When what an announcement says must be on the screen. */
export type Urgency = 'now' | 'soon' | 'never'

/** One reading for everything that is announced together. */
const NOW_MS = 250
/** Five hundred people check in, or vote, within a minute: each tablet reads once for all who did in a few seconds. */
const SOON_MS = 4_000

const URGENCIES: Readonly<Record<string, Urgency>> = {
  roster: 'never',
  'presence.marked': 'soon',
  'poll.ballot_cast': 'soon',
}

/** Counts may follow a few seconds later; what people act on is read at once. */
export function urgencyOf(topic: string): Urgency {
  return URGENCIES[topic] ?? 'now'
}

/** Reads a screen again, once for many announcements, and not all tablets in the same moment. */
export class Readings {
  readonly #read: () => void
  #timer: ReturnType<typeof setTimeout> | null = null
  #dueMs = Infinity

  constructor(read: () => void) {
    this.#read = read
  }

  ask(urgency: Urgency): void {
    if (urgency === 'never') return
    const waitMs = (urgency === 'now' ? NOW_MS : SOON_MS) * (1 + Math.random())
    const dueMs = Date.now() + waitMs
    // Never later than was promised before: a meeting in which something always happens is read, too.
    if (dueMs >= this.#dueMs) return
    this.stop()
    this.#dueMs = dueMs
    this.#timer = setTimeout(() => {
      this.stop()
      this.#read()
    }, waitMs)
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#dueMs = Infinity
  }
}
