import type { Ctx } from '#server/kernel/ctx.ts'

/** Sessions whose time is over; what they would have appended is thrown away, that they were stays. Returns how many. */
export async function endSignatureSessions(ctx: Ctx): Promise<number> {
  const { count } = await ctx.db.signatureSession.updateMany({
    where: { state: 'waiting', expiresAt: { lte: ctx.now() } }, data: { state: 'expired', prepared: '' },
  })
  return count
}
