import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { changeLocale } from './change-locale.ts'
import { enrollUser } from './enroll-user.ts'
import { EnrollUser } from './input.ts'
import { actorOfUser } from './queries.ts'
import { signIn } from './sign-in.ts'

const world = await openWorld()
const morning = new Date('2026-11-23T02:00:00Z')
const thuy = EnrollUser.parse({
  account: 'Thuy', fullName: 'Mai Thu Thủy', email: 'thuy@hong-lam.example', password: 'Mat-khau-cua-Thuy-1',
  orgUnitId: world.units['so-tu-phap'].id, title: 'Giám đốc Sở Tư pháp', role: 'unit_head',
})

test('an enrolled person signs in and holds the position from today', async () => {
  const userId = await enrollUser(world.ctx('quan'), thuy)
  const opened = await signIn(world.ctx('quan'), { account: 'thuy', password: 'Mat-khau-cua-Thuy-1', userAgent: '' })
  expect(opened.userId).toBe(userId)
  const actor = await actorOfUser(world.db, userId, morning)
  expect(actor?.positions).toMatchObject([{ title: 'Giám đốc Sở Tư pháp', role: 'unit_head', orgUnitName: 'Sở Tư pháp' }])
  expect(await world.db.event.findFirst({ where: { type: 'user.enrolled', subjectId: userId } })).toMatchObject({
    actorUserId: world.people.quan.id, data: { orgUnitId: thuy.orgUnitId, role: 'unit_head' },
  })
  const dayBefore = await actorOfUser(world.db, userId, new Date('2026-11-22T02:00:00Z'))
  expect(dayBefore?.positions).toEqual([])
})

test('only an administrator enrolls', async () => {
  for (const account of ['an', 'binh', 'son'] as const) {
    expect(await world.refusal(enrollUser(world.ctx(account), { ...thuy, account: `${account}2` }))).toBe('user.administrator_only')
  }
})

test('an account is given once, whichever request commits first', async () => {
  const twice = [1, 2].map(() => enrollUser(world.ctx('quan'), { ...thuy, account: 'hai-lan' }))
  const settled = await Promise.allSettled(twice)
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await world.refusal(enrollUser(world.ctx('quan'), { ...thuy, account: 'hai-lan' }))).toBe('user.account_taken')
  expect(await world.db.position.count({ where: { user: { account: 'hai-lan' } } })).toBe(1)
})

test.each([
  ['user.weak_password', { password: 'ngan' }],
  ['org_unit.not_found', { orgUnitId: '01930000-0000-7000-8000-000000000000' }],
  ['org_unit.not_in_force', { orgUnitId: world.units['so-tttt'].id }],
])('%s leaves nobody behind', async (code, wrong) => {
  expect(await world.refusal(enrollUser(world.ctx('quan'), { ...thuy, account: 'khong-ai', ...wrong }))).toBe(code)
  expect(await world.db.user.count({ where: { account: 'khong-ai' } })).toBe(0)
})

test('a person chooses the language of screens', async () => {
  await changeLocale(world.ctx('lan'), { locale: 'en' })
  expect((await actorOfUser(world.db, world.people.lan.id, morning))?.locale).toBe('en')
  const ghost = { ...world.ctx('lan'), actor: { ...world.ctx('lan').actor, userId: '01930000-0000-7000-8000-000000000000' } }
  expect(await world.refusal(changeLocale(ghost, { locale: 'vi' }))).toBe('user.not_found')
})
