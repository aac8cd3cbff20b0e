import { useEffect, useRef } from 'react'

/** Well below the hour after which an idle session ends. */
const EVERY_MS = 10 * 60_000

/**
 * Calls `onSign` when somebody touches the screen, at most every ten minutes. Open sockets do not keep a session alive,
 * so in a room where people only draw and read it is the hand on the tablet that does, by one request.
 */
export function useSignOfLife(onSign: () => void): void {
  const hear = useRef(onSign)
  hear.current = onSign
  useEffect(() => {
    let saidAtMs = Date.now()
    const touched = () => {
      if (Date.now() - saidAtMs < EVERY_MS) return
      saidAtMs = Date.now()
      hear.current()
    }
    // Captured: a pen on the ink layer goes no further than the layer.
    const names = ['pointerdown', 'keydown'] as const
    for (const name of names) window.addEventListener(name, touched, { capture: true, passive: true })
    return () => {
      for (const name of names) window.removeEventListener(name, touched, { capture: true })
    }
  }, [])
}
