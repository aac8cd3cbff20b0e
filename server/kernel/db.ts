import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '#generated/prisma/client.ts'

export type Db = PrismaClient
export type Tx = Prisma.TransactionClient

/** Opens the pool. The caller owns it and ends it with `$disconnect`. */
export function openDb(url: string, connectionsMax = 12): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connectionsMax }) })
}

const ATTEMPTS_MAX = 5

/**
 * Runs `work` in one transaction (READ COMMITTED; verbs lock the row they decide on).
 * A serialization failure or a deadlock is tried again; anything thrown rolls back.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, { maxWait: 60_000, timeout: 180_000 })
    } catch (thrown) {
      if (attempt >= ATTEMPTS_MAX || !isTransient(thrown)) throw thrown
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
    }
  }
}

/** P2034 is Prisma's "write conflict or deadlock"; 40001 and 40P01 are PostgreSQL's own codes under it. */
function isTransient(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false
  if ('code' in thrown && thrown.code === 'P2034') return true
  const text = thrown instanceof Error ? thrown.message : ''
  return text.includes('40001') || text.includes('40P01')
}

/** True when `thrown` says that a unique constraint was violated. */
export function isDuplicate(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'P2002'
}

type Lockable =
  | 'agent_pass' | 'approval' | 'conclusion' | 'conclusion_import' | 'conclusion_notice' | 'document' | 'meeting' | 'participant' | 'poll'
  | 'register' | 'signature_request' | 'signature_session' | 'source_document' | 'task' | 'app_user' | 'delivery' | 'webhook_endpoint'

/**
 * Takes the row lock of an aggregate, so that two verbs about it come one after the other.
 * False when there is no such row. Shared waits are wanted by ballots: many at once, none while the poll closes.
 */
export async function lockRow(
  tx: Tx,
  table: Lockable,
  id: string,
  mode: 'exclusive' | 'shared' = 'exclusive',
): Promise<boolean> {
  if (!isUuid(id)) return false
  const clause = mode === 'exclusive' ? 'FOR UPDATE' : 'FOR SHARE'
  const rows = await tx.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM "${table}" WHERE id = $1::uuid ${clause}`, id)
  return rows.length > 0
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Ids from a URL are checked before they reach a `uuid` column: PostgreSQL would answer with an error, not with "none". */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}
