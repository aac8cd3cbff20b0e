import type { Conclusion } from '#generated/prisma/client.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertRevision } from './conclusion.ts'
import type { ConfirmImport } from './input.ts'
import { lockImport } from './lock-import.ts'
import { knownUnits } from './resolve-unit.ts'
import { teachCorrections } from './teach-corrections.ts'
import { appendConclusions, deleteConclusion, replaceConclusion } from './write-conclusion.ts'

/**
 * Makes conclusions of the rows as the person left them: in the place of the one a row replaces, else behind those
 * already there. Returns the conclusion of every row, in their order.
 *
 * @throws Refusal import.not_found, import.already_decided, notice.locked, conclusion.not_found,
 *   conclusion.changed_meanwhile, conclusion.unknown_unit, conclusion.unknown_item, conclusion.unit_twice,
 *   conclusion.due_misread, conclusion.too_many
 */
export async function confirmImport(ctx: Ctx, { importId, rows, removals = [] }: ConfirmImport): Promise<string[]> {
  const known = await knownUnits(ctx)
  return ctx.transact(async (tx) => {
    const { meetingId, rows: proposed } = await lockImport(tx, ctx, importId)
    for (const { replaces, ...content } of rows) {
      if (replaces == null) continue
      const before = await keptConclusion(tx, meetingId, replaces)
      await replaceConclusion(tx, ctx, before, { ...content, agendaItemId: before.agendaItemId })
    }
    for (const removal of removals) await deleteConclusion(tx, await keptConclusion(tx, meetingId, removal))
    const added = await appendConclusions(tx, ctx, meetingId, rows.filter(({ replaces }) => replaces == null))
    await teachCorrections(tx, ctx, { proposed, confirmed: rows, known })
    await tx.conclusionImport.update({ where: { id: importId }, data: { state: 'confirmed' } })
    const ids = rows.map(({ replaces }) => replaces?.conclusionId ?? added.shift() ?? '')
    for (const conclusionId of [...ids, ...removals.map((removal) => removal.conclusionId)]) await record(tx, ctx, 'conclusion.changed', conclusionId, { conclusionId }, { meetingId })
    return ids
  })
}

/** A conclusion of the meeting in the state that the person saw. @throws Refusal conclusion.not_found, conclusion.changed_meanwhile */
async function keptConclusion(tx: Tx, meetingId: string, { conclusionId, revision }: { conclusionId: string; revision: number }): Promise<Conclusion> {
  const found = await tx.conclusion.findFirst({ where: { id: conclusionId, meetingId } })
  if (found === null) throw new Refusal('conclusion.not_found')
  assertRevision(found.revision, revision)
  return found
}
