import { useCallback, useEffect, useRef, useState } from 'react'
import { useLive } from '../use-live.ts'
import type { ShownWall, WallClock } from './shown-wall.ts'

const REFRESH_MS = 30_000
/** Announcements of this long are answered with one reading. */
const COLLECT_MS = 500
const READ_MS_MAX = 15_000

export type Line = 'connecting' | 'on_line' | 'off_line'

/** The figures, read again when something happened and every 30 s. A reading that fails leaves the last figures to age. */
export function useWallFigures(loaded: ShownWall): WallClock & { wall: ShownWall; line: Line } {
  const [wall, setWall] = useState(loaded)
  const [receivedAt, setReceivedAt] = useState<number | null>(null)
  const [now, setNow] = useState<number | null>(null)
  const [line, setLine] = useState<Line>('connecting')
  const soon = useRef<ReturnType<typeof setTimeout> | null>(null)
  const isReading = useRef(false)
  const isWanted = useRef(false)

  const read = useCallback(async (): Promise<void> => {
    isWanted.current = isReading.current
    if (isReading.current) return
    isReading.current = true
    try {
      const response = await fetch('/ioc/figures', { signal: AbortSignal.timeout(READ_MS_MAX) })
      // Signed out, or no longer entitled: the page itself says so.
      if (response.redirected || response.status === 404) return window.location.reload()
      if (!response.ok) return
      setWall((await response.json()) as ShownWall)
      setReceivedAt(Date.now())
    } catch {
      // The age on every tile tells; the next reading is at most 30 s away.
    } finally {
      isReading.current = false
    }
    // Something happened while this reading was under way.
    if (isWanted.current) await read()
  }, [])

  // Not put off by further news: a poll with five hundred ballots must not keep the wall from reading.
  const readSoon = useCallback(() => {
    soon.current ??= setTimeout(() => {
      soon.current = null
      void read()
    }, COLLECT_MS)
  }, [read])

  useLive('/live/wall', readSoon, readSoon, (isOpen) => setLine(isOpen ? 'on_line' : 'off_line'))

  useEffect(() => {
    setReceivedAt(Date.now())
    setNow(Date.now())
    const second = setInterval(() => setNow(Date.now()), 1000)
    const refresh = setInterval(() => void read(), REFRESH_MS)
    return () => {
      clearInterval(second)
      clearInterval(refresh)
      if (soon.current !== null) clearTimeout(soon.current)
      soon.current = null
    }
  }, [read])

  return { wall, receivedAt, now, line }
}
