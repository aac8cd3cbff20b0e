import { expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { openWorld } from '#server/test/world.ts'
import { hashSessionToken } from './hash-session-token.ts'
import { SignIn } from './input.ts'
import { actorOfIdleSession, actorOfSession } from './queries.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const world = await openWorld()
const PASSWORD = 'Hop-khong-giay-2026'
const morning = new Date('2026-11-23T02:00:00Z')
const after = (minutes: number, start = morning) => new Date(start.getTime() + minutes * 60_000)
const doorAt = (at: Date): Ctx => ({ ...world.ctx('quan', at), actor: SYSTEM_ACTOR })

/** Signs in without waiting; the waits that a person would have had are collected. */
async function tryAt(at: Date, account: string, password: string, waitsMs: number[] = []) {
  const pause = async (delayMs: number) => void waitsMs.push(delayMs)
  return signIn(doorAt(at), SignIn.parse({ account, password }), pause)
}

test('the right password opens a session for twelve hours, and only the hash of its token is kept', async () => {
  const { token, userId, expiresAt } = await tryAt(morning, ' Binh ', PASSWORD)
  expect(userId).toBe(world.people.binh.id)
  expect(expiresAt).toEqual(after(12 * 60))
  expect(await world.db.session.count({ where: { id: token } })).toBe(0)
  expect(await world.db.session.count({ where: { id: hashSessionToken(token) } })).toBe(1)
})

test('a session brings the person with the positions of the day', async () => {
  const { token } = await tryAt(morning, 'binh', PASSWORD)
  const found = await actorOfSession(world.db, token, after(1))
  expect(found?.actor).toMatchObject({
    userId: world.people.binh.id,
    name: 'Trần Thanh Bình',
    locale: 'vi',
    positions: [{ role: 'secretary', orgUnitId: world.units['van-phong'].id, orgUnitName: 'Văn phòng UBND tỉnh' }],
  })
  expect(await actorOfSession(world.db, `${token}x`, after(1))).toBeNull()
})

test('signing out ends this session and no other', async () => {
  const [tablet, desk] = [await tryAt(morning, 'binh', PASSWORD), await tryAt(morning, 'binh', PASSWORD)]
  await signOut(world.ctx('binh', after(1)), { token: tablet.token })
  await signOut(world.ctx('binh', after(1)), { token: tablet.token })
  expect(await actorOfSession(world.db, tablet.token, after(2))).toBeNull()
  expect(await actorOfSession(world.db, desk.token, after(2))).not.toBeNull()
  const ended = await world.db.event.findMany({ where: { type: 'session.ended' } })
  expect(ended.map(({ subjectId }) => subjectId)).toEqual([world.people.binh.id])
})

test('an hour without a request ends a session; requests keep it open until twelve hours are over', async () => {
  const { token } = await tryAt(morning, 'ha', PASSWORD)
  const idle = await tryAt(morning, 'ha', PASSWORD)
  for (let minute = 50; minute < 12 * 60; minute += 50) expect(await actorOfSession(world.db, token, after(minute))).not.toBeNull()
  expect(await actorOfSession(world.db, token, after(12 * 60))).toBeNull()
  expect(await actorOfSession(world.db, idle.token, after(60))).toBeNull()
})

test('being seen is written at most once a minute', async () => {
  const { token } = await tryAt(morning, 'ha', PASSWORD)
  const seenAt = async () => (await world.db.session.findUniqueOrThrow({ where: { id: hashSessionToken(token) } })).lastSeenAt
  await actorOfSession(world.db, token, after(0.9))
  expect(await seenAt()).toEqual(morning)
  await actorOfSession(world.db, token, after(1.5))
  expect(await seenAt()).toEqual(after(1.5))
})

test('a line that stays open by itself does not keep a session alive', async () => {
  const { token } = await tryAt(morning, 'ha', PASSWORD)
  for (let minute = 5; minute < 60; minute += 5) expect((await actorOfIdleSession(world.db, token, after(minute)))?.actor.userId).toBe(world.people.ha.id)
  expect(await actorOfIdleSession(world.db, token, after(60))).toBeNull()
  expect(await actorOfSession(world.db, token, after(60))).toBeNull()
})

test('a wrong password and an unknown account get the same answers with the same growing waits', async () => {
  const waitsMs = { lan: [] as number[], 'khong-co-ai': [] as number[] }
  for (const account of ['lan', 'khong-co-ai'] as const) {
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await world.refusal(tryAt(morning, account, 'sai mat khau', waitsMs[account]))).toBe('session.wrong_credentials')
    }
    await expect(tryAt(after(0.1), account, PASSWORD)).rejects.toMatchObject({
      code: 'session.too_many_attempts', params: { seconds: 9 }, status: 429,
    })
  }
  expect(waitsMs.lan).toEqual([200, 400, 800, 1600, 3200])
  expect(waitsMs['khong-co-ai']).toEqual(waitsMs.lan)
  await expect(tryAt(after(0.25), 'lan', PASSWORD)).resolves.toMatchObject({ userId: world.people.lan.id })
})

test('the right password wipes the failures out', async () => {
  const waitsMs: number[] = []
  await world.refusal(tryAt(morning, 'nga', 'sai', waitsMs))
  await world.refusal(tryAt(morning, 'nga', 'sai', waitsMs))
  await tryAt(morning, 'nga', PASSWORD)
  await world.refusal(tryAt(morning, 'nga', 'sai', waitsMs))
  expect(waitsMs).toEqual([200, 400, 200])
})

test('of thirty guesses at once five are looked at', async () => {
  const guesses = Array.from({ length: 30 }, (_, index) => world.refusal(tryAt(morning, 'son', `doan thu ${index}`)))
  const answers = await Promise.all(guesses)
  expect(answers.filter((code) => code === 'session.wrong_credentials')).toHaveLength(5)
  expect(answers.filter((code) => code === 'session.too_many_attempts')).toHaveLength(25)
})

test('a disabled person is told what everybody with a wrong password is told, and open sessions end', async () => {
  const { token } = await tryAt(morning, 'minh', PASSWORD)
  await world.db.user.update({ where: { id: world.people.minh.id }, data: { disabledAt: morning } })
  expect(await world.refusal(tryAt(morning, 'minh', PASSWORD))).toBe('session.wrong_credentials')
  expect(await actorOfSession(world.db, token, after(1))).toBeNull()
})

test('failures older than half a day leave the table with the next sign-in', async () => {
  await world.refusal(tryAt(after(-13 * 60), 'ai-do', 'sai'))
  await tryAt(morning, 'giang', PASSWORD)
  expect(await world.db.signInThrottle.count({ where: { account: 'ai-do' } })).toBe(0)
})
