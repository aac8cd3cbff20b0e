import type { Actor } from './actor.ts'
import { transact, type Db, type Tx } from './db.ts'
import type { FileStore } from './files.ts'
import { newId } from './new-id.ts'
import type { Settings } from './settings.ts'

/** All that a verb may use of the world. Handed down, never imported. */
export interface Ctx {
  readonly actor: Actor
  readonly db: Db
  readonly files: FileStore
  readonly settings: Settings
  now(): Date
  newId(): string
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export interface World {
  db: Db
  files: FileStore
  settings: Settings
  now?: () => Date
}

/** The same context for a form, the API, a socket, a job and a test. */
export function ctxFor(world: World, actor: Actor): Ctx {
  const now = world.now ?? (() => new Date())
  return {
    actor,
    db: world.db,
    files: world.files,
    settings: world.settings,
    now,
    newId: () => newId(now().getTime()),
    transact: (work) => transact(world.db, work),
  }
}
