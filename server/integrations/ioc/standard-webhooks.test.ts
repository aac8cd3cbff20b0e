import { expect, test } from 'vitest'
import { generateSecret, isSecret, signWebhook, TOLERANCE_MS, verifyWebhook } from './standard-webhooks.ts'

const at = new Date('2026-11-23T02:00:00Z')
const body = '{"title":"Họp giao ban"}'

test('the published example of the standard is reproduced to the letter', () => {
  const headers = signWebhook(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1614265330 * 1000),
    '{"test": 2432232314}',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  )
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('a message signed with the same secret is valid', () => {
  const secret = generateSecret()
  expect(verifyWebhook({ ...signWebhook('e1', at, body, secret) }, body, secret, at)).toBe('valid')
})

test('an altered body, another id and another secret are refused', () => {
  const secret = generateSecret()
  const headers = signWebhook('e1', at, body, secret)
  expect(verifyWebhook({ ...headers }, `${body} `, secret, at)).toBe('wrong_signature')
  expect(verifyWebhook({ ...headers, 'webhook-id': 'e2' }, body, secret, at)).toBe('wrong_signature')
  expect(verifyWebhook({ ...headers }, body, generateSecret(), at)).toBe('wrong_signature')
})

test('one right signature among several is enough while a key is being changed', () => {
  const secret = generateSecret()
  const headers = signWebhook('e1', at, body, secret)
  const both = `v1,${Buffer.alloc(32).toString('base64')} v1a,x ${headers['webhook-signature']}`
  expect(verifyWebhook({ ...headers, 'webhook-signature': both }, body, secret, at)).toBe('valid')
})

test('an attempt more than five minutes off is stale, on either side', () => {
  const secret = generateSecret()
  const headers = { ...signWebhook('e1', at, body, secret) }
  const off = (ms: number) => new Date(at.getTime() + ms)
  expect(verifyWebhook(headers, body, secret, off(TOLERANCE_MS))).toBe('valid')
  expect(verifyWebhook(headers, body, secret, off(TOLERANCE_MS + 1))).toBe('stale')
  expect(verifyWebhook(headers, body, secret, off(-TOLERANCE_MS - 1))).toBe('stale')
})

test('missing and senseless headers are named', () => {
  const secret = generateSecret()
  const headers = { ...signWebhook('e1', at, body, secret) }
  expect(verifyWebhook({}, body, secret, at)).toBe('missing_header')
  expect(verifyWebhook({ ...headers, 'webhook-timestamp': 'now' }, body, secret, at)).toBe('bad_timestamp')
})

test('a secret has its prefix and 24 to 64 bytes', () => {
  expect(isSecret(generateSecret())).toBe(true)
  expect(isSecret('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe(false)
  expect(isSecret('whsec_c2hvcnQ=')).toBe(false)
  expect(isSecret('whsec_not base64')).toBe(false)
})
