/** How many sockets each person has open, so that one person cannot use up the server's. */
export class SocketCount {
  readonly #perUserMax: number
  readonly #max: number
  readonly #byUser = new Map<string, number>()
  #all = 0

  constructor(perUserMax: number, max: number) {
    this.#perUserMax = perUserMax
    this.#max = max
  }

  take(userId: string): boolean {
    const held = this.#byUser.get(userId) ?? 0
    if (held >= this.#perUserMax || this.#all >= this.#max) return false
    this.#byUser.set(userId, held + 1)
    this.#all += 1
    return true
  }

  giveBack(userId: string): void {
    const held = this.#byUser.get(userId) ?? 0
    if (held === 0) return
    this.#all -= 1
    if (held === 1) this.#byUser.delete(userId)
    else this.#byUser.set(userId, held - 1)
  }
}
