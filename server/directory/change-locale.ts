import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { ChangeLocale } from './input.ts'

/**
 * From now on the actor reads screens and mails in `locale`.
 *
 * @throws Refusal user.not_found
 */
export async function changeLocale(ctx: Ctx, { locale }: ChangeLocale): Promise<void> {
  await ctx.transact(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: ctx.actor.userId }, data: { locale } })
    if (count === 0) throw new Refusal('user.not_found')
  })
}
