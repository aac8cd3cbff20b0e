import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '#server/database/project-root.ts'
import { readSettings } from '#server/kernel/settings.ts'
import type { Rehearsal } from './rehearsal.ts'
import { waitUntil } from './wait-until.ts'

export interface FoundServer {
  url: string
  /** Where its demo authority lies; of a server that was not started here only a guess. */
  dataDir: string
  isOurs: boolean
}

const LOOK_MS_MAX = 4_000
/** First start: a database cluster, migrations, the demo province and its certificates. */
const START_MS_MAX = 240_000
const STOP_MS_MAX = 20_000
const DATA_FOLDERS_MAX = 1_000

/** The server named, or the one on this machine, or one started for this rehearsal with a province of its own. */
export async function findServer(rehearsal: Rehearsal): Promise<FoundServer> {
  const { options, say } = rehearsal
  const { port, dataDir } = readSettings(process.env)
  const url = options.serverUrl ?? `http://localhost:${port}`
  if (await isWell(url)) return { url, dataDir, isOurs: false }
  if (options.serverUrl !== null) throw new Error(say('rehearsal.server_not_well', { url }))
  return startServer(rehearsal)
}

async function startServer(rehearsal: Rehearsal): Promise<FoundServer> {
  const { options, say } = rehearsal
  const dataDir = freshFolder(options.outFolder)
  const logFile = path.join(options.outFolder, 'server.log')
  const log = await open(logFile, 'w')
  const port = await freePort()
  const root = projectRoot()
  const server = spawn(process.execPath, [path.join(root, 'dist/main.js')], {
    cwd: root,
    stdio: ['ignore', log.fd, log.fd],
    // Its own database and mailbox whatever is configured here: nobody gets an invitation to a rehearsal.
    env: {
      ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: '', PUBLIC_URL: '', SMTP_URL: '',
      DEMO: 'on', SECURE_COOKIE: 'off',
    },
  })
  await log.close()
  let ended: string | null = null
  server.once('error', (thrown) => (ended = thrown.message))
  server.once('exit', (code, signal) => (ended = `exit ${String(code ?? signal)}`))
  rehearsal.putAwayLater(() => stopServer(server))

  const url = `http://127.0.0.1:${port}`
  await waitUntil(
    async () => {
      if (ended !== null) throw new Error(say('rehearsal.server_ended', { reason: ended, line: await lastLineOf(logFile) }))
      return isWell(url)
    },
    { msMax: START_MS_MAX, signal: rehearsal.signal(), reason: () => say('rehearsal.server_not_well', { url }) },
  )
  return { url, dataDir, isOurs: true }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
  const hasEnded = new Promise<'ended'>((resolve) => server.once('exit', () => resolve('ended')))
  server.kill('SIGTERM')
  if ((await Promise.race([hasEnded, sleep(STOP_MS_MAX, 'late', { ref: false })])) === 'ended') return
  server.kill('SIGKILL')
  await hasEnded
}

async function isWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(LOOK_MS_MAX) })
    const body: unknown = await response.json()
    return response.status === 200 && typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok'
  } catch {
    return false
  }
}

/** `data`, `data-2`, …: an earlier rehearsal's stays to be looked at. The server makes it, with the rights it needs. */
function freshFolder(outFolder: string): string {
  for (let count = 1; count <= DATA_FOLDERS_MAX; count++) {
    const folder = path.join(outFolder, count === 1 ? 'data' : `data-${count}`)
    if (!existsSync(folder)) return folder
  }
  throw new Error(`${outFolder}: data-${DATA_FOLDERS_MAX}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

async function lastLineOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trim().split('\n').at(-1)?.slice(0, 400) ?? ''
}
