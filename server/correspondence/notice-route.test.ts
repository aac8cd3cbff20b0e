import { expect, test } from 'vitest'
import type { NoticeState } from '#server/minutes/notice.ts'
import { routeSteps, type RouteFacts } from './notice-route.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour))
const facts: RouteFacts = {
  state: 'drafting', draft: { person: 'Bình', at: at(1) }, draftSince: at(0), approvals: [{ person: 'Châu', at: at(2) }],
  number: { person: 'Dung', at: at(3) }, sign: { person: 'An', at: at(4), askedAt: at(3) }, seal: { person: 'Dung', at: at(5) },
  issue: { person: 'Dung', at: at(6) },
}
const current = (given: Partial<RouteFacts>) => routeSteps({ ...facts, ...given }).find(({ state }) => state === 'current')

test.each<[NoticeState, Partial<RouteFacts>, object | undefined]>([
  ['drafting', {}, { kind: 'draft', person: 'Bình', at: at(0) }],
  ['returned', {}, { kind: 'draft', person: 'Bình', at: at(0) }],
  ['waiting_approval', { approvals: [{ person: 'Châu', at: null }] }, { kind: 'approve', person: 'Châu', at: at(1) }],
  ['waiting_approval', { approvals: [{ person: 'Châu', at: at(2) }, { person: 'Hà', at: null }] }, { kind: 'approve', person: 'Hà', at: at(2) }],
  ['approved', {}, { kind: 'number', person: 'Dung', at: at(2) }],
  ['numbered', {}, { kind: 'sign', person: 'An', at: at(3) }],
  ['signed', { seal: { person: 'Dung', at: null } }, { kind: 'seal', person: 'Dung', at: at(4) }],
  ['signed', {}, { kind: 'issue', person: 'Dung', at: at(5) }],
  ['issued', {}, undefined],
])('%s: whom it waits for and since when', (state, given, expected) => {
  const found = current({ state, ...given })
  if (expected === undefined) expect(found).toBeUndefined()
  else expect(found).toMatchObject(expected)
})

test('what is done stands before the current step with its time, what is ahead behind it without one', () => {
  const steps = routeSteps({ ...facts, state: 'numbered' })
  expect(steps.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'draft done', 'approve done', 'number done', 'sign current', 'seal ahead', 'issue ahead',
  ])
  expect(steps.map((step) => step.at)).toEqual([at(1), at(2), at(3), at(3), null, null])
})

test('a returned notice has its whole way before it again', () => {
  expect(routeSteps({ ...facts, state: 'returned' }).filter(({ state }) => state === 'done')).toEqual([])
})
