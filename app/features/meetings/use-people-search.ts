import { useEffect, useState } from 'react'

export interface FoundPerson {
  userId: string
  name: string
  title: string
  orgUnitName: string
}

export interface PeopleSearch {
  people: readonly FoundPerson[]
  count: number
  hasFailed: boolean
}

const NOBODY: PeopleSearch = { people: [], count: 0, hasFailed: false }

/** A pause in typing this long asks the server. */
const PAUSE_MS = 250

/** People found by name, title or unit while somebody types; nobody before the first letter. */
export function usePeopleSearch(search: string): PeopleSearch {
  const [found, setFound] = useState<PeopleSearch>(NOBODY)
  useEffect(() => {
    const asked = search.trim()
    if (asked === '') {
      setFound(NOBODY)
      return
    }
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void ask(asked, stop.signal).then(setFound, () => {
        // A later letter ends the question before it; that is no failure.
        if (!stop.signal.aborted) setFound({ ...NOBODY, hasFailed: true })
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [search])
  return found
}

async function ask(search: string, signal: AbortSignal): Promise<PeopleSearch> {
  const response = await fetch(`/people?search=${encodeURIComponent(search)}`, { signal, redirect: 'error' })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const { people, count } = (await response.json()) as { people: FoundPerson[]; count: number }
  return { people, count, hasFailed: false }
}
