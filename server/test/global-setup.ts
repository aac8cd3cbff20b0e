import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { createDatabase, dropDatabase, urlOf } from '#server/database/databases.ts'
import { startDatabase } from '#server/database/embedded-postgres.ts'
import { applyMigrations } from '#server/database/migrate.ts'
import { openDb } from '#server/kernel/db.ts'
import { folderFileStore } from '#server/kernel/files.ts'
import { readSettings } from '#server/kernel/settings.ts'
import { migrateWorker } from '#server/worker/worker.ts'
import { seedDemoProvince } from '../../prisma/seed/demo-province.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
    templateDatabase: string
  }
}

/** One PostgreSQL for the whole run, and a migrated and seeded database that every test file copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'nghi-su-tests-'))
  // Started by root, PostgreSQL's own account must pass through.
  await chmod(dataDir, 0o711)
  const server = await startDatabase({ dataDir, databaseUrl: process.env['TEST_DATABASE_URL'] ?? null, log: () => undefined, isThrowaway: true })
  const templateDatabase = `template_${process.pid}`
  const templateUrl = await createDatabase(server.url, templateDatabase).catch(async () => {
    await dropDatabase(server.url, templateDatabase)
    return createDatabase(server.url, templateDatabase)
  })
  await applyMigrations(templateUrl)
  await migrateWorker(templateUrl)
  const db = openDb(templateUrl)
  const settings = readSettings({ DATA_DIR: dataDir })
  await seedDemoProvince({ db, files: folderFileStore(path.join(dataDir, 'files')), settings })
  await db.$disconnect()

  project.provide('databaseUrl', urlOf(server.url, 'postgres'))
  project.provide('templateDatabase', templateDatabase)
  return async () => {
    await dropDatabase(server.url, templateDatabase)
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
