import { performance } from 'node:perf_hooks'

export interface PageFigures {
  page: string
  requests: number
  p50Ms: number
  p99Ms: number
  bytes: number
}

const WARM_UP = 5
const REQUESTS = 40

/** How long the server takes to draw a page for somebody signed in, one request at a time, whole body read. */
export async function pageRender(serverUrl: string, cookie: string, paths: readonly string[]): Promise<PageFigures[]> {
  const figures: PageFigures[] = []
  for (const path of paths) {
    const times: number[] = []
    let bytes = 0
    for (let count = 0; count < WARM_UP + REQUESTS; count++) {
      const startedAt = performance.now()
      const answer = await fetch(`${serverUrl}${path}`, { headers: { cookie } })
      const body = await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      bytes = body.byteLength
      if (count >= WARM_UP) times.push(performance.now() - startedAt)
    }
    times.sort((one, other) => one - other)
    const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
    figures.push({ page: path, requests: REQUESTS, p50Ms: at(0.5), p99Ms: at(0.99), bytes })
  }
  return figures
}
