import { expect, test } from 'vitest'
import { assertReason, assertSignable, isDue, type AskedSignature, type SignatureState } from './signature.ts'

const person = (state: SignatureState = 'waiting'): AskedSignature => ({ id: 'leader', kind: 'person', state })
const seal = (state: SignatureState = 'waiting'): AskedSignature => ({ id: 'seal', kind: 'seal', state })
const seen = { confirmedVersionId: 'v1', latestVersionId: 'v1' }

test('the seal never goes before the leader', () => {
  expect(() => assertSignable(seal(), [person(), seal()], seen)).toThrow('signature.seal_before_leader')
  expect(() => assertSignable(seal(), [seal()], seen)).toThrow('signature.seal_before_leader')
  expect(() => assertSignable(seal(), [person('signed'), seal()], seen)).not.toThrow()
})

test('with two leaders the seal waits for both; one who refused earlier is no longer waited for', () => {
  expect(isDue(seal(), [person('signed'), { ...person(), id: 'second' }, seal()])).toBe(false)
  expect(isDue(seal(), [person('refused'), person('signed'), seal()])).toBe(true)
})

test('a signature is given once', () => {
  expect(() => assertSignable(person('signed'), [person('signed')], seen)).toThrow('signature.already_signed')
  expect(() => assertSignable(person('refused'), [person('refused')], seen)).toThrow('signature.already_refused')
})

test('whoever looked at an older version signs nothing', () => {
  expect(() => assertSignable(person(), [person()], { confirmedVersionId: 'v1', latestVersionId: 'v2' })).toThrow('signature.version_changed')
})

test('a refusal says why', () => {
  expect(() => assertReason(' ')).toThrow('signature.reason_required')
  expect(() => assertReason('Sai thời hạn')).not.toThrow()
})
