import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { DiscardImport } from './input.ts'
import { lockImport } from './lock-import.ts'

/** Puts proposed rows aside. @throws Refusal import.not_found, import.already_decided, notice.locked */
export async function discardImport(ctx: Ctx, { importId }: DiscardImport): Promise<void> {
  await ctx.transact(async (tx) => {
    const { meetingId } = await lockImport(tx, ctx, importId)
    await tx.conclusionImport.update({ where: { id: importId }, data: { state: 'discarded' } })
    await record(tx, ctx, 'import.discarded', importId, { importId }, { meetingId })
  })
}
