/**
 * `work` as something that may be asked for at any moment: it runs once at a time, and what is asked for meanwhile
 * becomes one more run. Each call resolves, and never rejects, when a run that began after it has ended.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  function run(): Promise<void> {
    const ended = work().catch(() => undefined).finally(() => {
      if (running === ended) running = null
    })
    running = ended
    return ended
  }

  return () => {
    if (running === null) return run()
    next ??= running.then(() => {
      next = null
      return run()
    })
    return next
  }
}
