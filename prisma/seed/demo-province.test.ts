import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { DEMO_PEOPLE } from './demo-people.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, isEmpty, seedDemoProvince } from './demo-province.ts'
import { demoId, PEOPLE, UNITS } from './ids.ts'

const world = await openWorld()
const { db, files, settings } = world.ctx('quan')

test('seeding where somebody already is changes nothing', async () => {
  const before = await db.user.count()
  expect(await isEmpty(db)).toBe(false)
  expect(await seedDemoProvince({ db, files, settings })).toBe(false)
  expect(await db.user.count()).toBe(before)
})

test('two starts at once on an empty database make one province', async () => {
  await db.$executeRaw`TRUNCATE app_user, org_unit CASCADE`
  const filled = await Promise.all([seedDemoProvince({ db, files, settings }), seedDemoProvince({ db, files, settings })])
  expect(filled.sort()).toEqual([false, true])
  expect(await db.user.count()).toBe(132)
  expect(await db.orgUnit.count()).toBe(Object.keys(UNITS).length)
})

test('a start killed in the middle leaves nothing, so the next one seeds', async () => {
  await db.$executeRaw`TRUNCATE app_user, org_unit CASCADE`
  // Fails the last of the four writes.
  await db.$executeRaw`ALTER TABLE "position" ADD CONSTRAINT broken CHECK (title <> 'Quản trị hệ thống')`
  await expect(seedDemoProvince({ db, files, settings })).rejects.toThrow()
  expect(await isEmpty(db)).toBe(true)
  await db.$executeRaw`ALTER TABLE "position" DROP CONSTRAINT broken`
  expect(await seedDemoProvince({ db, files, settings })).toBe(true)
})

test('everybody has an account, a name and an id of their own', () => {
  for (const field of ['account', 'name'] as const) {
    expect(new Set(DEMO_PEOPLE.map((person) => person[field])).size).toBe(132)
  }
  expect(new Set([...Object.values(PEOPLE), ...Object.values(UNITS)].map(({ id }) => id)).size).toBe(132 + Object.keys(UNITS).length)
  expect(DEMO_ACCOUNTS.map(({ account }) => account)).toContain('binh')
  expect(DEMO_PASSWORD).not.toBe('')
})

test('ids follow from keys alone, so a database seeded yesterday knows the names of today', () => {
  expect(PEOPLE.binh.id).toBe(demoId('person/binh'))
  expect(demoId('person/binh')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
