import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { hashSessionToken } from './hash-session-token.ts'

/** Ends the session of `token`, and with it what its other tabs still hear. Signing out twice is no mistake. */
export async function signOut(ctx: Ctx, { token }: { token: string }): Promise<void> {
  await ctx.transact(async (tx) => {
    const id = hashSessionToken(token)
    const session = await tx.session.findUnique({ where: { id }, select: { userId: true } })
    const { count } = await tx.session.deleteMany({ where: { id } })
    if (session !== null && count > 0) await record(tx, ctx, 'session.ended', session.userId, {})
  })
}
