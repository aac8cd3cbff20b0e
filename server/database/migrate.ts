import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { openEngine } from '../../prisma/engine/open-engine.mjs'
import { ensureDatabase, withClient } from './databases.ts'
import { projectRoot } from './project-root.ts'

/** How a database stands to the migrations of this release. Well when both lists are empty. */
export interface MigrationState {
  /** Not applied yet, oldest first. */
  pending: string[]
  /** Begun and not finished; a person must look. */
  failed: string[]
}

export function migrationsFolder(): string {
  return path.join(projectRoot(), 'prisma', 'migrations')
}

/**
 * Brings the database at `url` up to this release, making it when it is missing. Processes that start at once do it
 * one after the other. What fails is rolled back whole, and Prisma's history keeps its name.
 *
 * @returns the names of the migrations applied now, oldest first
 */
export async function applyMigrations(url: string, folder = migrationsFolder()): Promise<string[]> {
  await ensureDatabase(url)
  return withClient(url, async (client) => {
    // Session lock of our own on a number of our own ("NgSu"): held by this connection, so it ends with the process too.
    await client.query('SELECT pg_advisory_lock($1)', [0x4e675375])
    const { pending, failed } = await readState(client, folder)
    // Loading the engine takes a while, and nearly every start finds nothing to do.
    if (pending.length === 0 && failed.length === 0) return []
    const { engine, close } = await openEngine(url)
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({
        filters: { externalTables: [], externalEnums: [] },
        migrationsList: readMigrations(folder),
      })
      return appliedMigrationNames
    } finally {
      await close()
    }
  })
}

/** What `/healthz` asks. @throws when the database does not answer */
export async function pendingMigrations(url: string, folder = migrationsFolder()): Promise<MigrationState> {
  return withClient(url, (client) => readState(client, folder))
}

async function readState(client: pg.Client, folder: string): Promise<MigrationState> {
  const known = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (known.rows[0]?.there !== true) return { pending: migrationNames(folder), failed: [] }
  const { rows } = await client.query<{ name: string; isDone: boolean }>(
    'SELECT migration_name AS name, finished_at IS NOT NULL AS "isDone" FROM _prisma_migrations WHERE rolled_back_at IS NULL')
  const done = new Set(rows.filter((row) => row.isDone).map((row) => row.name))
  return {
    pending: migrationNames(folder).filter((name) => !done.has(name)),
    failed: rows.filter((row) => !row.isDone).map((row) => row.name),
  }
}

/** Folder names begin with their time, so their order is the order of making. */
function migrationNames(folder: string): string[] {
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'migration.sql'))).sort()
}

function readMigrations(folder: string) {
  const lockfile = path.join(folder, 'migration_lock.toml')
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}
