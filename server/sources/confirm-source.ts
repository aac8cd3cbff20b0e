import type { z } from 'zod'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { checkUnits } from '#server/minutes/check-units.ts'
import type { ProposedRow } from '#server/minutes/conclusion-import.ts'
import { assertDueOn, unmatchedLead, type NamedUnit } from '#server/minutes/conclusion.ts'
import { knownUnits } from '#server/minutes/resolve-unit.ts'
import { teachCorrections } from '#server/minutes/teach-corrections.ts'
import { assignTask } from '#server/tasks/assign-task.ts'
import { ConfirmSource } from './input.ts'
import { lockSource } from './lock-source.ts'
import { originLabel, SOURCE_ORIGIN } from './source.ts'

type Row = z.output<typeof ConfirmSource>['rows'][number]

const EXCERPT_CHARS = 60

/**
 * Makes tasks of the rows as the person left them, all in one transaction. A row that only parties in general lead
 * gives no task.
 *
 * @throws Refusal source.not_found, import.already_decided, source.lead_missing, source.lead_unmatched, source.no_task,
 *   conclusion.unknown_unit, conclusion.unit_twice, conclusion.due_misread
 */
export async function confirmSource(ctx: Ctx, input: ConfirmSource): Promise<{ taskIds: string[] }> {
  const { sourceId, rows } = ConfirmSource.parse(input)
  const known = await knownUnits(ctx)
  return ctx.transact(async (tx) => {
    const { orgUnitId, notation, title, rows: proposed, issuedOn } = await lockSource(tx, ctx, sourceId)
    const origin = { kind: SOURCE_ORIGIN, id: sourceId, label: originLabel({ notation, title, issuedOn: dayFromColumn(issuedOn) }) }
    const taskIds: string[] = []
    for (const row of rows) {
      const { leadUnitIds, coordinatingUnitIds } = await unitsOfRow(tx, ctx, row)
      if (leadUnitIds.length === 0) continue
      taskIds.push(await assignTask(tx, ctx, {
        origin, orgUnitId, title: row.text, leadUnitIds, coordinatingUnitIds, dueOn: row.dueOn,
        deadlineText: row.deadlineText?.normalize('NFC') || null, meetingId: null,
      }))
    }
    if (taskIds.length === 0) throw new Refusal('source.no_task', {}, 422)
    await teachCorrections(tx, ctx, { proposed: proposed as unknown as ProposedRow[], confirmed: rows, known })
    await tx.sourceDocument.update({ where: { id: sourceId }, data: { state: 'confirmed', decidedById: ctx.actor.userId, decidedAt: ctx.now() } })
    await record(tx, ctx, 'source.assigned', sourceId, { notation, rowCount: rows.length, taskIds })
    return { taskIds }
  })
}

async function unitsOfRow(tx: Tx, ctx: Ctx, { text, dueOn, units }: Row): Promise<{ leadUnitIds: string[]; coordinatingUnitIds: string[] }> {
  assertDueOn(dueOn)
  const checked = await checkUnits(tx, ctx, units)
  const row = text.length > EXCERPT_CHARS ? `${text.slice(0, EXCERPT_CHARS).trimEnd()}…` : text
  if (!checked.some(({ duty }) => duty === 'lead')) throw new Refusal('source.lead_missing', { row }, 422)
  const unmatched = unmatchedLead(checked)
  if (unmatched !== null) throw new Refusal('source.lead_unmatched', { row, name: unmatched.nameAsWritten }, 422)
  const matched = (duty: NamedUnit['duty']) => checked.filter((unit) => unit.duty === duty).flatMap((unit) => unit.orgUnitId ?? [])
  return { leadUnitIds: matched('lead'), coordinatingUnitIds: matched('coordinating') }
}
