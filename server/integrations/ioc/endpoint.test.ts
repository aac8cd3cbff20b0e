import { expect, test } from 'vitest'
import { isRefusal } from '#server/kernel/refusal.ts'
import { endpointUrl } from './endpoint-url.ts'
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
  ['https://[64:ff9b::a9fe:a9fe]/', 'endpoint.address_not_allowed'],
  ['https://[64:ff9b::0a14:1e28]/', null],
  ['https://[2002:a9fe:a9fe::1]/', 'endpoint.address_not_allowed'],
  ['https://239.1.1.1/', 'endpoint.address_not_allowed'],
  ['http://127.0.0.1.example.vn/', 'endpoint.https_only'],
  ['ftp://127.0.0.1/', 'endpoint.https_only'],
  ['file:///etc/passwd', 'endpoint.https_only'],
  ['https://user:word@ioc.example.vn/', 'endpoint.bad_url'],
  ['not an address', 'endpoint.bad_url'],
])('%s → %s', (url, code) => {
  expect(refusalOf(() => endpointUrl(url, { allowsLoopback: true }))).toBe(code)
})

test.each([
  ['http://127.0.0.1:4100/', 'endpoint.https_only'],
  ['https://127.0.0.1:4100/', 'endpoint.address_not_allowed'],
  ['https://localhost/', 'endpoint.address_not_allowed'],
  ['https://[::1]/', 'endpoint.address_not_allowed'],
  ['https://[64:ff9b::7f00:1]/', 'endpoint.address_not_allowed'],
  ['https://10.20.30.40/events', null],
])('without the demo %s → %s', (url, code) => {
  expect(refusalOf(() => endpointUrl(url, { allowsLoopback: false }))).toBe(code)
})

test('an endpoint without types hears everything, another only its own', () => {
  expect(hears({ types: [] }, 'task.assigned')).toBe(true)
  expect(hears({ types: ['task.assigned'] }, 'task.assigned')).toBe(true)
  expect(hears({ types: ['task.assigned'] }, 'meeting.closed')).toBe(false)
})

test.each([
  ['HTTPS://IOC.example.vn', 'https://ioc.example.vn/'],
  ['https://ioc.example.vn:443/a/../events#x', 'https://ioc.example.vn/events'],
  ['http://127.1:4100', 'http://127.0.0.1:4100/'],
])('%s is written %s', (url, href) => {
  expect(endpointUrl(url, { allowsLoopback: true })).toBe(href)
})

function refusalOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code
    throw thrown
  }
}
