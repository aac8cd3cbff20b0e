import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { postEvent } from './client.ts'
import { toCloudEvent } from './message.ts'
import { startStandIn } from './stand-in.ts'
import { generateSecret, signWebhook } from './standard-webhooks.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'stand-in-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const secret = generateSecret()
const event = (id: string) => toCloudEvent({ id, seq: 1n, type: 'meeting.closed', subjectId: 'm1', at: new Date(), data: {} }, 'H99')

test('each event is one line on the disk, however often it arrives', async () => {
  const file = path.join(folder, 'events.jsonl')
  const standIn = await startStandIn({ port: 0, secret, file })
  const target = { url: standIn.url, secret, allowsLoopback: true }
  const sent = await Promise.all(['e1', 'e1', 'e2', 'e1'].map((id) => postEvent(target, event(id), new Date())))
  expect(sent).toEqual(Array(4).fill({ kind: 'accepted', status: 204 }))
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2)
  expect(await (await fetch(`${standIn.url}events`)).json()).toMatchObject([{ specversion: '1.0' }, { specversion: '1.0' }])
  expect(await (await fetch(`${standIn.url}healthz`)).json()).toEqual({ status: 'ok', received: 2 })
  await standIn.close()

  // Killed in the middle of a line: the rest of the line goes, what was answered stays.
  await appendFile(file, '{"specversion":"1.0","id":"e3')
  const again = await startStandIn({ port: 0, secret, file })
  expect(again.receivedIds()).toEqual(['e1', 'e2'])
  await postEvent({ url: again.url, secret, allowsLoopback: true }, event('e1'), new Date())
  await postEvent({ url: again.url, secret, allowsLoopback: true }, event('e3'), new Date())
  expect((await readFile(file, 'utf8')).trim().split('\n').map((line) => JSON.parse(line).id)).toEqual(['e1', 'e2', 'e3'])
  await again.close()
})

test('what is not signed, not ours or not an event is turned away', async () => {
  const file = path.join(folder, 'refused.jsonl')
  const standIn = await startStandIn({ port: 0, secret, file })
  const send = async (body: string, headers: Record<string, string>) =>
    (await fetch(standIn.url, { method: 'POST', body, headers })).status
  expect(await send('{}', {})).toBe(401)
  expect(await send('{}', { ...signWebhook('e1', new Date(), '{}', generateSecret()) })).toBe(401)
  expect(await send('{}', { ...signWebhook('e1', new Date(), '{}', secret) })).toBe(400)
  expect(await send('not json', { ...signWebhook('e1', new Date(), 'not json', secret) })).toBe(400)
  expect(await send('x'.repeat(70_000), {})).toBe(413)
  expect((await fetch(`${standIn.url}elsewhere`)).status).toBe(404)
  expect((await fetch(standIn.url, { method: 'PUT' })).status).toBe(405)
  expect(await readFile(file, 'utf8')).toBe('')
  await standIn.close()
})
