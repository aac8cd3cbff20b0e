import { useEffect, useRef } from 'react'
import { LiveSequence, type LiveMessage } from './live-sequence.ts'

const RETRY_MS = 500
const RETRY_MS_MAX = 8000
/** No word for this long and the line is dead; the server speaks at least every 15 s. */
const SILENCE_MS_MAX = 40_000

/**
 * Hears a meeting's socket, or the wall's. When something was missed, or may have been, `onMissed` is called and the
 * screen reads again. `onSay` hears every announcement.
 */
export function useLive(path: string, onSay: (message: LiveMessage) => void, onMissed: () => void, onLine?: (isOpen: boolean) => void): void {
  const hear = useRef({ onSay, onMissed, onLine })
  hear.current = { onSay, onMissed, onLine }

  useEffect(() => {
    let socket: WebSocket | null = null
    let timer: ReturnType<typeof setTimeout> | null = null
    let silence: ReturnType<typeof setTimeout> | null = null
    let retryMs = RETRY_MS
    const sequence = new LiveSequence()
    let isOver = false

    function listenForSilence(): void {
      if (silence !== null) clearTimeout(silence)
      silence = setTimeout(() => socket?.close(), SILENCE_MS_MAX)
    }

    function open(): void {
      const address = new URL(path, window.location.href)
      address.protocol = address.protocol.replace('http', 'ws')
      socket = new WebSocket(address)
      socket.onmessage = ({ data }) => {
        listenForSilence()
        const message = JSON.parse(String(data)) as LiveMessage
        if (sequence.misses(message)) hear.current.onMissed()
        if (message.topic === 'hello') {
          retryMs = RETRY_MS
          hear.current.onLine?.(true)
        } else if (message.topic !== 'alive') {
          hear.current.onSay(message)
        }
      }
      socket.onclose = ({ code }) => {
        hear.current.onLine?.(false)
        // 4400–4499: do not come back (signed out, removed, no such meeting).
        if (isOver || (code >= 4400 && code < 4500)) return
        // Jitter: five hundred tablets must not return in the same moment.
        timer = setTimeout(open, retryMs * (0.5 + Math.random()))
        retryMs = Math.min(retryMs * 2, RETRY_MS_MAX)
      }
    }

    open()
    return () => {
      isOver = true
      if (timer !== null) clearTimeout(timer)
      if (silence !== null) clearTimeout(silence)
      socket?.close()
    }
  }, [path])
}
