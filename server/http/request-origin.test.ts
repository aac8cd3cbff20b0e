import { expect, test } from 'vitest'
import { isOwnRequest } from './request-origin.ts'

const PUBLIC_URL = 'https://hop.example.vn'

test.each([
  ['a program, which sends neither header', {}],
  ['our own page', { host: 'hop.example.vn', origin: 'https://hop.example.vn', 'sec-fetch-site': 'same-origin' }],
  ['a page reached by the name of this machine', { host: '10.0.0.5:3000', origin: 'http://10.0.0.5:3000' }],
  ['our page behind a proxy that renames the host', { host: '127.0.0.1:3000', origin: 'https://hop.example.vn' }],
  ['an address typed by hand', { host: 'hop.example.vn', 'sec-fetch-site': 'none' }],
])('%s is heard', (_who, headers) => {
  expect(isOwnRequest(headers, PUBLIC_URL)).toBe(true)
})

test.each([
  ['another site', { host: 'hop.example.vn', origin: 'https://evil.example' }],
  ['another site without an origin', { host: 'hop.example.vn', 'sec-fetch-site': 'cross-site' }],
  ['a neighbour under the same domain', { host: 'hop.example.vn', origin: 'https://tin.example.vn', 'sec-fetch-site': 'same-site' }],
  ['another port of the host', { host: 'hop.example.vn', origin: 'https://hop.example.vn:8443' }],
  ['a sandboxed frame', { host: 'hop.example.vn', origin: 'null' }],
  ['a name that only begins like ours', { host: 'hop.example.vn', origin: 'https://hop.example.vn.evil.example' }],
])('%s is not', (_who, headers) => {
  expect(isOwnRequest(headers, PUBLIC_URL)).toBe(false)
})
