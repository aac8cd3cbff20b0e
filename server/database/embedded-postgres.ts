import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryLock } from '../../scripts/file-lock.mjs'
import { ensureCluster, findClusterHome, passwordOf, postgresEnv, SUPERUSER, type ClusterHome } from './cluster-folder.ts'
import { canConnect } from './databases.ts'
import { keepRunning } from './keep-running.ts'
import { canEnter } from './postgres-account.ts'
import { prepareNatives } from './postgres-natives.ts'
import { clearLeftovers } from './stale-postmaster.ts'

export interface StartDatabase {
  /** Absolute. The embedded database lives in its `postgres` folder (see `findClusterHome`). */
  dataDir: string
  /** Set: that PostgreSQL is used and the embedded one stays off. */
  databaseUrl: string | null
  log: (sentence: string) => void
  /** The embedded PostgreSQL ended too often and is not started again: there is nothing left to do but to end. */
  onGivenUp?: () => void
  /** For tests: nothing is forced to the disk. A machine that loses its power loses the database. */
  isThrowaway?: boolean
}

export interface RunningDatabase {
  /** Names the application's database, which `applyMigrations` makes when it is missing. */
  url: string
  /** Orderly stop; resolves when PostgreSQL has ended. May be called twice. */
  stop(): Promise<void>
}

const DATABASE = 'nghi_su'
const LOG_BYTES_MAX = 8_000_000
const DYING_MS_MAX = 5000
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off' }

/**
 * Starts the embedded PostgreSQL on a free port of this machine only, after whatever end the last run had. Should
 * it be killed while we live, it is started again under the same address.
 *
 * @throws Error with a sentence when the folder is in use by another living process, or PostgreSQL does not come up
 */
export async function startDatabase({ dataDir, databaseUrl, log, onGivenUp = () => undefined, isThrowaway = false }: StartDatabase): Promise<RunningDatabase> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: async () => {} }

  const home = findClusterHome(dataDir, log)
  const unlock = await lockFolder(home.folder)
  try {
    const folders = ['', 'cluster', 'cluster.making'].map((name) => path.join(home.folder, name).replace(/\/$/, ''))
    await clearLeftovers(folders, log)
    const programs = await prepareNatives(home.folder, (file) => canEnter(home.account, path.dirname(file)))
    const cluster = await ensureCluster(home, programs.initdb, log)
    const server = await launch({ home, postgres: programs.postgres, cluster, durability: isThrowaway ? THROWAWAY : DURABLE, log })
    return supervise(server, { clear: () => clearLeftovers([cluster], log), unlock, log, onGivenUp })
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * A holder that was just killed may need a moment to die, so one that lives is given one.
 *
 * @throws Error with a sentence when another living process keeps the folder; one that died, however hard, has nothing.
 */
async function lockFolder(folder: string): Promise<() => void> {
  const deadline = Date.now() + DYING_MS_MAX
  for (;;) {
    const lock = tryLock(path.join(folder, 'launcher.lock'))
    if ('release' in lock) return lock.release
    if (Date.now() > deadline) {
      throw new Error(`The database in ${folder} is in use by process ${lock.holder}. Stop that one first, or choose another DATA_DIR.`)
    }
    await sleep(50)
  }
}

interface Server {
  child: ChildProcess
  ended: Promise<void>
  url: string
  restart(): Promise<Server>
}

interface Launch {
  home: ClusterHome
  postgres: string
  cluster: string
  durability: Readonly<Record<string, string>>
  log: StartDatabase['log']
}

async function launch(how: Launch): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launchAt(await freePort(), how)
    } catch (error) {
      // Somebody may have taken the port between choosing and using it.
      if (attempt >= 3 || !(error instanceof Error) || !/could not (bind|create any TCP)/.test(error.message)) throw error
    }
  }
}

async function launchAt(port: number, how: Launch): Promise<Server> {
  const { home, postgres, cluster, durability, log } = how
  const url = `postgresql://${SUPERUSER}:${encodeURIComponent(passwordOf(home))}@127.0.0.1:${port}/${DATABASE}`
  const settings = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', shared_buffers: '64MB', max_connections: 100,
    ...durability, jit: 'off', password_encryption: 'scram-sha-256', timezone: 'UTC',
  }
  const logFile = path.join(home.folder, 'postgres.log')
  const { fd, offset } = openLog(logFile)
  const child = spawn(postgres, ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...home.account,
    cwd: home.folder,
    env: postgresEnv(),
    stdio: ['ignore', fd, fd],
    windowsHide: true,
    // A group of its own: Ctrl-C in the terminal is for us, and we stop PostgreSQL last.
    detached: process.platform !== 'win32',
  })
  closeSync(fd)
  // Last resort when the process ends without `stop`, also before there is one: PostgreSQL then ends in order, without us.
  const onExit = () => child.kill('SIGINT')
  process.on('exit', onExit)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  void ended.then(() => process.off('exit', onExit))
  try {
    await ready(child, ended, url, log)
  } catch (error) {
    await end(child, ended)
    const said = readFileSync(logFile).subarray(offset).toString().trim().split('\n').slice(-12).join('\n')
    throw new Error(`PostgreSQL did not start${error instanceof Error ? ` (${error.message})` : ''}. It said:\n${said}\n(${logFile})`)
  }
  return { child, ended, url, restart: () => launchAt(port, how) }
}

/** Recovery after a hard end may take long on a slow disk; as long as the process lives, it is waited for. */
async function ready(child: ChildProcess, ended: Promise<void>, url: string, log: StartDatabase['log']): Promise<void> {
  let hasEnded = false
  void ended.then(() => (hasEnded = true))
  const startedAt = Date.now()
  let saidAt = startedAt
  for (;;) {
    if (hasEnded) throw new Error(`ended with ${child.exitCode ?? child.signalCode ?? 'no process'}`)
    const answer = await canConnect(url)
    if (answer === 'yes') return
    if (answer === 'refused' && Date.now() - startedAt > 60_000) throw new Error('no answer for 60 s')
    if (Date.now() - saidAt > 3000) {
      saidAt = Date.now()
      log(`Waiting for PostgreSQL${answer === 'starting' ? ', which is recovering from its last end' : ''} (${Math.round((saidAt - startedAt) / 1000)} s)…`)
    }
    await sleep(25)
  }
}

function supervise(first: Server, { clear, unlock, log, onGivenUp }: {
  clear: () => Promise<void>
  unlock: () => void
  log: StartDatabase['log']
  onGivenUp: () => void
}): RunningDatabase {
  let server = first
  let isStopping = false
  let stopped: Promise<void> | null = null
  const watching = keepRunning({
    log,
    isStopping: () => isStopping,
    ended: () => server.ended,
    async restart() {
      await clear()
      server = await server.restart()
      if (isStopping) server.child.kill('SIGINT')
    },
  }).then((end) => {
    if (end === 'given_up') onGivenUp()
  })

  const stopNow = async () => {
    isStopping = true
    await end(server.child, server.ended)
    await watching
    unlock()
  }
  return { url: first.url, stop: () => (stopped ??= stopNow()) }
}

/** SIGINT is PostgreSQL's fast stop: open transactions are rolled back, everything is written. SIGQUIT leaves recovery to the next start. */
async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await ended
  clearTimeout(timer)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** Opened here, so that it outlives us; kept to two files of bounded size. */
function openLog(file: string): { fd: number; offset: number } {
  const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > LOG_BYTES_MAX) renameSync(file, `${file}.old`)
  return { fd: openSync(file, 'a', 0o600), offset: sizeBytes > LOG_BYTES_MAX ? 0 : sizeBytes }
}
