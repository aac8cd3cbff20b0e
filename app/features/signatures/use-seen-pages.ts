import { useEffect, useState } from 'react'
import { readSeen, withSeen, type SeenPages } from './seen-pages.ts'

const KEY = 'nghi-su.seen-pages'

/** Pages shown in this tab; a reload does not make anybody read twice. */
export function useSeenPages(): [SeenPages, (versionId: string, page: number) => void] {
  const [seen, setSeen] = useState<SeenPages>({})
  useEffect(() => {
    const before = readSeen(sessionStorage.getItem(KEY))
    setSeen((now) => ({ ...before, ...now }))
  }, [])
  const note = (versionId: string, page: number) => setSeen((now) => {
    const next = withSeen(now, versionId, page)
    if (next !== now) sessionStorage.setItem(KEY, JSON.stringify(next))
    return next
  })
  return [seen, note]
}
