import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urlOf, withClient } from './databases.ts'
import { startDatabase } from './embedded-postgres.ts'

// One cluster for all: making one is the slow part. Each test leaves it stopped.
let dataDir: string
const said: string[] = []
const start = () => startDatabase({ dataDir, databaseUrl: null, log: (sentence) => said.push(sentence) })
const cluster = () => path.join(dataDir, 'postgres', 'cluster')
const TIMEOUT_MS = 120_000

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'nghi-su-database-'))
  // mkdtemp closes its folder to others; started by root, PostgreSQL's own account must pass.
  await chmod(dataDir, 0o711)
  const half = path.join(dataDir, 'postgres', 'cluster.making')
  mkdirSync(half, { recursive: true })
  writeFileSync(path.join(half, 'PG_VERSION'), '17\n')
})

afterAll(() => rm(dataDir, { recursive: true, force: true }), TIMEOUT_MS)

test('a first start that was killed in the middle is begun again, and what was written is there after a stop', async () => {
  const first = await start()
  await withClient(urlOf(first.url, 'postgres'), (client) => client.query(`CREATE TABLE kept AS SELECT 1 AS n`))
  await first.stop()
  expect(existsSync(path.join(cluster(), 'postmaster.pid'))).toBe(false)

  const second = await start()
  expect(await rows(second.url)).toEqual([1])
  await second.stop()
}, TIMEOUT_MS)

test('commits are synced to the disk, and only this machine is listened to', async () => {
  const database = await start()
  const settings = await withClient(urlOf(database.url, 'postgres'), async (client) => (await client.query(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync, current_setting('full_page_writes') AS pages,
            current_setting('data_checksums') AS sums, current_setting('listen_addresses') AS listen, current_setting('password_encryption') AS password`)).rows[0])
  await database.stop()
  expect(settings).toEqual({ fsync: 'on', sync: 'on', pages: 'on', sums: 'on', listen: '127.0.0.1', password: 'scram-sha-256' })
}, TIMEOUT_MS)

test('a second start on the same folder is refused while the first lives', async () => {
  const database = await start()
  await expect(start()).rejects.toThrow(/is in use by process \d+/)
  expect(await rows(database.url)).toContain(1)
  await database.stop()
}, TIMEOUT_MS)

test('PostgreSQL killed hard under a living server comes back at the same address with every commit', async () => {
  const database = await start()
  await insert(database.url, 2)
  process.kill(postmaster(), 'SIGKILL')
  await expect.poll(() => rows(database.url).catch(() => []), { timeout: 30_000 }).toContain(2)
  await database.stop()
}, TIMEOUT_MS)

test('after the launcher alone is killed, its orphan is stopped and nothing committed is lost', async () => {
  const { pid, url } = await startInOwnProcess()
  await insert(url, 3)
  process.kill(pid, 'SIGKILL')
  expect(existsSync(path.join(cluster(), 'postmaster.pid'))).toBe(true)
  const database = await start()
  expect(await rows(database.url)).toContain(3)
  expect(said.join('\n')).toContain('left behind')
  await database.stop()
}, TIMEOUT_MS)

test('after everything is killed at once, a stale lock does not stop the next start', async () => {
  const { pid, url } = await startInOwnProcess()
  await insert(url, 4)
  const server = postmaster()
  process.kill(pid, 'SIGKILL')
  process.kill(server, 'SIGKILL')
  await sleep(100)
  // The number in the lock now belongs to a stranger, as after a reboot.
  const lock = path.join(cluster(), 'postmaster.pid')
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(process.ppid)))
  const database = await start()
  expect(await rows(database.url)).toEqual([1, 2, 3, 4])
  await database.stop()
}, TIMEOUT_MS)

test('a start that is broken off while PostgreSQL comes up leaves none running', async () => {
  const { child } = spawnLauncher(`process.on('SIGTERM', () => process.exit(0))`)
  const lock = path.join(cluster(), 'postmaster.pid')
  await expect.poll(() => existsSync(lock), { timeout: 100_000, interval: 5 }).toBe(true)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
  await expect.poll(() => existsSync(lock), { timeout: 60_000 }).toBe(false)
}, TIMEOUT_MS)

test('with an address of its own given, no embedded database is made', async () => {
  const other = path.join(dataDir, 'other')
  const database = await startDatabase({ dataDir: other, databaseUrl: 'postgresql://somewhere/else', log: () => {} })
  expect(database.url).toBe('postgresql://somewhere/else')
  await database.stop()
  expect(existsSync(other)).toBe(false)
})

test('a database that was moved away is asked for, never silently begun anew', async () => {
  const other = path.join(dataDir, 'moved')
  mkdirSync(other)
  writeFileSync(path.join(other, 'postgres.location'), path.join(dataDir, 'gone'))
  await expect(startDatabase({ dataDir: other, databaseUrl: null, log: () => {} })).rejects.toThrow(/that folder is gone/)
  rmSync(other, { recursive: true })
})

function postmaster(): number {
  return Number(readFileSync(path.join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0])
}

function insert(url: string, n: number) {
  return withClient(urlOf(url, 'postgres'), (client) => client.query('INSERT INTO kept VALUES ($1)', [n]))
}

async function rows(url: string): Promise<number[]> {
  return withClient(urlOf(url, 'postgres'), async (client) => (await client.query<{ n: number }>('SELECT n FROM kept ORDER BY n')).rows.map((row) => row.n))
}

/** A launcher that can be killed without taking the test along. */
async function startInOwnProcess(): Promise<{ pid: number; url: string }> {
  const { child, stdout } = spawnLauncher('')
  const [line] = (await once(stdout, 'data')) as [Buffer]
  return { pid: child.pid ?? 0, url: line.toString().trim() }
}

function spawnLauncher(first: string) {
  const script = `import { startDatabase } from ${JSON.stringify(path.join(import.meta.dirname, 'embedded-postgres.ts'))}
    ${first}
    const { url } = await startDatabase({ dataDir: ${JSON.stringify(dataDir)}, databaseUrl: null, log: console.error })
    console.log(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, stdout: child.stdout }
}
