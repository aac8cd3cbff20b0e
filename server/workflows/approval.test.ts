import { expect, test } from 'vitest'
import { assertReasoned, currentStep, stateAfter, stepToDecide, type Step } from './approval.ts'

const step = (position: number, deciderUserId: string, state: Step['state'] = 'waiting'): Step => ({ position, deciderUserId, state })

test('deciders speak one after another, in the order of their steps', () => {
  const steps = [step(2, 'an'), step(1, 'chau')]
  expect(currentStep(steps)?.deciderUserId).toBe('chau')
  expect(() => stepToDecide('waiting', steps, 'an')).toThrow('approval.not_your_turn')
  expect(stepToDecide('waiting', steps, 'chau').position).toBe(1)
})

test('who decides nothing here learns nothing', () => {
  expect(() => stepToDecide('waiting', [step(1, 'chau')], 'son')).toThrow('approval.not_found')
})

test('a decided step is not decided again', () => {
  expect(() => stepToDecide('approved', [step(1, 'chau', 'approved')], 'chau')).toThrow('approval.already_decided')
  expect(() => stepToDecide('waiting', [step(1, 'chau', 'approved'), step(2, 'an')], 'chau')).toThrow('approval.already_decided')
})

test('a return without a reason is refused, an approval needs none', () => {
  expect(() => assertReasoned('return', '  ')).toThrow('approval.reason_required')
  expect(() => assertReasoned('approve', '')).not.toThrow()
})

test('one return ends it; only the last approval completes it', () => {
  const first = step(1, 'chau')
  const both = [first, step(2, 'an')]
  expect(stateAfter('return', first, both)).toBe('returned')
  expect(stateAfter('approve', first, both)).toBe('waiting')
  expect(stateAfter('approve', first, [first])).toBe('approved')
})
