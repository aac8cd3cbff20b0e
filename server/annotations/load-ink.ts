import type { Ctx } from '#server/kernel/ctx.ts'

/**
 * Snapshot and tail of a room, as Yjs updates. The tail is read first: should a compaction come between, its rows
 * are in the snapshot too, and applying an update twice changes nothing.
 */
export async function loadInk(ctx: Pick<Ctx, 'db'>, room: string): Promise<Uint8Array[]> {
  const tail = await ctx.db.inkUpdate.findMany({ where: { room }, orderBy: { seq: 'asc' }, select: { bytes: true } })
  const snapshot = await ctx.db.inkSnapshot.findUnique({ where: { room }, select: { bytes: true } })
  return [...(snapshot === null ? [] : [snapshot.bytes]), ...tail.map((row) => row.bytes)]
}
