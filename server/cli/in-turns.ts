/** Runs `work` on every item, at most `width` at a time; results in the order of the items. The first failure starts no more. */
export async function inTurns<T, R>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const entries = [...items.entries()]
  const takeNext = async () => {
    for (let entry = entries.shift(); entry !== undefined; entry = entries.shift()) {
      const [index, item] = entry
      results[index] = await work(item, index)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, takeNext))
  } finally {
    entries.length = 0
  }
  return results
}
