import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { assertOwn, canEnter, chooseAccount, giveTo, type PostgresAccount } from './postgres-account.ts'

/** Where one embedded PostgreSQL keeps everything, and who runs it. */
export interface ClusterHome {
  /** Holds `cluster/` (the data), `password`, `postgres.log`, the lock, and copies of the programs if need be. */
  folder: string
  account: PostgresAccount
}

export const SUPERUSER = 'nghi_su'
const STATE_ROOT = '/var/lib/nghi-su'

/**
 * Finds or makes the home of the database of `dataDir`: `dataDir/postgres`. Started by root in a place that the
 * account running PostgreSQL cannot enter (a clone in /root), it is a folder under /var/lib/nghi-su, named for good
 * in `dataDir/postgres.location`.
 */
export function findClusterHome(dataDir: string, log: (sentence: string) => void): ClusterHome {
  // Others must be able to pass through to the database; what lies in dataDir guards itself.
  if (mkdirSync(dataDir, { recursive: true }) !== undefined && process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const root = realpathSync(dataDir)
  const inside = path.join(root, 'postgres')
  const record = path.join(root, 'postgres.location')
  const recorded = existsSync(record) ? readFileSync(record, 'utf8').trim() : null
  if (recorded !== null && !existsSync(recorded)) {
    throw new Error(`The database of ${root} was kept in ${recorded} (says ${record}), and that folder is gone. Bring it back, or remove the record to begin with an empty database.`)
  }

  const existing = recorded ?? (existsSync(inside) ? inside : null)
  const account = chooseAccount(existing)
  if (existing !== null) assertOwn(existing)
  const folder = make(existing ?? inside, account)
  if (canEnter(account, folder)) return { folder, account }
  if (recorded !== null || existsSync(path.join(inside, 'cluster'))) {
    throw new Error(`The account that runs PostgreSQL (uid ${account?.uid}) cannot enter ${folder}: a folder above it is closed to others. Open it (chmod o+x), or choose another DATA_DIR.`)
  }

  rmSync(inside, { recursive: true })
  const outside = path.join(STATE_ROOT, `${createHash('sha256').update(root).digest('hex').slice(0, 12)}-${randomBytes(3).toString('hex')}`)
  mkdirSync(STATE_ROOT, { recursive: true, mode: 0o755 })
  make(outside, account)
  writeDurably(record, `${outside}\n`, 0o644)
  log(`PostgreSQL does not run as root, and others cannot enter ${root}: the database is kept in ${outside} (noted in ${record}).`)
  return { folder: outside, account }
}

function make(folder: string, account: PostgresAccount): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  giveTo(account, folder)
  return folder
}

/** The superuser's password, made at first use. Readable by the database's account only. */
export function passwordOf({ folder, account }: ClusterHome): string {
  const file = path.join(folder, 'password')
  if (!existsSync(file)) {
    if (existsSync(path.join(folder, 'cluster'))) throw new Error(`The password file of the database is gone: ${file}. Bring it back from a backup of that folder.`)
    writeDurably(file, randomBytes(24).toString('base64url'), 0o600)
    giveTo(account, file)
  }
  return readFileSync(file, 'utf8').trim()
}

/**
 * Makes the database cluster if there is none. It is made aside and renamed when whole, so a half-made one, killed in
 * the middle, is simply made again.
 */
export async function ensureCluster(home: ClusterHome, initdb: string, log: (sentence: string) => void): Promise<string> {
  const cluster = path.join(home.folder, 'cluster')
  if (existsSync(cluster)) return cluster
  passwordOf(home)
  const making = path.join(home.folder, 'cluster.making')
  log('Making the database (first start)…')
  const startedAt = performance.now()
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1)
  const progress = setInterval(() => log(`Still making the database (${seconds()} s)…`), 5000)
  let complaint = ''
  // Word classes and case of Vietnamese letters want a UTF-8 locale; which ones exist differs from system to system.
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    rmSync(making, { recursive: true, force: true })
    complaint = await runInitdb(home, initdb, making, locale)
    if (complaint === '') break
  }
  clearInterval(progress)
  if (complaint !== '') throw new Error(`The database could not be made: ${complaint}`)
  renameSync(making, cluster)
  syncFolder(home.folder)
  log(`Database made in ${seconds()} s.`)
  return cluster
}

/** Answers '' or what went wrong. `initdb` itself syncs all it wrote. */
function runInitdb({ folder, account }: ClusterHome, initdb: string, target: string, locale: string): Promise<string> {
  const flags = [
    '-D', target, '-U', SUPERUSER, '--pwfile', path.join(folder, 'password'), '--auth=scram-sha-256', '--data-checksums',
    '--encoding=UTF8', `--locale=${locale}`, '--locale-provider=icu', '--icu-locale=vi-VN', '--no-instructions',
  ]
  const child = spawn(initdb, flags, { ...account, cwd: folder, env: postgresEnv(), stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => resolve(code === 0 ? '' : said.trim() || `initdb ended with ${code}`))
  })
}

/** Nothing of ours: neither secrets nor PG* variables, which would reach into the server. */
export function postgresEnv(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env
  return { ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }), TZ: 'UTC', LC_MESSAGES: 'C', NODE_ENV: 'production' }
}

function writeDurably(file: string, text: string, mode: number): void {
  const aside = `${file}.making`
  rmSync(aside, { force: true })
  const fd = openSync(aside, 'wx', mode)
  writeFileSync(fd, text)
  fsyncSync(fd)
  closeSync(fd)
  renameSync(aside, file)
  syncFolder(path.dirname(file))
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  fsyncSync(fd)
  closeSync(fd)
}
