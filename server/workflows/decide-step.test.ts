import { expect, test } from 'vitest'
import { openWorld } from '#server/test/world.ts'
import { decideStep } from './decide-step.ts'
import { approvalOf, waitingForMe } from './queries.ts'
import { requestApproval } from './request-approval.ts'

const world = await openWorld()
const { binh, chau, an } = world.people

async function ask(deciderIds: string[]) {
  const subject = { kind: 'conclusion_notice', id: world.ctx('binh').newId() }
  const ctx = world.ctx('binh')
  const approvalId = await ctx.transact((tx) => requestApproval(tx, ctx, { subject, deciderIds, label: 'Dự thảo thông báo' }))
  return { subject, approvalId }
}

test('what was asked waits for its decider, with the words it was asked in', async () => {
  const { approvalId } = await ask([chau.id])
  expect(await waitingForMe(world.ctx('chau'))).toContainEqual(expect.objectContaining({ approvalId, label: 'Dự thảo thông báo' }))
  expect(await waitingForMe(world.ctx('an'))).toEqual([])
})

test('an approval is decided once, and the trail says by whom it was asked', async () => {
  const { subject, approvalId } = await ask([chau.id])
  expect(await decideStep(world.ctx('chau'), { approvalId, decision: 'approve' })).toEqual({ state: 'approved' })
  expect(await approvalOf(world.db, subject)).toMatchObject({ state: 'approved', requestedById: binh.id })
  expect(await world.refusal(decideStep(world.ctx('chau'), { approvalId, decision: 'return', reason: 'Muộn' }))).toBe('approval.already_decided')
  expect(await world.eventTypes()).toContain('approval.approved')
})

test('two decisions at the same moment: one counts', async () => {
  const { approvalId } = await ask([chau.id])
  const decide = (decision: 'approve' | 'return') => decideStep(world.ctx('chau'), { approvalId, decision, reason: 'Thiếu căn cứ' })
  const outcomes = await Promise.allSettled([decide('approve'), decide('return')])
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
})

test('a return needs a reason and tells it', async () => {
  const { subject, approvalId } = await ask([chau.id])
  expect(await world.refusal(decideStep(world.ctx('chau'), { approvalId, decision: 'return', reason: ' ' }))).toBe('approval.reason_required')
  await decideStep(world.ctx('chau'), { approvalId, decision: 'return', reason: 'Thiếu thời hạn ở mục 2' })
  expect(await approvalOf(world.db, subject)).toMatchObject({ state: 'returned', reason: 'Thiếu thời hạn ở mục 2' })
  expect(await world.eventTypes()).toContain('approval.returned')
})

test('an outsider and a made-up id get the same answer', async () => {
  const { approvalId } = await ask([chau.id])
  expect(await world.refusal(decideStep(world.ctx('son'), { approvalId, decision: 'approve' }))).toBe('approval.not_found')
  expect(await world.refusal(decideStep(world.ctx('chau'), { approvalId: world.ctx('son').newId(), decision: 'approve' }))).toBe('approval.not_found')
})

test('the second decider waits for the first', async () => {
  const { approvalId } = await ask([chau.id, an.id])
  expect(await world.refusal(decideStep(world.ctx('an'), { approvalId, decision: 'approve' }))).toBe('approval.not_your_turn')
  expect(await decideStep(world.ctx('chau'), { approvalId, decision: 'approve' })).toEqual({ state: 'waiting' })
  expect(await decideStep(world.ctx('an'), { approvalId, decision: 'approve' })).toEqual({ state: 'approved' })
})
