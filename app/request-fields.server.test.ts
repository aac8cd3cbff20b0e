import { expect, test } from 'vitest'
import { BODY_BYTES_MAX } from '#server/http/body-limit.ts'
import { IMPORT_CHARS_MAX } from '#server/minutes/conclusion-import.ts'
import { formFields, requestFields } from './request-fields.server.ts'

const post = (body: BodyInit | null, type?: string) =>
  new Request('http://localhost/', { method: 'POST', body, ...(type === undefined ? {} : { headers: { 'content-type': type } }) })

/** A body that tells no length, in pieces of 100 kB. */
function endless(): { body: ReadableStream<Uint8Array>; sentBytes: () => number } {
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 100_000
      controller.enqueue(new Uint8Array(100_000))
    },
  })
  return { body, sentBytes: () => sent }
}

test('JSON, an address-like form and a multipart form bring the same fields', async () => {
  const form = new FormData()
  for (const [name, value] of [['question', 'Tán thành?'], ['choices[]', 'Có'], ['choices[]', 'Không']] as const) form.append(name, value)
  const expected = { question: 'Tán thành?', choices: ['Có', 'Không'] }
  expect(await requestFields(post(JSON.stringify(expected), 'application/json; charset=utf-8'))).toEqual(expected)
  expect(await requestFields(post(new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))))).toEqual(expected)
  expect(await requestFields(post(form))).toEqual(expected)
})

test.each([['{', 'application/json'], ['a=b', 'text/plain'], ['x', 'multipart/form-data'], ['', 'application/json']])('%j as %s is nothing', async (body, type) => {
  expect(await requestFields(post(body, type))).toBeNull()
  expect(await formFields(post(body, type))).toEqual({})
})

test('a body without an end is refused, after a while', async () => {
  const { body, sentBytes } = endless()
  const request = { body, headers: new Headers({ 'content-type': 'application/json' }) } as unknown as Request
  await expect(requestFields(request)).rejects.toMatchObject({ code: 'http.too_large', status: 413 })
  expect(sentBytes()).toBeLessThan(26 * BODY_BYTES_MAX)
})

test('a body that is too long and says so only at its end is heard out before it is refused', async () => {
  let isHeardOut = false
  let left = 40
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left-- > 0) return controller.enqueue(new Uint8Array(100_000))
      isHeardOut = true
      controller.close()
    },
  })
  const request = { body, headers: new Headers({ 'content-type': 'application/json' }) } as unknown as Request
  await expect(requestFields(request)).rejects.toMatchObject({ code: 'http.too_large', status: 413 })
  expect(isHeardOut).toBe(true)
})

test('the longest text that may be imported fits, in Vietnamese and as JSON', async () => {
  const text = 'ộ\n'.repeat(IMPORT_CHARS_MAX / 2)
  const body = JSON.stringify({ meetingId: 'm', text })
  expect(Buffer.byteLength(body)).toBeLessThan(BODY_BYTES_MAX)
  expect(await requestFields(post(body, 'application/json'))).toEqual({ meetingId: 'm', text })
})

test.each(['application/json', 'application/x-www-form-urlencoded'])('what nobody sees does not come in as %s', async (type) => {
  const fields = { title: '\u200bHọp\u0000 \u202Ebáo\ud800' }
  const body = type.endsWith('json') ? JSON.stringify(fields) : new URLSearchParams(fields)
  expect(await requestFields(post(body, type))).toEqual({ title: 'Họp báo\ufffd' })
})

test('texts deep in a list are cleaned too', async () => {
  const rows = [{ text: 'a\u0000', units: [{ nameAsWritten: 'Sở\u200b Nội vụ' }], dueOn: null, percent: 5 }]
  expect(await requestFields(post(JSON.stringify({ rows }), 'application/json'))).toEqual({
    rows: [{ text: 'a', units: [{ nameAsWritten: 'Sở Nội vụ' }], dueOn: null, percent: 5 }],
  })
})
