import { expect, test } from 'vitest'
import type { Actor, Role } from '#server/kernel/actor.ts'
import { mayPrepare, mayPresent, mayPreside, meetingCan, unitsHeadedBy } from './policy.ts'

function person(userId: string, ...roles: Role[]): Actor {
  const positions = roles.map((role) => ({ id: `p-${role}`, title: role, role, orgUnitId: `u-${role}`, orgUnitName: role }))
  return { userId, name: userId, locale: 'vi', positions }
}
const meeting = { chairId: 'an', secretaryId: 'binh', startAt: new Date('2026-11-26T01:00:00Z') }
const [an, binh, lan] = [person('an', 'leader'), person('binh', 'secretary'), person('lan', 'official')]

test('chair and secretary of this meeting prepare it and preside over it, another secretary does not', () => {
  expect([an, binh, lan, person('khac', 'secretary')].map((actor) => mayPrepare(actor, meeting))).toEqual([true, true, false, false])
  expect([an, binh, lan].map((actor) => mayPreside(actor, meeting))).toEqual([true, true, false])
})

test('the presenter of the current item shows pages, and nobody else of the floor', () => {
  expect(mayPresent(lan, meeting, 'lan')).toBe(true)
  expect(mayPresent(lan, meeting, 'giang')).toBe(false)
  expect(mayPresent(lan, meeting, null)).toBe(false)
  expect(mayPresent(an, meeting, null)).toBe(true)
})

test('heads and leaders of a unit name who attends for it', () => {
  expect(unitsHeadedBy(person('giang', 'unit_head', 'official'))).toEqual(['u-unit_head'])
  expect(unitsHeadedBy(an)).toEqual(['u-leader'])
  expect(unitsHeadedBy(lan)).toEqual([])
})

test('what may be done follows the state of the meeting', () => {
  const facts = { isParticipant: true, currentPresenterId: null, now: new Date('2026-11-23T02:00:00Z') }
  const ofState = (actor: Actor, state: 'draft' | 'invited' | 'open' | 'closed') => {
    const can = meetingCan(actor, { ...meeting, state }, facts)
    return Object.entries(can).filter(([, allowed]) => allowed).map(([name]) => name)
  }
  expect(ofState(binh, 'draft')).toEqual(['prepare', 'changeDetails', 'editAgenda', 'invite', 'uninvite', 'convene', 'delete'])
  expect(ofState(binh, 'invited')).toEqual(['prepare', 'changeDetails', 'editAgenda', 'invite', 'uninvite', 'convene', 'cancel', 'answer', 'open'])
  expect(ofState(an, 'open')).toEqual(['prepare', 'editAgenda', 'invite', 'preside', 'close', 'join', 'enter', 'markOthers', 'present'])
  expect(ofState(an, 'closed')).toEqual(['prepare'])
  expect(ofState(lan, 'invited')).toEqual(['answer'])
  expect(ofState(lan, 'open')).toEqual(['join', 'enter'])
})

test('the head of an invited unit sees the meeting, and enters its room with a seat only', () => {
  const facts = { currentPresenterId: null, now: new Date('2026-11-26T01:00:00Z') }
  const enters = (actor: Actor, isParticipant: boolean) => meetingCan(actor, { ...meeting, state: 'open' }, { ...facts, isParticipant }).enter
  expect(enters(person('khanh', 'unit_head'), false)).toBe(false)
  expect(enters(person('khanh', 'unit_head'), true)).toBe(true)
  expect(enters(binh, false)).toBe(true)
})
