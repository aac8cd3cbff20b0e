import type { Ctx } from '#server/kernel/ctx.ts'

/** Stores one tick of a room. When this returns, the ink has been committed and may be called saved. */
export async function appendInk(ctx: Pick<Ctx, 'db' | 'now'>, room: string, bytes: Uint8Array): Promise<void> {
  await ctx.db.inkUpdate.create({ data: { room, bytes: Uint8Array.from(bytes), at: ctx.now() }, select: { seq: true } })
}
