import { expect, test } from 'vitest'
import { isRefusal } from '#server/kernel/refusal.ts'
import { assertEndpointUrl } from './endpoint-url.ts'
import { hears } from './endpoint.ts'

test.each([
  ['https://ioc.example.vn/events', null],
  ['http://127.0.0.1:4100/', null],
  ['http://localhost:4100/', null],
  ['http://[::1]:4100/', null],
  ['http://ioc.example.vn/', 'endpoint.https_only'],
  ['https://10.20.30.40/events', null],
  ['https://169.254.169.254/latest', 'endpoint.address_not_allowed'],
  ['https://[fe80::1]/', 'endpoint.address_not_allowed'],
  ['https://[::ffff:169.254.169.254]/', 'endpoint.address_not_allowed'],
  ['https://0.0.0.0/', 'endpoint.address_not_allowed'],
  ['https://239.1.1.1/', 'endpoint.address_not_allowed'],
  ['http://127.0.0.1.example.vn/', 'endpoint.https_only'],
  ['ftp://127.0.0.1/', 'endpoint.https_only'],
  ['file:///etc/passwd', 'endpoint.https_only'],
  ['https://user:word@ioc.example.vn/', 'endpoint.bad_url'],
  ['not an address', 'endpoint.bad_url'],
])('%s → %s', (url, code) => {
  expect(refusalOf(() => assertEndpointUrl(url, { allowsLoopback: true }))).toBe(code)
})

test.each([
  ['http://127.0.0.1:4100/', 'endpoint.https_only'],
  ['https://127.0.0.1:4100/', 'endpoint.address_not_allowed'],
  ['https://localhost/', 'endpoint.address_not_allowed'],
  ['https://[::1]/', 'endpoint.address_not_allowed'],
  ['https://10.20.30.40/events', null],
])('without the demo %s → %s', (url, code) => {
  expect(refusalOf(() => assertEndpointUrl(url, { allowsLoopback: false }))).toBe(code)
})

test('an endpoint without types hears everything, another only its own', () => {
  expect(hears({ types: [] }, 'task.assigned')).toBe(true)
  expect(hears({ types: ['task.assigned'] }, 'task.assigned')).toBe(true)
  expect(hears({ types: ['task.assigned'] }, 'meeting.closed')).toBe(false)
})

function refusalOf(act: () => void): string | null {
  try {
    act()
    return null
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code
    throw thrown
  }
}
