import type { ActionFunctionArgs } from '@remix-run/node'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { BODY_BYTES_MAX } from '#server/http/body-limit.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { act, actEach, type Answer } from './edge.server.ts'

const Schema = z.object({ title: z.string().min(1), rooms: z.coerce.number().int().min(1) })
const verb = { schema: Schema, run: (_ctx: unknown, input: z.infer<typeof Schema>) => Promise.resolve(input) }

async function post(body: unknown, locale: 'vi' | 'en', type = 'application/json') {
  const request = new Request('http://localhost/api/v1/verb', {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': type },
  })
  const page = { ctx: {}, locale, log: pino({ level: 'silent' }) }
  const response = await act({ request, params: {}, context: { page } } as unknown as ActionFunctionArgs, verb)
  return { status: response.status, answer: (await response.json()) as Answer<unknown> }
}

function fieldsOf(answer: Answer<unknown>): Readonly<Record<string, string[]>> {
  return answer.ok ? {} : (answer.refusal.fields ?? {})
}

test('what is wrong with a field is said in the language of the person', async () => {
  const [vi, en] = [await post({ title: '', rooms: 0 }, 'vi'), await post({ title: '', rooms: 0 }, 'en')]
  expect([vi.status, en.status]).toEqual([400, 400])
  expect(Object.keys(fieldsOf(vi.answer))).toEqual(['title', 'rooms'])
  expect(fieldsOf(vi.answer)['title']?.[0]).toContain('ký tự')
  expect(fieldsOf(en.answer)['title']?.[0]).toContain('character')
})

test('a body that is too large never reaches the verb, and one that is no form is refused', async () => {
  expect(await post({ title: 'x'.repeat(BODY_BYTES_MAX), rooms: 1 }, 'en')).toMatchObject({ status: 413, answer: { refusal: { code: 'http.too_large' } } })
  expect(await post('{', 'vi')).toMatchObject({ status: 400, answer: { refusal: { code: 'http.invalid' } } })
  expect(await post({ title: 'Họp', rooms: '2' }, 'vi')).toMatchObject({ status: 200, answer: { ok: true, data: { rooms: 2 } } })
})

/** The lines of an answer, and whether the verb went on to its end. */
async function postEach(run: (input: { refuse: boolean }) => AsyncGenerator<{ id: number } | { id: number; thrown: unknown }>, refuse = false) {
  const request = new Request('http://localhost/api/v1/verb', { method: 'POST', body: JSON.stringify({ refuse }), headers: { 'content-type': 'application/json' } })
  const page = { ctx: {}, locale: 'vi', log: pino({ level: 'silent' }) }
  return actEach({ request, params: {}, context: { page } } as unknown as ActionFunctionArgs, { schema: z.object({ refuse: z.boolean() }), run: (_ctx, input) => run(input) })
}

async function* threeThings() {
  yield { id: 1 }
  yield { id: 2, thrown: new Refusal('signature.already_signed') }
  yield { id: 3, thrown: new Error('a fault') }
}

test('each thing done is a line of its own, with its refusal in words; a fault tells a number and nothing else', async () => {
  const response = await postEach(threeThings)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = (await response.text()).trim().split('\n').map((line) => JSON.parse(line) as { refusal?: { message: string } })
  expect(lines).toMatchObject([
    { ok: true, id: 1 }, { ok: false, id: 2, refusal: { code: 'signature.already_signed' } }, { ok: false, id: 3, refusal: { code: 'http.failed' } },
  ])
  expect(lines[2]?.refusal?.message).not.toContain('a fault')
})

test('refused before the first, it is one answer with its status; a reader who leaves stops nothing', async () => {
  let done = 0
  const refused = await postEach(async function* () {
    if (done < 0) yield { id: 0 }
    throw new Refusal('signature.batch_too_large', { max: 20, count: 21 }, 422)
  })
  expect([refused.status, ((await refused.json()) as Answer<unknown>).ok]).toEqual([422, false])

  const response = await postEach(async function* () {
    for (const id of [1, 2, 3]) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      done = id
      yield { id }
    }
  })
  await response.body?.cancel()
  await expect.poll(() => done).toBe(3)
})
