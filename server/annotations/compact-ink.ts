import * as Y from 'yjs'
import type { Ctx } from '#server/kernel/ctx.ts'

/**
 * Folds a room's updates into its snapshot, in one transaction. Goes through a garbage-collected document:
 * merging alone would keep the content of erased strokes for ever.
 */
export async function compactInk(ctx: Pick<Ctx, 'transact' | 'now'>, room: string): Promise<void> {
  await ctx.transact(async (tx) => {
    // Two compactions of one room would each write a snapshot without the other's rows.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`ink:${room}`}, 0))`
    const tail = await tx.inkUpdate.findMany({ where: { room }, orderBy: { seq: 'asc' }, select: { seq: true, bytes: true } })
    const last = tail.at(-1)
    if (last === undefined) return
    const snapshot = await tx.inkSnapshot.findUnique({ where: { room }, select: { bytes: true } })
    const bytes = foldUpdates([...(snapshot === null ? [] : [snapshot.bytes]), ...tail.map((row) => row.bytes)])
    const folded = { uptoSeq: last.seq, bytes: Uint8Array.from(bytes), at: ctx.now() }
    await tx.inkSnapshot.upsert({ where: { room }, create: { room, ...folded }, update: folded })
    // By number, not "up to": a row that commits late with a lower number is not in this snapshot.
    await tx.inkUpdate.deleteMany({ where: { seq: { in: tail.map((row) => row.seq) } } })
  })
}

function foldUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc({ gc: true })
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const bytes = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return bytes
}
