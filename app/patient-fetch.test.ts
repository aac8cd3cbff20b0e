import { expect, test } from 'vitest'
import { patientFetch } from './patient-fetch.ts'

const HOST = 'http://127.0.0.1'

/** A connection that answers in the order of `answers`: a status, or null when it is lost. */
function connection(answers: (number | null)[], shown = '/meetings/m/room') {
  const asked: string[] = []
  let sleptMs = 0
  const fetchOnce: typeof fetch = (input, init) => {
    const { method, url } = new Request(input, init)
    asked.push(`${method} ${new URL(url).pathname}`)
    const status = answers.shift() ?? null
    return status === null ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(new Response('', { status }))
  }
  const fetch = patientFetch({ fetch: fetchOnce, shownPath: () => shown, sleep: (ms) => Promise.resolve(void (sleptMs += ms)) })
  return { fetch, asked, sleptMs: () => sleptMs }
}

test('the page on the screen is read until the connection is back, however long that takes', async () => {
  const { fetch, asked } = connection([...Array<null>(30).fill(null), 503, 200])
  expect((await fetch(`${HOST}/meetings/m/room.data?_routes=x`)).status).toBe(200)
  expect(asked).toHaveLength(32)
})

test('the start page is a page like others', async () => {
  const { fetch } = connection([...Array<null>(30).fill(null), 200], '/')
  expect((await fetch(`${HOST}/_root.data`)).status).toBe(200)
})

test('another page is tried for a while, then the loss is told', async () => {
  const lost = connection([])
  await expect(lost.fetch(`${HOST}/tasks.data`)).rejects.toThrow('Failed to fetch')
  expect(lost.sleptMs()).toBeGreaterThan(5_000)
  expect(lost.sleptMs()).toBeLessThan(30_000)
  const down = connection([...Array<number>(30).fill(502)])
  expect((await down.fetch(`${HOST}/tasks.data`)).status).toBe(502)
})

test('a refusal of the server is an answer', async () => {
  const { fetch, asked } = connection([404])
  expect((await fetch(`${HOST}/meetings/m/room.data`)).status).toBe(404)
  expect(asked).toHaveLength(1)
})

test('a command is never sent twice', async () => {
  const { fetch, asked } = connection([null, 200])
  await expect(fetch(`${HOST}/api/v1/cast-ballot`, { method: 'POST', body: '{}' })).rejects.toThrow('Failed to fetch')
  await expect(fetch(`${HOST}/meetings/m/room.data`, { method: 'POST' })).resolves.toMatchObject({ status: 200 })
  expect(asked).toEqual(['POST /api/v1/cast-ballot', 'POST /meetings/m/room.data'])
})

test('a reading that nobody waits for any more is given up', async () => {
  const over = new AbortController()
  const { fetch, asked } = connection([null, null, 200])
  const reading = fetch(`${HOST}/meetings/m/room.data`, { signal: over.signal })
  over.abort()
  await expect(reading).rejects.toThrow('abort')
  expect(asked.length).toBeLessThan(3)
})

test('a connection lost in the middle of an answer is lost: the page is read again, and nobody gets half of it', async () => {
  const half = () => {
    let pulls = 0
    return new Response(new ReadableStream({
      pull(controller) {
        if (pulls++ === 0) controller.enqueue(new TextEncoder().encode('half'))
        else controller.error(new TypeError('network error'))
      },
    }))
  }
  const answers = [half(), half(), new Response('whole', { status: 202, headers: { 'X-Remix-Response': 'yes' } }), new Response(null, { status: 204 })]
  const fetch = patientFetch({ fetch: () => Promise.resolve(answers.shift() ?? Response.error()), shownPath: () => '/meetings/m/room', sleep: () => Promise.resolve() })
  const response = await fetch(`${HOST}/meetings/m/room.data`)
  expect([await response.text(), response.status, response.headers.get('X-Remix-Response')]).toEqual(['whole', 202, 'yes'])
  expect((await fetch(`${HOST}/meetings/m/room.data`)).status).toBe(204)
})
