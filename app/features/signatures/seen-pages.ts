/** Pages that were shown, by version: what nobody was shown, nobody signs. */
export type SeenPages = Readonly<Record<string, readonly number[]>>

export function withSeen(seen: SeenPages, versionId: string, page: number): SeenPages {
  const before = seen[versionId] ?? []
  return before.includes(page) ? seen : { ...seen, [versionId]: [...before, page] }
}

/** How many of the first `pageCount` pages were shown. */
export function seenCount(seen: SeenPages, versionId: string, pageCount: number): number {
  return (seen[versionId] ?? []).filter((page) => page >= 1 && page <= pageCount).length
}

export function isSeen(seen: SeenPages, { versionId, pageCount }: { versionId: string; pageCount: number }): boolean {
  return seenCount(seen, versionId, pageCount) >= pageCount
}

/** The first page that was not shown yet; 1 when all were. */
export function firstUnseen(seen: SeenPages, { versionId, pageCount }: { versionId: string; pageCount: number }): number {
  const before = seen[versionId] ?? []
  for (let page = 1; page <= pageCount; page++) if (!before.includes(page)) return page
  return 1
}

/** What a tab remembered; nothing of it when it is not what we wrote. */
export function readSeen(text: string | null): SeenPages {
  try {
    const known: unknown = JSON.parse(text ?? '{}')
    if (typeof known !== 'object' || known === null) return {}
    return Object.fromEntries(Object.entries(known).flatMap(([versionId, pages]: [string, unknown]) =>
      Array.isArray(pages) ? [[versionId, pages.filter((page) => Number.isInteger(page)) as number[]]] : []))
  } catch {
    return {}
  }
}
