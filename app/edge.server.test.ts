import type { ActionFunctionArgs } from '@remix-run/node'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { BODY_BYTES_MAX } from '#server/http/body-limit.ts'
import { act, type Answer } from './edge.server.ts'

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
