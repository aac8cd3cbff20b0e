import type { Ctx } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'

/** Bytes are put before the row that names them, at most minutes before; a day leaves no doubt. */
const AGE_MS_MIN = 24 * 3_600_000
/** Fewer than this are removed whatever their share. */
const ALWAYS_MAX = 20

/**
 * Removes files that no row names: their verb refused, or the process died between the bytes and the row. Does
 * nothing when most of the store has no row: that is the store of another database, and not ours to tidy.
 */
export async function removeUnnamedFiles(ctx: Ctx, log: Log): Promise<number> {
  const before = new Date(ctx.now().getTime() - AGE_MS_MIN)
  await ctx.files.removeStaged(before)
  const old = await ctx.files.oldFiles(before)
  const unnamed = await withoutRow(ctx, old)
  if (unnamed.length > ALWAYS_MAX && unnamed.length > old.length / 2) {
    log.warn({ files: old.length, unnamed: unnamed.length }, 'most files have no row in this database; none is removed')
    return 0
  }
  let count = 0
  for (const hash of unnamed) {
    if (await ctx.files.removeOld(hash, before)) count += 1
  }
  return count
}

/** PostgreSQL takes 65,535 parameters at most. */
const ASKED_AT_ONCE = 5_000

async function withoutRow(ctx: Ctx, hashes: readonly string[]): Promise<string[]> {
  const unnamed: string[] = []
  for (let start = 0; start < hashes.length; start += ASKED_AT_ONCE) {
    const asked = hashes.slice(start, start + ASKED_AT_ONCE)
    const rows = await ctx.db.storedFile.findMany({ where: { hash: { in: asked } }, select: { hash: true } })
    const named = new Set(rows.map(({ hash }) => hash))
    unnamed.push(...asked.filter((hash) => !named.has(hash)))
  }
  return unnamed
}
