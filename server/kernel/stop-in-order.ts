/** What has been started, to be stopped in the opposite order: also when the start is broken off in the middle. */
export class StopInOrder {
  readonly #stops: (() => void | Promise<void>)[] = []
  #stopped: Promise<unknown[]> | null = null

  get isStopping(): boolean {
    return this.#stopped !== null
  }

  /** To be called as soon as there is something to stop. */
  add(stop: () => void | Promise<void>): void {
    this.#stops.push(stop)
  }

  /** Stops everything, what is added meanwhile included. Resolves to what went wrong; the others are stopped anyway. */
  stop(): Promise<unknown[]> {
    return (this.#stopped ??= this.#stopAll())
  }

  async #stopAll(): Promise<unknown[]> {
    const thrown: unknown[] = []
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) {
      try {
        await stop()
      } catch (error) {
        thrown.push(error)
      }
    }
    return thrown
  }
}
