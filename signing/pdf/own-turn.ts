/** Work that may be done in one turn of the event loop, in milliseconds: nobody notices so short a pause. */
const SLICE_MS = 2

let turns: Promise<void> = Promise.resolve()
let sliceStartedAt = -Infinity

/**
 * Called before each piece of work of a millisecond or so: goes on at once while the present turn of the event loop is
 * young, and otherwise waits for a turn in which none of the others who wait here works. A single signature is hardly
 * held up, and twenty at once do not add up to a pause.
 */
export function ownTurn(): Promise<void> {
  if (performance.now() - sliceStartedAt < SLICE_MS) return Promise.resolve()
  turns = turns.then(() => new Promise<void>((resolve) => {
    setImmediate(() => {
      sliceStartedAt = performance.now()
      resolve()
    })
  }))
  return turns
}
