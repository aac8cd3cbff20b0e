import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { createDatabase, dropDatabase } from '#server/database/databases.ts'
import type { Actor } from '#server/kernel/actor.ts'
import { ctxFor, type Ctx } from '#server/kernel/ctx.ts'
import { openDb, type Db } from '#server/kernel/db.ts'
import { folderFileStore, type FileStore } from '#server/kernel/files.ts'
import { newId } from '#server/kernel/new-id.ts'
import { isRefusal } from '#server/kernel/refusal.ts'
import { readSettings, type Settings } from '#server/kernel/settings.ts'
import { PEOPLE, UNITS } from '../../prisma/seed/ids.ts'

/** Monday 23 November 2026, 09:00 in Hà Nội. */
export const MONDAY_NINE = new Date('2026-11-23T02:00:00Z')

type Account = keyof typeof PEOPLE

/** The demo province in a database of its own, with a clock that tests set. */
export interface TestWorld {
  db: Db
  files: FileStore
  settings: Settings
  databaseUrl: string
  people: typeof PEOPLE
  units: typeof UNITS
  /** What the clock says when a context is given no instant of its own. */
  setNow(at: Date): void
  now(): Date
  /** A context for one person, in the position the demo province gives. */
  ctx(account: Account, at?: Date): Ctx
  eventTypes(): Promise<string[]>
  /** The code of the refusal that `promise` ends with; fails when it ends otherwise. */
  refusal(promise: Promise<unknown>): Promise<string>
  /** Resolves when some transaction of this world waits for a row that another holds. */
  untilSomebodyWaits(): Promise<void>
}

/** Call once at the top of a test file; the database and the folder go when its tests are done. */
export async function openWorld(env: Record<string, string> = {}): Promise<TestWorld> {
  const adminUrl = inject('databaseUrl')
  const name = `test_${newId().replaceAll('-', '')}`
  const databaseUrl = await createDatabase(adminUrl, name, inject('templateDatabase'))
  const dataDir = await mkdtemp(path.join(tmpdir(), 'nghi-su-test-'))
  const settings = readSettings({ DATA_DIR: dataDir, ...env })
  const db = openDb(databaseUrl)
  const files = folderFileStore(path.join(dataDir, 'files'))
  let clock = MONDAY_NINE

  afterAll(async () => {
    await db.$disconnect()
    await dropDatabase(adminUrl, name)
    await rm(dataDir, { recursive: true, force: true })
  })

  return {
    db,
    files,
    settings,
    databaseUrl,
    people: PEOPLE,
    units: UNITS,
    setNow: (at) => void (clock = at),
    now: () => clock,
    ctx(account, at) {
      return ctxFor({ db, files, settings, now: at === undefined ? () => clock : () => at }, actorOf(account))
    },
    async eventTypes() {
      const events = await db.event.findMany({ orderBy: { seq: 'asc' }, select: { type: true } })
      return events.map((event) => event.type)
    },
    async refusal(promise) {
      try {
        await promise
      } catch (thrown) {
        if (isRefusal(thrown)) return thrown.code
        throw thrown
      }
      throw new Error('It was not refused.')
    },
    async untilSomebodyWaits() {
      for (;;) {
        const [row] = await db.$queryRaw<{ count: bigint }[]>`
          SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
        if (row !== undefined && row.count > 0n) return
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

function actorOf(account: Account): Actor {
  const person = PEOPLE[account]
  if (person === undefined) throw new Error(`${account} has no account`)
  const { id, name, positionId, title, role, unit } = person
  const { id: orgUnitId, name: orgUnitName } = UNITS[unit]
  return { userId: id, name, locale: 'vi', positions: [{ id: positionId, title, role, orgUnitId, orgUnitName }] }
}
