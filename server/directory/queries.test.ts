import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { actorOfUser, directoryForMatching, leadersInOffice, peopleForInvitation, peopleOfUnits, unitsInForce } from './queries.ts'

const world = await openWorld()
const { units, people } = world

test('a unit that was merged is no longer offered, its heir is', async () => {
  const ids = (await unitsInForce(world.ctx('binh'))).map((unit) => unit.id)
  expect(ids).toContain(units['so-khcn'].id)
  expect(ids).not.toContain(units['so-tttt'].id)
})

test('on its last day a unit is still there', async () => {
  const ids = (await unitsInForce(world.ctx('binh', new Date('2025-02-28T16:59:00Z')))).map((unit) => unit.id)
  expect(ids).toContain(units['so-tttt'].id)
  expect(ids).not.toContain(units['so-khcn'].id)
})

test('every unit has both shapes of its code or neither', async () => {
  const office = (await unitsInForce(world.ctx('binh'))).find((unit) => unit.id === units['van-phong'].id)
  expect(office).toMatchObject({ qcvnCode: '000.00.02.H99', decisionCode: 'H99.02' })
})

test('an old name leads over several mergers to the unit of today', async () => {
  const directory = await directoryForMatching(world.ctx('binh'))
  const heirsOf = (id: string) => directory.find((unit) => unit.id === id)?.successorIds
  expect(heirsOf(units['so-bcvt'].id)).toEqual([units['so-khcn'].id])
  expect(heirsOf(units['thanh-pho-truong-vinh'].id)?.sort()).toEqual([units['phuong-truong-vinh'].id, units['phuong-hong-phuc'].id].sort())
  expect(heirsOf(units['so-khcn'].id)).toEqual([])
  expect(directory.find((unit) => unit.id === units['so-tttt'].id)).toMatchObject({ validTo: '2025-02-28' })
})

test.each(['dang gia khanh', 'khánh đặng', 'giam doc khoa hoc', 'khanh'])('searching %j finds Đặng Gia Khánh', async (search) => {
  const found = await peopleForInvitation(world.ctx('binh'), search)
  expect(found.map((person) => person.userId)).toContain(people.khanh.id)
})

test('everybody in office may be invited, and somebody disabled may not', async () => {
  await world.db.user.update({ where: { id: people.canbo001?.id ?? '' }, data: { disabledAt: new Date() } })
  const found = await peopleForInvitation(world.ctx('binh'))
  expect(found).toHaveLength(131)
  expect(found.find((person) => person.userId === people.an.id)).toEqual({
    userId: people.an.id, name: 'Nguyễn Hoài An', title: 'Phó Chủ tịch UBND tỉnh', role: 'leader',
    orgUnitId: units['ubnd-tinh'].id, orgUnitName: 'UBND tỉnh Hồng Lam',
  })
})

test('a position that has ended gives no rights and shows nobody', async () => {
  await world.db.position.updateMany({ where: { userId: people.son.id }, data: { validTo: new Date('2026-11-22') } })
  expect((await actorOfUser(world.db, people.son.id, new Date('2026-11-22T16:59:59Z')))?.positions).toHaveLength(1)
  const son = await actorOfUser(world.db, people.son.id, new Date('2026-11-22T17:00:00Z'))
  expect(son?.positions).toEqual([])
  expect(await peopleForInvitation({ ...world.ctx('binh'), actor: { ...world.ctx('binh').actor, positions: [] } })).toEqual([])
})

test('an id that is no id is nobody', async () => {
  expect(await actorOfUser(world.db, 'quan', new Date())).toBeNull()
})

test('in a province of many positions the last one is found by typing, as a leader, and in its unit', async () => {
  const ctx = world.ctx('binh')
  const orgUnitId = units['xa-thien-loc'].id
  const crowd = Array.from({ length: 400 }, (_, index) => ({ id: ctx.newId(), account: `dong${index}`, fullName: `Lê Văn Đông ${index}` }))
  await world.db.user.createMany({ data: crowd.map((one) => ({ ...one, email: '', passwordHash: '', createdAt: ctx.now() })) })
  await world.db.position.createMany({
    data: crowd.map((one, index) => ({
      id: ctx.newId(), userId: one.id, orgUnitId, title: `Ủy viên ${index}`, role: index < 350 ? 'unit_head' as const : 'official' as const,
      validFrom: new Date('2026-01-01'),
    })),
  })
  expect((await peopleForInvitation(ctx, 'le dong 399')).map(({ name }) => name)).toEqual(['Lê Văn Đông 399'])
  const leaders = await leadersInOffice(ctx)
  expect(leaders.filter((one) => one.orgUnitId === orgUnitId).length).toBeGreaterThanOrEqual(350)
  expect(leaders.map(({ role }) => role)).not.toContain('official')
  expect((await peopleOfUnits(ctx, [orgUnitId])).length).toBeGreaterThanOrEqual(400)
  expect(await peopleOfUnits(ctx, [])).toEqual([])
})
