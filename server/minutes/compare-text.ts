import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { tasksOfOrigins, type TaskView } from '#server/tasks/queries.ts'
import { compareRows, type Standing } from './compare-rows.ts'
import { assertImportable, type ProposedRow } from './conclusion-import.ts'
import type { CompareText } from './input.ts'
import { minutesOf, type ConclusionView } from './queries.ts'
import { readRows } from './read-rows.ts'
import { knownUnits } from './resolve-unit.ts'

export interface TextComparison {
  rows: (ProposedRow & { existing: Standing | null })[]
  /** Conclusions of which the text says nothing. */
  missing: ConclusionView[]
  /** What became of the conclusions; `originId` says of which. */
  tasks: TaskView[]
}

/**
 * Says what a text would change in the conclusions there are, and in which tasks. Writes nothing, so it answers after
 * the notice is issued, too.
 *
 * @throws Refusal meeting.not_found for everybody but chair and secretary; import.empty, import.too_long, import.no_row_found
 */
export async function compareText(ctx: Ctx, { meetingId, text }: CompareText): Promise<TextComparison> {
  assertImportable(text)
  const minutes = await minutesOf(ctx, meetingId)
  if (minutes === null || !minutes.can.compare) throw new Refusal('meeting.not_found')
  const { conclusions } = minutes
  const { rows } = readRows(text, await knownUnits(ctx))
  const { existing, missingIds } = compareRows(rows, conclusions)
  return {
    rows: rows.map((row, index) => ({ ...row, existing: existing[index] ?? null })),
    missing: conclusions.filter(({ id }) => missingIds.includes(id)),
    tasks: await tasksOfOrigins(ctx, 'conclusion', conclusions.map(({ id }) => id)),
  }
}
