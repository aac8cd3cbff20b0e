import type { Prisma } from '#generated/prisma/client.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn, dayOf } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertImportable, type ProposedRow } from '#server/minutes/conclusion-import.ts'
import { readRows } from '#server/minutes/read-rows.ts'
import { knownUnits } from '#server/minutes/resolve-unit.ts'
import type { ProposeSource } from './input.ts'
import { agenciesActedFor } from './policy.ts'
import { assertIssuedOn } from './source.ts'

/**
 * Reads a document that has no meeting into rows and keeps them for a person to confirm. Nothing of it counts before that.
 *
 * @throws Refusal source.not_found for everybody but secretaries and clerks; source.date_wrong, import.empty,
 *   import.too_long, import.no_row_found
 */
export async function proposeSource(
  ctx: Ctx,
  { notation, issuedOn, title, sourceName = '', text }: ProposeSource,
): Promise<{ sourceId: string; rows: ProposedRow[] }> {
  const [orgUnitId] = await agenciesActedFor(ctx.db, ctx.actor)
  if (orgUnitId === undefined) throw new Refusal('source.not_found')
  assertIssuedOn(issuedOn, dayOf(ctx.now(), ctx.settings.timeZone))
  assertImportable(text)
  const { rows, warnings } = readRows(text, await knownUnits(ctx))

  const sourceId = ctx.newId()
  await ctx.transact(async (tx) => {
    await tx.sourceDocument.create({
      data: {
        id: sourceId, orgUnitId, notation: notation.normalize('NFC'), issuedOn: dayColumn(issuedOn), title: title.normalize('NFC'),
        sourceName: sourceName.normalize('NFC'), sourceText: text, createdById: ctx.actor.userId, createdAt: ctx.now(),
        rows: rows as unknown as Prisma.InputJsonValue, warnings: warnings as unknown as Prisma.InputJsonValue,
      },
    })
    await record(tx, ctx, 'source.read', sourceId, { rowCount: rows.length })
  })
  return { sourceId, rows }
}
