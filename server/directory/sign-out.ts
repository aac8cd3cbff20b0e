import type { Ctx } from '#server/kernel/ctx.ts'
import { hashSessionToken } from './hash-session-token.ts'

/** Ends the session of `token`. Signing out twice is no mistake. */
export async function signOut(ctx: Ctx, { token }: { token: string }): Promise<void> {
  await ctx.transact((tx) => tx.session.deleteMany({ where: { id: hashSessionToken(token) } }))
}
