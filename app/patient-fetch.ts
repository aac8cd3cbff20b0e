/** What a proxy answers while the server behind it starts again. */
const COMING_BACK: ReadonlySet<number> = new Set([502, 503, 504])
const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304])
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000] as const
/** Somebody who wants to go to another page is told after this long that there is no connection. */
const NAVIGATION_MS_MAX = 20_000

export interface Patience {
  fetch: typeof fetch
  /** Path of the page on the screen. */
  shownPath: () => string
  sleep: (ms: number) => Promise<void>
}

/**
 * A `fetch` for which a lost connection is no error while a screen reads itself again: what is shown stays until the
 * connection is back, instead of giving way to an error page. Commands (POST) are never repeated. A reading of another
 * page is tried for twenty seconds.
 */
export function patientFetch({ fetch: fetchOnce, shownPath, sleep }: Patience): typeof fetch {
  return async (input, init) => {
    const isCommand = (init?.method ?? (input instanceof Request ? input.method : 'GET')) !== 'GET'
    if (isCommand) return fetchOnce(input, init)
    const request = new Request(input, init)
    const path = readingOf(request)
    if (path === null) return fetchOnce(input, init)
    const untilMs = path === shownPath() ? Infinity : NAVIGATION_MS_MAX
    for (let attempt = 0, waitedMs = 0; ; attempt++) {
      const waitMs = WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)] ?? 0
      const isLast = waitedMs + waitMs > untilMs
      try {
        const response = await fetchOnce(request.clone())
        if (isLast || !COMING_BACK.has(response.status)) return await whole(response)
      } catch (thrown) {
        request.signal.throwIfAborted()
        if (isLast) throw thrown
      }
      // Jitter: five hundred tablets must not return in the same moment.
      await sleep(waitMs * (0.75 + Math.random() / 2))
      waitedMs += waitMs
      request.signal.throwIfAborted()
    }
  }
}

/** With all that it says at hand: a connection lost half way is one that is lost, and nobody is left waiting for the rest. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response
  return NO_BODY.has(status) ? response : new Response(await response.arrayBuffer(), { status, statusText, headers })
}

/** The page whose data is read, or null for everything else. The data of a page lies under its path with `.data`. */
function readingOf({ url }: Request): string | null {
  const { pathname } = new URL(url)
  if (!pathname.endsWith('.data')) return null
  return pathname === '/_root.data' ? '/' : pathname.slice(0, -'.data'.length)
}
