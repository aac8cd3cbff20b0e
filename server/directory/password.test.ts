import { expect, test } from 'vitest'
import { hashPassword, isPasswordOf, NOBODYS_HASH } from './hash-password.ts'
import { isStrongPassword } from './password.ts'

test.each([
  ['Hop-khong-giay-2026', true],
  ['Họp-không-giấy-26', true],
  ['Hop-giay-2026', false],
  ['hop-khong-giay-2026', false],
  ['HOP-KHONG-GIAY-2026', false],
  ['Hop-khong-giay-nay', false],
  ['Hopkhonggiay20261', false],
])('%s is strong: %s', (password, isStrong) => {
  expect(isStrongPassword(password)).toBe(isStrong)
})

test('a password is kept as argon2id at the cost we chose', async () => {
  const passwordHash = await hashPassword('Họp-không-giấy-26')
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPasswordOf(passwordHash, 'Họp-không-giấy-26'.normalize('NFD'))).toBe(true)
  expect(await isPasswordOf(passwordHash, 'Hop-khong-giay-26')).toBe(false)
})

test('nobody has a password, and finding that out takes the same work as a wrong one', async () => {
  const [, algorithm, version, cost, salt = '', digest = ''] = (await hashPassword('Hop-khong-giay-2026')).split('$')
  expect(NOBODYS_HASH.startsWith(`$${algorithm}$${version}$${cost}$`)).toBe(true)
  expect(NOBODYS_HASH).toHaveLength(['', algorithm, version, cost, salt, digest].join('$').length)
  expect(await isPasswordOf(null, '')).toBe(false)
  expect(await isPasswordOf(null, 'Hop-khong-giay-2026')).toBe(false)
})
