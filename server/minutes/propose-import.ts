import type { Prisma } from '#generated/prisma/client.ts'
import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { upperFirst } from '#server/kernel/upper-first.ts'
import type { ExtractedAssignment } from '#server/tasks/extraction/assignment.ts'
import { readAssignments } from '#server/tasks/extraction/extract-assignments.ts'
import { CONCLUSIONS_MAX, DEADLINE_CHARS_MAX, TEXT_CHARS_MAX, UNITS_MAX, UNIT_NAME_CHARS_MAX, type UnitDuty } from './conclusion.ts'
import { assertImportable, type ProposedRow, type ProposedUnit } from './conclusion-import.ts'
import { knownUnits, resolveUnit, type KnownUnits } from './resolve-unit.ts'
import type { ProposeImport } from './input.ts'
import { lockToWrite } from './lock-minutes.ts'

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
  const known = await knownUnits(ctx)
  // Formulas that close the document are for nobody to do.
  const read = readAssignments(text)
  const found = read.rows.filter(({ kind }) => kind !== 'closing').slice(0, CONCLUSIONS_MAX)
  const rows = found.map((row) => proposedRow(row, known))
  if (rows.length === 0) throw new Refusal('import.no_row_found', {}, 422)

  const importId = ctx.newId()
  await ctx.transact(async (tx) => {
    await lockToWrite(tx, ctx, meetingId)
    await tx.conclusionImport.create({
      data: {
        id: importId, meetingId, sourceName: sourceName.normalize('NFC'), sourceText: text, createdAt: ctx.now(),
        rows: rows as unknown as Prisma.InputJsonValue, warnings: read.warnings as unknown as Prisma.InputJsonValue,
      },
    })
    await record(tx, ctx, 'conclusion.imported', importId, { importId, rowCount: rows.length }, { meetingId })
  })
  return { importId, rows }
}

function proposedRow(found: ExtractedAssignment, known: KnownUnits): ProposedRow {
  const title = found.title.normalize('NFC').trim()
  const units = [
    ...found.lead.map((name) => proposedUnit('lead', name, known)),
    ...found.coordinating.map((name) => proposedUnit('coordinating', name, known)),
  ]
  return {
    kind: found.kind,
    section: found.section,
    text: upperFirst(title).slice(0, TEXT_CHARS_MAX),
    deadlineText: found.deadlineText?.slice(0, DEADLINE_CHARS_MAX) ?? null,
    dueOn: found.due,
    units: withoutTwins(units).slice(0, UNITS_MAX),
    budgetMillionVnd: found.budgetMillionVnd, channel: found.channel, spans: found.spans, evidence: found.evidence,
  }
}

function proposedUnit(duty: UnitDuty, name: string, known: KnownUnits): ProposedUnit {
  const nameAsWritten = name.normalize('NFC').slice(0, UNIT_NAME_CHARS_MAX)
  return { duty, nameAsWritten, ...resolveUnit(nameAsWritten, known) }
}

/** Two old names may lead to one unit of today; the first duty stays with the directory, the second keeps its words. */
function withoutTwins(units: readonly ProposedUnit[]): ProposedUnit[] {
  const seen = new Set<string>()
  return units.map((unit) => {
    if (unit.orgUnitId === null) return unit
    if (!seen.has(unit.orgUnitId)) {
      seen.add(unit.orgUnitId)
      return unit
    }
    return { ...unit, orgUnitId: null, matchedName: null, matchedBy: 'same_unit' }
  })
}
