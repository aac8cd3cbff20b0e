import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor } from '#server/kernel/ctx.ts'
import { makeLog } from '#server/kernel/log.ts'
import { record } from '#server/events/record.ts'
import { addEndpoint } from '#server/integrations/ioc/add-endpoint.ts'
import { startStandIn } from '#server/integrations/ioc/stand-in.ts'
import { openTestSession } from '#server/speakers/test-session.ts'
import { openWorld } from '#server/test/world.ts'
import { startWorker, type Transports } from './worker.ts'

const world = await openWorld()
const folder = await mkdtemp(path.join(tmpdir(), 'worker-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what was recorded while no worker ran is carried out when one starts, and what comes later at once', async () => {
  const { db, files, settings } = world.ctx('quan')
  const live = { db, files, settings: { ...settings, smtpUrl: null } }
  const ctx = ctxFor(live, SYSTEM_ACTOR)
  const { an, binh, ha } = world.people
  const { meetingId } = await openTestSession(db, {
    chairId: an.id, secretaryId: binh.id, memberIds: [ha.id], orgUnitId: world.units['ubnd-tinh'].id,
  })
  const at = ctx.now().toISOString()
  const close = () => ctx.transact((tx) => record(tx, ctx, 'meeting.closed', meetingId, {
    title: 'Họp', openedAt: at, closedAt: at, invitedCount: 3, presentCount: 3, agendaCount: 1, pollCount: 0,
  }, { meetingId }))
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const standIn = await startStandIn({ port: 0, secret, file: path.join(folder, 'events.jsonl') })
  await addEndpoint(world.ctx('quan'), { name: 'IOC', url: standIn.url, types: [], secret })
  const before = await close()
  const convened = await ctx.transact((tx) => record(tx, ctx, 'meeting.convened', meetingId, {
    title: 'Họp', kind: 'briefing', startAt: at, endAt: at, place: 'Phòng họp', chairId: an.id, agendaCount: 1,
    participantCount: 3, icalSequence: 0, isShortNotice: false,
  }, { meetingId }))

  const worker = await startWorker({ world: live, databaseUrl: world.databaseUrl, log: makeLog('silent') })
  try {
    expect(worker.isWell()).toBe(true)
    const after = await close()
    await vi.waitFor(() => expect(standIn.receivedIds()).toEqual(expect.arrayContaining([before, convened, after])), 100_000)
    await vi.waitFor(async () => {
      const mails = await db.mail.findMany({ where: { eventId: convened } })
      expect(mails.map(({ transport }) => transport)).toEqual(['kept', 'kept', 'kept'])
    }, 100_000)
  } finally {
    await worker.stop()
    await standIn.close()
  }
  expect(worker.isWell()).toBe(false)
}, 240_000)

test('receivers and mail servers that do not answer keep no notification waiting, nor each other', async () => {
  const { db, files, settings } = world.ctx('quan')
  const live = { db, files, settings }
  const ctx = ctxFor(live, SYSTEM_ACTOR)
  const { an, binh, ha } = world.people
  const { meetingId } = await openTestSession(db, { chairId: an.id, secretaryId: binh.id, memberIds: [ha.id], orgUnitId: world.units['ubnd-tinh'].id })
  const at = ctx.now().toISOString()
  for (const name of ['a', 'b', 'c']) await addEndpoint(world.ctx('quan'), { name, url: `http://127.0.0.1:9/${name}`, types: ['meeting.convened'] })
  let release = (): void => undefined
  const forEver = new Promise<void>((resolve) => { release = resolve })
  let posts = 0
  let mails = 0
  const transports: Transports = {
    post: async () => {
      posts += 1
      await forEver
      return { kind: 'silent', reason: 'No answer' }
    },
    mail: {
      async send() {
        mails += 1
        await forEver
      },
      close: () => undefined,
    },
    levels: null,
  }
  const worker = await startWorker({ world: live, databaseUrl: world.databaseUrl, log: makeLog('silent'), transports })
  try {
    const convened: string[] = []
    for (let count = 0; count < 6; count++) {
      convened.push(await ctx.transact((tx) => record(tx, ctx, 'meeting.convened', ctx.newId(), {
        title: 'Họp', kind: 'briefing', startAt: at, endAt: at, place: 'Phòng họp', chairId: an.id, agendaCount: 1,
        participantCount: 3, icalSequence: 0, isShortNotice: false,
      }, { meetingId })))
    }
    await vi.waitFor(() => expect([posts, mails]).toEqual([8, 2]), 60_000)
    const last = await ctx.transact((tx) => record(tx, ctx, 'conclusion.issued', ctx.newId(), {
      number: 1, notation: '01/TB-UBND', issuedAt: at, issuedOn: '2026-11-23', subject: 'x', documentId: ctx.newId(), meetingId, conclusionCount: 0, taskIds: [],
    }, { meetingId }))
    await vi.waitFor(async () => {
      const due = await db.delivery.count({ where: { eventId: { in: [...convened, last] }, target: '', state: 'due' } })
      expect(due).toBe(0)
    }, 60_000)
  } finally {
    release()
    await worker.stop()
  }
}, 240_000)

test('stopping breaks off what waits for a receiver, and the message loses no attempt by it', async () => {
  const { db, files, settings } = world.ctx('quan')
  const live = { db, files, settings }
  const ctx = ctxFor(live, SYSTEM_ACTOR)
  let heard = 0
  const deaf = createServer((request) => {
    heard += 1
    request.resume()
  })
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}/`
  const { endpointId } = await addEndpoint(world.ctx('quan'), { name: 'deaf', url, types: ['task.progressed'] })
  const worker = await startWorker({ world: live, databaseUrl: world.databaseUrl, log: makeLog('silent') })
  const eventId = await ctx.transact((tx) => record(tx, ctx, 'task.progressed', ctx.newId(), {
    state: 'in_progress', percent: 50, orgUnitId: world.units['so-noi-vu'].id, dueOn: null, isOverdue: false,
  }))
  await vi.waitFor(() => expect(heard).toBe(1), 60_000)
  await worker.stop()
  const where = { eventId_listener_target: { eventId, listener: 'ioc', target: endpointId } }
  expect(await db.delivery.findUniqueOrThrow({ where })).toMatchObject({ state: 'due', attempts: 0, lastError: null })
  deaf.closeAllConnections()
  await new Promise((resolve) => deaf.close(resolve))
}, 240_000)
