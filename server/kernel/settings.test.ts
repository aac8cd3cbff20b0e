import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, SETTINGS } from './settings.ts'

test('an empty environment starts the demo province on port 3000', () => {
  expect(readSettings({})).toMatchObject({
    port: 3000, dataDir: path.resolve('.data'), databaseUrl: null, publicUrl: 'http://localhost:3000', smtpUrl: null,
    timeZone: 'Asia/Ho_Chi_Minh', hasDemo: true, isSecureCookie: false,
  })
})

test('a variable that is set but blank counts as not set', () => {
  expect(readSettings({ PORT: ' ', DATABASE_URL: '', SMTP_URL: '  ' })).toEqual(readSettings({}))
})

test('the public address follows the port and loses its last slash', () => {
  expect(readSettings({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
  expect(readSettings({ PUBLIC_URL: 'https://hop.example.vn/' }).publicUrl).toBe('https://hop.example.vn')
})

test('what an operator sets is used', () => {
  const set = readSettings({ DATABASE_URL: 'postgresql://db/x', DEMO: 'off', SECURE_COOKIE: 'on', UPLOAD_MB_MAX: '50', DATA_DIR: '/srv/nghi-su' })
  expect(set).toMatchObject({ databaseUrl: 'postgresql://db/x', hasDemo: false, isSecureCookie: true, uploadBytesMax: 50_000_000, dataDir: '/srv/nghi-su' })
})

test.each([
  ['PORT', 'http'], ['PORT', '70000'], ['PORT', '-1'], ['PORT', '80.5'], ['UPLOAD_MB_MAX', '0'], ['TIME_ZONE', 'Hà Nội'],
  ['PUBLIC_URL', 'hop.example.vn'], ['PUBLIC_URL', 'ftp://hop.example.vn'], ['PUBLIC_URL', 'http:hop'], ['PUBLIC_URL', 'https://'],
  ['SMTP_URL', 'mail.example.vn:25'], ['SMTP_URL', 'http://mail'], ['DATABASE_URL', 'localhost/nghi_su'], ['DATABASE_URL', 'mysql://db/x'],
  ['LOG_LEVEL', 'verbose'], ['DEMO', 'no'], ['SECURE_COOKIE', 'true'],
])('%s=%s stops the start and names the variable', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(name)
})

test.each(['', '/data', '/data/deeper'])('DATA_DIR that is a file, or lies in one (%j), stops the start and says so', (below) => {
  const file = import.meta.filename
  expect(() => readSettings({ DATA_DIR: `${file}${below}` })).toThrow(`DATA_DIR: a folder is wanted, and this is a file (${file})`)
  expect(readSettings({ DATA_DIR: path.join(import.meta.dirname, 'not', 'there', 'yet') }).dataDir).toContain('yet')
})

test('a password in an address that cannot be used is not repeated', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://me:hush@db/x' })).toThrow(/^(?!.*hush)/)
})

test.each(['postgres://me:pass@db:5432/x?sslmode=require', 'postgresql:///x?host=/run/postgresql'])('%s is a database', (value) => {
  expect(readSettings({ DATABASE_URL: value }).databaseUrl).toBe(value)
})

test('every variable is listed once, with its meaning in both languages', () => {
  expect(new Set(SETTINGS.map(({ name }) => name)).size).toBe(SETTINGS.length)
  for (const { meaning } of SETTINGS) expect([meaning.vi, meaning.en]).not.toContain('')
})

test('README lists every variable', () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8')
  expect(SETTINGS.filter(({ name }) => !readme.includes(`| \`${name}\` |`))).toEqual([])
})
