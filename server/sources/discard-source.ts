import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { DiscardSource } from './input.ts'
import { lockSource } from './lock-source.ts'

/** Puts a reading that nobody confirmed aside. @throws Refusal source.not_found, import.already_decided */
export async function discardSource(ctx: Ctx, { sourceId }: DiscardSource): Promise<void> {
  await ctx.transact(async (tx) => {
    await lockSource(tx, ctx, sourceId)
    await tx.sourceDocument.update({ where: { id: sourceId }, data: { state: 'discarded', decidedById: ctx.actor.userId, decidedAt: ctx.now() } })
    await record(tx, ctx, 'source.discarded', sourceId, {})
  })
}
