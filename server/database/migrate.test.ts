import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase, dropDatabase, urlOf, withClient } from './databases.ts'
import { applyMigrations, pendingMigrations } from './migrate.ts'

let folder: string
const database = { url: inject('databaseUrl') }

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nghi-su-migrations-'))
  write('migration_lock.toml', 'provider = "postgresql"\n')
  write('20260101000000_first/migration.sql', 'CREATE TABLE meeting (id int PRIMARY KEY);')
  // A body with semicolons, as every trigger has.
  write('20260102000000_second/migration.sql', `
    CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;
    INSERT INTO meeting VALUES (twice(21));`)
}, 120_000)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
}, 120_000)

test('migrations make the missing database, run in order, and run once', async () => {
  const url = urlOf(database.url, 'migrate_twice')
  expect(await applyMigrations(url, folder)).toEqual(['20260101000000_first', '20260102000000_second'])
  expect(await applyMigrations(url, folder)).toEqual([])
  expect(await pendingMigrations(url, folder)).toEqual({ pending: [], failed: [] })
  expect(await withClient(url, async (client) => (await client.query('SELECT id FROM meeting')).rows)).toEqual([{ id: 42 }])
  await dropDatabase(database.url, 'migrate_twice')
}, 120_000)

test('two servers that start at once migrate once', async () => {
  const url = urlOf(database.url, 'migrate_both')
  const applied = await Promise.all([applyMigrations(url, folder), applyMigrations(url, folder)])
  expect(applied.flat()).toHaveLength(2)
  await dropDatabase(database.url, 'migrate_both')
}, 120_000)

test('a migration that fails leaves nothing of itself, and the database counts as not well', async () => {
  const url = await createDatabase(database.url, 'migrate_broken')
  const broken = path.join(folder, 'broken')
  write('broken/migration_lock.toml', 'provider = "postgresql"\n')
  write('broken/20260103000000_broken/migration.sql', 'CREATE TABLE half (id int); SELECT 1 / 0;')
  expect(await pendingMigrations(url, broken)).toEqual({ pending: ['20260103000000_broken'], failed: [] })
  await expect(applyMigrations(url, broken)).rejects.toThrow(/division by zero/)
  expect((await pendingMigrations(url, broken)).failed).toEqual(['20260103000000_broken'])
  expect(await withClient(url, async (client) => (await client.query(`SELECT to_regclass('half') AS half`)).rows)).toEqual([{ half: null }])
  await dropDatabase(database.url, 'migrate_broken')
}, 120_000)

test('a copy of a migrated database needs no migration', async () => {
  const original = urlOf(database.url, 'migrate_original')
  await applyMigrations(original, folder)
  const copy = await createDatabase(database.url, 'migrate_copy', 'migrate_original')
  expect(await pendingMigrations(copy, folder)).toEqual({ pending: [], failed: [] })
  await dropDatabase(database.url, 'migrate_copy')
  await dropDatabase(database.url, 'migrate_original')
}, 120_000)

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}
