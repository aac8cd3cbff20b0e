import { teachName } from '#server/directory/taught-names.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { isGroup } from '#server/tasks/extraction/match-unit.ts'
import { unitKey } from '#server/tasks/extraction/unit-key.ts'
import type { ProposedRow } from './conclusion-import.ts'
import { resolveUnit, type KnownUnits } from './resolve-unit.ts'

interface ConfirmedRow {
  units?: readonly { nameAsWritten?: string | undefined; orgUnitId?: string | null | undefined }[] | undefined
}

/** Where a person gave a name of the text another unit than it was read as, the next text that writes it is read so. */
export async function teachCorrections(
  tx: Tx,
  ctx: Ctx,
  { proposed, confirmed, known }: { proposed: readonly ProposedRow[]; confirmed: readonly ConfirmedRow[]; known: KnownUnits },
): Promise<void> {
  const written = new Set(proposed.flatMap(({ units }) => units.map(({ nameAsWritten }) => nameAsWritten)))
  const chosen = new Map(confirmed.flatMap(({ units = [] }) => units.map(({ nameAsWritten = '', orgUnitId = null }) => [nameAsWritten.normalize('NFC'), orgUnitId] as const)))
  for (const [name, orgUnitId] of chosen) {
    if (orgUnitId === null || !written.has(name) || isGroup(name)) continue
    if (resolveUnit(name, known).orgUnitId !== orgUnitId) await teachName(tx, ctx, { key: unitKey(name), name, orgUnitId })
  }
}
