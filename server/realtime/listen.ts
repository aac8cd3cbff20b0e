import { Client } from 'pg'
import { NUDGE_CHANNEL } from '#server/events/record.ts'
import type { Log } from '#server/kernel/log.ts'
import { parseAnnouncement, type Announcement } from './announcement.ts'

const RETRY_MS = 500
const RETRY_MS_MAX = 10_000

/**
 * Hears what is committed, on a connection of its own, and reconnects for ever. `onMissed` is called after every
 * reconnection: what was announced in between is lost.
 */
export function listen({ databaseUrl, onAnnouncement, onMissed, log }: {
  databaseUrl: string
  onAnnouncement: (announcement: Announcement) => void
  onMissed: () => void
  log: Log
}): { close: () => Promise<void> } {
  let client: Client | null = null
  let isClosed = false
  let wasConnected = false
  let retryMs = RETRY_MS
  let timer: NodeJS.Timeout | null = null

  async function connect(): Promise<void> {
    const opened = new Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'nghi-su listen' })
    client = opened
    // Both "error" and "end" may be emitted for one failure; the first one counts.
    const lost = (thrown?: unknown) => {
      if (client !== opened) return
      client = null
      opened.end().catch(() => undefined)
      if (isClosed) return
      log.warn({ err: thrown }, 'announcements lost, connecting again')
      timer = setTimeout(() => void connect(), retryMs).unref()
      retryMs = Math.min(retryMs * 2, RETRY_MS_MAX)
    }
    opened.on('error', lost)
    opened.on('end', () => lost())
    opened.on('notification', ({ payload }) => {
      const announcement = parseAnnouncement(payload ?? '')
      if (announcement !== null) onAnnouncement(announcement)
    })
    try {
      await opened.connect()
      await opened.query(`LISTEN ${NUDGE_CHANNEL}`)
    } catch (thrown) {
      return lost(thrown)
    }
    retryMs = RETRY_MS
    if (wasConnected) onMissed()
    wasConnected = true
  }

  void connect()
  return {
    async close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
