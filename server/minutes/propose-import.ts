import type { Prisma } from '#generated/prisma/client.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { assertImportable, type ProposedRow } from './conclusion-import.ts'
import type { ProposeImport } from './input.ts'
import { lockToWrite } from './lock-minutes.ts'
import { readRows } from './read-rows.ts'
import { knownUnits } from './resolve-unit.ts'

/**
 * Reads a text into rows and keeps them for a person to confirm. Nothing of it counts before that.
 *
 * @throws Refusal meeting.not_found, meeting.cancelled, notice.locked, import.empty, import.too_long, import.no_row_found
 */
export async function proposeImport(
  ctx: Ctx,
  { meetingId, sourceName = '', text }: ProposeImport,
): Promise<{ importId: string; rows: ProposedRow[] }> {
  assertImportable(text)
  // Who may not write here learns that before any work is done for him.
  await ctx.transact((tx) => lockToWrite(tx, ctx, meetingId))
  const { rows, warnings } = readRows(text, await knownUnits(ctx))

  const importId = ctx.newId()
  await ctx.transact(async (tx) => {
    await lockToWrite(tx, ctx, meetingId)
    await tx.conclusionImport.create({
      data: {
        id: importId, meetingId, sourceName: sourceName.normalize('NFC'), sourceText: text, createdAt: ctx.now(),
        rows: rows as unknown as Prisma.InputJsonValue, warnings: warnings as unknown as Prisma.InputJsonValue,
      },
    })
    await record(tx, ctx, 'conclusion.imported', importId, { importId, rowCount: rows.length }, { meetingId })
  })
  return { importId, rows }
}
