import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import { ctxFor } from '#server/kernel/ctx.ts'
import { record } from '#server/events/record.ts'
import { addEndpoint } from '#server/integrations/ioc/add-endpoint.ts'
import { postEvent, type PostEvent } from '#server/integrations/ioc/client.ts'
import { disableEndpoint } from '#server/integrations/ioc/disable-endpoint.ts'
import { deliveriesOverview } from '#server/integrations/ioc/queries.ts'
import { sendAgain } from '#server/integrations/ioc/send-again.ts'
import { startStandIn } from '#server/integrations/ioc/stand-in.ts'
import { MONDAY_NINE, openWorld } from '#server/test/world.ts'
import { LEASE_MS } from './claim-delivery.ts'
import { deliver } from './deliver.ts'
import { sweep } from './sweep.ts'

const world = await openWorld()
const folder = await mkdtemp(path.join(tmpdir(), 'deliver-'))
const file = path.join(folder, 'events.jsonl')
let now = MONDAY_NINE
const { db, files, settings } = world.ctx('quan')
const system = ctxFor({ db, files, settings, now: () => now }, SYSTEM_ACTOR)
let endpointId: string
const down: PostEvent = async () => ({ kind: 'silent', reason: 'ECONNREFUSED' })
const refusing: PostEvent = async () => ({ kind: 'failed', reason: 'HTTP 500', retryAfterMs: 0 })

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const standIn = await startStandIn({ port: 0, secret: SECRET, file, now: () => now })
afterAll(async () => {
  await standIn.close()
  await rm(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  now = MONDAY_NINE
  world.setNow(now)
  await db.delivery.updateMany({ where: { state: 'due' }, data: { state: 'given_up' } })
  await db.webhookEndpoint.updateMany({ data: { disabledAt: now } })
  const added = await addEndpoint(world.ctx('quan'), { name: 'IOC', url: standIn.url, types: [], secret: SECRET })
  endpointId = added.endpointId
})

/** Something that only the operations centre acts on. */
async function progressed(subjectId = system.newId(), percent = 50): Promise<string> {
  const orgUnitId = world.units['so-noi-vu'].id
  return system.transact((tx) =>
    record(tx, system, 'task.progressed', subjectId, { state: 'in_progress', percent, orgUnitId, dueOn: null, isOverdue: false }))
}

/** Carries out everything that is due at this moment. */
async function drain(post: PostEvent): Promise<void> {
  for (;;) {
    const due = await db.delivery.findMany({ where: { state: 'due', nextAt: { lte: now } }, orderBy: { event: { seq: 'asc' } } })
    if (due.length === 0) return
    for (const { id } of due) await deliver(system, id, post)
  }
}

const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
  world.setNow(now)
}
const toEndpoint = (eventId: string) => db.delivery.findUniqueOrThrow({
  where: { eventId_listener_target: { eventId, listener: 'ioc', target: endpointId } },
})
const arrived = async () => (await readFile(file, 'utf8')).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).id as string]))

test('an event reaches the receiver once, whatever is tried twice', async () => {
  const eventId = await progressed()
  await drain(postEvent)
  const { id } = await toEndpoint(eventId)
  await deliver(system, id, postEvent)
  expect((await arrived()).filter((one) => one === eventId)).toHaveLength(1)
  expect(await toEndpoint(eventId)).toMatchObject({ state: 'delivered', attempts: 0, receipt: { status: 204 } })
})

test('a receiver that is down is tried again and gets everything once it is back', async () => {
  const eventId = await progressed()
  await drain(down)
  expect(await toEndpoint(eventId)).toMatchObject({ state: 'due', attempts: 1, lastError: 'ECONNREFUSED' })
  later(6_000)
  await drain(down)
  expect(await toEndpoint(eventId)).toMatchObject({ attempts: 2 })
  later(6 * 60_000)
  await drain(postEvent)
  expect(await toEndpoint(eventId)).toMatchObject({ state: 'delivered', lastError: null })
  expect((await arrived()).filter((one) => one === eventId)).toHaveLength(1)
})

test('a crash between the post and the note sends the same id again, and the receiver keeps one', async () => {
  const eventId = await progressed()
  const dyingAfterPost: PostEvent = async (...args) => {
    await postEvent(...args)
    throw new Error('killed')
  }
  await expect(drain(dyingAfterPost)).rejects.toThrow('killed')
  expect(await arrived()).toContain(eventId)
  const { id, state } = await toEndpoint(eventId)
  expect(state).toBe('due')

  await drain(postEvent)
  expect(await toEndpoint(eventId)).toMatchObject({ state: 'due' })
  later(LEASE_MS + 1)
  await deliver(system, id, postEvent)
  expect(await toEndpoint(eventId)).toMatchObject({ state: 'delivered' })
  expect((await arrived()).filter((one) => one === eventId)).toHaveLength(1)
})

test('messages of one subject keep their order; other subjects do not wait', async () => {
  const subject = system.newId()
  const first = await progressed(subject, 10)
  const second = await progressed(subject, 20)
  const other = await progressed()
  const deafTo: PostEvent = (target, message, at) => (message.id === first ? refusing(target, message, at) : postEvent(target, message, at))
  await drain(deafTo)
  expect(await arrived()).toContain(other)
  expect(await arrived()).not.toContain(second)
  later(6_000)
  await drain(postEvent)
  const order = (await arrived()).filter((one) => one === first || one === second)
  expect(order).toEqual([first, second])
})

test('one success brings forward what the same endpoint still waits for', async () => {
  const waiting = await progressed()
  await drain(down)
  later(6_000)
  await drain(down)
  later(61_000)
  const fresh = await progressed()
  await drain(postEvent)
  expect(await arrived()).toEqual(expect.arrayContaining([fresh, waiting]))
})

test('a message that the receiver does not take keeps its three days, however many others arrive meanwhile', async () => {
  const unwanted = await progressed()
  let tries = 0
  const deaf: PostEvent = async (target, message, at) => {
    if (message.id !== unwanted) return postEvent(target, message, at)
    tries += 1
    return refusing(target, message, at)
  }
  await drain(deaf)
  for (let minute = 1; minute <= 40; minute++) {
    later(61_000)
    await progressed()
    await drain(deaf)
  }
  // Brought forward each minute, and yet at its third turn (5 s, 5 min, 30 min).
  expect(tries).toBeGreaterThan(20)
  expect(await toEndpoint(unwanted)).toMatchObject({ state: 'due', attempts: 4, lastError: 'HTTP 500' })
  later(61_000)
  await progressed()
  await drain(postEvent)
  expect(await arrived()).toContain(unwanted)
})

test('a receiver that does not answer is asked by one message at a time, and gets all when it is back', async () => {
  const eventIds: string[] = []
  for (let count = 0; count < 12; count++) eventIds.push(await progressed())
  let asked = 0
  const hanging: PostEvent = async (target, message, at) => {
    asked += 1
    return down(target, message, at)
  }
  await drain(hanging)
  expect(asked).toBe(1)
  later(6_000)
  await drain(hanging)
  expect(asked).toBe(2)
  expect(await db.delivery.count({ where: { target: endpointId, attempts: 0 } })).toBe(11)
  later(6 * 60_000)
  await drain(postEvent)
  expect(await arrived()).toEqual(expect.arrayContaining(eventIds))
})

test('while one message asks whether a receiver is back, the others wait for it', async () => {
  const first = await progressed()
  const second = await progressed()
  await drain(down)
  later(6 * 60_000)
  await drain(async (target, message, at) => {
    if (message.id !== first) return postEvent(target, message, at)
    const { id } = await toEndpoint(second)
    await deliver(system, id, () => { throw new Error('The second asked too.') })
    return postEvent(target, message, at)
  })
  expect((await arrived()).filter((one) => one === first || one === second)).toEqual([first, second])
})

test('an operator who sends again does not wait for a silent receiver', async () => {
  const eventId = await progressed()
  await drain(down)
  later(6_000)
  await drain(down)
  const { id } = await toEndpoint(eventId)
  await sendAgain(world.ctx('nga'), { deliveryId: id })
  await drain(postEvent)
  expect(await arrived()).toContain(eventId)
})

test('a receiver that says 410 hears nothing more', async () => {
  const eventId = await progressed()
  await drain(async () => ({ kind: 'gone' }))
  expect(await toEndpoint(eventId)).toMatchObject({ state: 'given_up' })
  expect(await db.webhookEndpoint.findUnique({ where: { id: endpointId } })).toMatchObject({ disabledReason: 'gone' })
  const { id } = await toEndpoint(eventId)
  expect(await world.refusal(sendAgain(world.ctx('nga'), { deliveryId: id }))).toBe('endpoint.disabled')
  expect(await world.refusal(disableEndpoint(world.ctx('quan'), { endpointId }))).toBe('endpoint.already_disabled')
})

test('after three days it is given up, shown to operators, and sent again by one tap', async () => {
  const eventId = await progressed()
  for (let attempt = 1; attempt <= 10; attempt++) {
    await drain(down)
    later(27 * 3_600_000)
  }
  const { id, state, attempts } = await toEndpoint(eventId)
  expect({ state, attempts }).toEqual({ state: 'given_up', attempts: 10 })
  const { unfinished } = await deliveriesOverview(world.ctx('nga'))
  expect(unfinished.find((one) => one.id === id)).toMatchObject({ endpointName: 'IOC', can: { sendAgain: true } })
  expect(await world.refusal(sendAgain(world.ctx('ha'), { deliveryId: id }))).toBe('delivery.not_found')
  expect(await world.refusal(sendAgain(world.ctx('nga'), { deliveryId: endpointId }))).toBe('delivery.not_found')

  await sendAgain(world.ctx('nga'), { deliveryId: id })
  await drain(postEvent)
  expect(await arrived()).toContain(eventId)
  expect(await world.refusal(sendAgain(world.ctx('nga'), { deliveryId: id }))).toBe('delivery.delivered')
})

test('an endpoint with types hears only these', async () => {
  await disableEndpoint(world.ctx('quan'), { endpointId })
  const { endpointId: choosy } = await addEndpoint(world.ctx('quan'), { name: 'Cổng', url: standIn.url, types: ['meeting.closed'], secret: SECRET })
  await progressed()
  await drain(postEvent)
  expect(await db.delivery.count({ where: { target: choosy } })).toBe(0)
})

test('one receiver is added once, by however many taps and in whatever spelling', async () => {
  const quan = world.ctx('quan')
  const spellings = ['https://IOC.example.vn/a', 'https://ioc.example.vn:443/a', 'https://ioc.example.vn/a#b']
  const added = await Promise.all(spellings.map((url) => addEndpoint(quan, { name: 'IOC', url, types: [] }).then(() => 'added', (thrown: unknown) => (thrown as { code: string }).code)))
  expect(added.sort()).toEqual(['added', 'endpoint.already_added', 'endpoint.already_added'])
})

test('endpoints are the business of administrators, and their addresses are checked', async () => {
  const draft = { name: 'IOC 2', url: 'https://ioc.example.vn/', types: [] }
  expect(await world.refusal(addEndpoint(world.ctx('nga'), draft))).toBe('endpoint.not_found')
  expect(await world.refusal(disableEndpoint(world.ctx('nga'), { endpointId }))).toBe('endpoint.not_found')
  expect(await world.refusal(disableEndpoint(world.ctx('quan'), { endpointId: system.newId() }))).toBe('endpoint.not_found')
  expect(await world.refusal(deliveriesOverview(world.ctx('ha')))).toBe('endpoint.not_found')
  expect(await world.refusal(addEndpoint(world.ctx('quan'), { ...draft, url: 'http://ioc.example.vn/' }))).toBe('endpoint.https_only')
  expect(await world.refusal(addEndpoint(world.ctx('quan'), { ...draft, url: 'https://a:b@ioc.example.vn/' }))).toBe('endpoint.bad_url')
  expect(await world.refusal(addEndpoint(world.ctx('quan'), { ...draft, secret: 'short' }))).toBe('endpoint.bad_secret')
  expect(await world.refusal(addEndpoint(world.ctx('quan'), { ...draft, url: standIn.url }))).toBe('endpoint.already_added')
  expect(JSON.stringify(await deliveriesOverview(world.ctx('quan')))).not.toContain(SECRET)
})

test('the sweep gives a lost delivery its job back, and leaves the others alone', async () => {
  const eventId = await progressed()
  await sweep(system)
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`
  expect((await sweep(system)).deliveries).toBe(await db.delivery.count({ where: { state: 'due' } }))
  expect((await sweep(system)).deliveries).toBe(0)
  await drain(postEvent)
  expect(await arrived()).toContain(eventId)
})
