import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunningServer {
  url: string
  dataDir: string
  child: ChildProcess
  /** Everything it printed so far. */
  said: () => string
  stop: () => Promise<void>
}

const START_MS_MAX = 480_000

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** The built product as `npm start` runs it, on a data folder of its own. Give `dataDir` to start again on the same one. */
export async function startServer(options: { dataDir?: string; port?: number } = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'nghi-su-e2e-'))
  // Started by root, PostgreSQL's own account must pass through; otherwise its files lie elsewhere and stay.
  chmodSync(dataDir, 0o711)
  const port = options.port ?? (await freePort())
  const root = path.join(import.meta.dirname, '../..')
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + START_MS_MAX
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  for (;;) {
    if (hasEnded()) throw new Error(`The server ended at its start:\n${said}`)
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.status === 200) break
    if (Date.now() > until) throw new Error(`The server did not come up:\n${said}`)
    await sleep(250)
  }
  return {
    url, dataDir, child,
    said: () => said,
    async stop() {
      if (!hasEnded()) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
