import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { startServer } from '../app/e2e/running-server.ts'
import { DEMO_PASSWORD, seedDemoProvince } from '../prisma/seed/demo-province.ts'
import { startDatabase } from '#server/database/embedded-postgres.ts'
import { applyMigrations } from '#server/database/migrate.ts'
import type { World } from '#server/kernel/ctx.ts'
import { openDb } from '#server/kernel/db.ts'
import { folderFileStore } from '#server/kernel/files.ts'
import { readSettings } from '#server/kernel/settings.ts'
import { migrateWorker } from '#server/worker/worker.ts'
import { pageRender } from './page-render.ts'
import { pollBurst } from './poll-burst.ts'
import { roomFanOut } from './room-fan-out.ts'

/**
 * `npm run bench [-- pages|rooms|polls|signing|fuzz|extraction|extraction-fuzz]`: prints a table and keeps the raw
 * figures under bench/results/. `npm run bench -- extraction FOLDER…` scores the documents of further folders, too.
 */
const BENCHES: Readonly<Record<string, (folders: readonly string[]) => Promise<unknown>>> = {
  pages, rooms: roomFanOut, polls,
  // Loaded when asked for: the libraries of peers are of no use to the others.
  signing: async () => (await import('./signing.ts')).signing(),
  fuzz: async () => (await import('./validator-fuzz.ts')).validatorFuzz(),
  extraction: async (folders) => (await import('./extraction.ts')).extraction(folders),
  'extraction-fuzz': async () => (await import('./extraction.ts')).extractionFuzz(),
}

async function pages() {
  const server = await startServer()
  try {
    const answer = await fetch(`${server.url}/sign-in`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ account: 'binh', password: DEMO_PASSWORD }),
    })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    return await pageRender(server.url, cookie, ['/', '/meetings', '/meetings/new', '/tasks', '/healthz'])
  } finally {
    await server.stop()
  }
}

async function polls() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nghi-su-bench-'))
  const database = await startDatabase({ dataDir, databaseUrl: process.env['DATABASE_URL'] ?? null, log: () => undefined })
  await applyMigrations(database.url)
  await migrateWorker(database.url)
  const settings = readSettings({ DATA_DIR: dataDir })
  const world: World = { db: openDb(database.url), files: folderFileStore(path.join(dataDir, 'files')), settings }
  try {
    await seedDemoProvince(world)
    return await pollBurst(world)
  } finally {
    await world.db.$disconnect()
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const folders = wanted.filter((word) => !(word in BENCHES) && existsSync(word))
  const asked = wanted.filter((word) => !folders.includes(word))
  const names = asked.length === 0 && folders.length === 0 ? Object.keys(BENCHES) : asked
  const results: Record<string, unknown> = {}
  for (const name of names) {
    const bench = BENCHES[name]
    if (bench === undefined) throw new Error(`Usage: npm run bench [-- ${Object.keys(BENCHES).join('|')}]`)
    console.log(`\n── ${name}`)
    results[name] = await bench(folders)
    console.table(Array.isArray(results[name]) ? results[name] : [flat(results[name])])
  }
  const machine = { at: new Date().toISOString(), node: process.version, arch: arch(), cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) }
  const folder = path.join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${machine.at.slice(0, 19).replaceAll(':', '')}.json`)
  writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`)
  console.log(`\n${path.relative(process.cwd(), file)}`)
}

/** One row for a table: nested names are joined by a dot. */
function flat(value: unknown, prefix = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return { [prefix]: value }
  return Object.assign({}, ...Object.entries(value).map(([name, inner]) => flat(inner, prefix === '' ? name : `${prefix}.${name}`)))
}

await main()
process.exit(0)
