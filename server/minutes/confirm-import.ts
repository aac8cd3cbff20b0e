import type { Conclusion } from '#generated/prisma/client.ts'
import { teachName } from '#server/directory/taught-names.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { isGroup } from '#server/tasks/extraction/match-unit.ts'
import { unitKey } from '#server/tasks/extraction/unit-key.ts'
import { assertRevision } from './conclusion.ts'
import type { ProposedRow } from './conclusion-import.ts'
import type { ConfirmImport } from './input.ts'
import { lockImport } from './lock-import.ts'
import { knownUnits, resolveUnit, type KnownUnits } from './resolve-unit.ts'
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
    const { meetingId } = await lockImport(tx, ctx, importId)
    for (const { replaces, ...content } of rows) {
      if (replaces == null) continue
      const before = await keptConclusion(tx, meetingId, replaces)
      await replaceConclusion(tx, ctx, before, { ...content, agendaItemId: before.agendaItemId })
    }
    for (const removal of removals) await deleteConclusion(tx, await keptConclusion(tx, meetingId, removal))
    const added = await appendConclusions(tx, ctx, meetingId, rows.filter(({ replaces }) => replaces == null))
    await teachCorrections(tx, ctx, importId, rows, known)
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

/** Where a person gave a name of the text another unit than it was read as, the next text that writes it is read so. */
async function teachCorrections(tx: Tx, ctx: Ctx, importId: string, rows: ConfirmImport['rows'], known: KnownUnits): Promise<void> {
  const { rows: proposed } = await tx.conclusionImport.findUniqueOrThrow({ where: { id: importId }, select: { rows: true } })
  const written = new Set((proposed as unknown as ProposedRow[]).flatMap(({ units }) => units.map(({ nameAsWritten }) => nameAsWritten)))
  const chosen = new Map(rows.flatMap(({ units = [] }) => units.map(({ nameAsWritten = '', orgUnitId = null }) => [nameAsWritten.normalize('NFC'), orgUnitId] as const)))
  for (const [name, orgUnitId] of chosen) {
    if (orgUnitId === null || !written.has(name) || isGroup(name)) continue
    if (resolveUnit(name, known).orgUnitId !== orgUnitId) await teachName(tx, ctx, { key: unitKey(name), name, orgUnitId })
  }
}
