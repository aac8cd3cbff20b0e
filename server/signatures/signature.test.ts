import { expect, test } from 'vitest'
import { assertReason, assertSignable, isDue, type AskedSignature, type SignatureState } from './signature.ts'

const person = (state: SignatureState = 'waiting'): AskedSignature => ({ id: 'leader', kind: 'person', state })
const seal = (state: SignatureState = 'waiting'): AskedSignature => ({ id: 'seal', kind: 'seal', state })
const latest = { id: 'v1', fileHash: 'a1' }
const seen = { confirmed: { versionId: 'v1', sha256: 'a1' }, latest }

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
  expect(() => assertSignable(person(), [person()], { ...seen, latest: { id: 'v2', fileHash: 'a1' } })).toThrow('signature.version_changed')
  expect(() => assertSignable(person(), [person()], { ...seen, latest: null })).toThrow('signature.version_changed')
})

test('whoever was shown other bytes signs nothing', () => {
  expect(() => assertSignable(person(), [person()], { confirmed: { versionId: 'v1', sha256: 'b2' }, latest })).toThrow('signature.version_changed')
  expect(() => assertSignable(person(), [person()], { confirmed: { versionId: 'v1' }, latest })).not.toThrow()
})

test('what was taken back is no longer signed, and the seal does not wait for it', () => {
  expect(() => assertSignable(person('withdrawn'), [person('withdrawn')], seen)).toThrow('signature.withdrawn')
  expect(isDue(seal(), [person('withdrawn'), { ...person('signed'), id: 'second' }, seal()])).toBe(true)
})

test('a refusal says why', () => {
  expect(() => assertReason(' ')).toThrow('signature.reason_required')
  expect(() => assertReason('Sai thời hạn')).not.toThrow()
})
