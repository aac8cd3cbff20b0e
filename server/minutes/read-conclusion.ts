import type { Ctx } from '#server/kernel/ctx.ts'
import { assertImportable, type ProposedRow } from './conclusion-import.ts'
import type { ReadConclusion } from './input.ts'
import { lockToWrite } from './lock-minutes.ts'
import { readRows } from './read-rows.ts'
import { knownUnits } from './resolve-unit.ts'

/**
 * Reads who leads, who coordinates and until when out of a conclusion somebody is writing. Keeps nothing.
 *
 * @throws Refusal meeting.not_found, meeting.cancelled, notice.locked, import.empty, import.too_long, import.no_row_found
 */
export async function readConclusion(ctx: Ctx, { meetingId, text }: ReadConclusion): Promise<Pick<ProposedRow, 'units' | 'deadlineText' | 'dueOn'>> {
  assertImportable(text)
  await ctx.transact((tx) => lockToWrite(tx, ctx, meetingId))
  const { rows } = readRows(text, await knownUnits(ctx))
  // One conclusion may say two things; whoever leads either of them leads it.
  const units = rows.flatMap((row) => row.units)
  const isFirst = (key: string, index: number) => units.findIndex(({ orgUnitId, nameAsWritten }) => (orgUnitId ?? nameAsWritten) === key) === index
  const dated = rows.find(({ deadlineText }) => deadlineText !== null)
  return {
    units: units.filter(({ orgUnitId, nameAsWritten }, index) => isFirst(orgUnitId ?? nameAsWritten, index)),
    deadlineText: dated?.deadlineText ?? null, dueOn: dated?.dueOn ?? null,
  }
}
