import type { Client } from './rehearsal-client.ts'

/** What a rehearsal calls its receiver: it is told apart from those of people by name and address. */
export const RECEIVER_NAME = 'Diễn tập'

const LOOK_MS_MAX = 2_000

/** Removes the receivers of rehearsals that were killed: named by a rehearsal, on this machine, and nobody there any more. */
export async function removeLeftReceivers(administrator: Client): Promise<void> {
  for (const { id, name, url, disabledAt } of await administrator.endpoints()) {
    if (disabledAt !== null || name !== RECEIVER_NAME || new URL(url).hostname !== '127.0.0.1') continue
    if (!(await isThere(url))) await administrator.act('disable-endpoint', { endpointId: id })
  }
}

/** Removes the receiver at `url`, whether or not its adding was ever acknowledged. */
export async function removeReceiver(administrator: Client, url: string): Promise<void> {
  for (const endpoint of await administrator.endpoints()) {
    if (endpoint.disabledAt === null && endpoint.url === url) await administrator.act('disable-endpoint', { endpointId: endpoint.id })
  }
}

/** Another rehearsal that runs at the same time keeps its receiver. */
async function isThere(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(LOOK_MS_MAX) })
    return status === 200
  } catch {
    return false
  }
}
