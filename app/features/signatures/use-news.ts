import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const EVERY_MS = 60_000

/** Reads the page again each minute while somebody looks at it, and when he comes back to it: others submit and take back meanwhile. */
export function useNews(isWanted: boolean): void {
  const { revalidate } = useRevalidator()
  const read = useRef(() => undefined as void)
  read.current = () => {
    if (isWanted && document.visibilityState === 'visible') revalidate()
  }
  useEffect(() => {
    const ask = () => read.current()
    const timer = setInterval(ask, EVERY_MS)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [])
}
