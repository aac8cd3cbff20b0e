import type { z } from 'zod'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isInForceOn } from '#server/directory/org-unit.ts'
import { dayColumn, dayFromColumn, dayOf } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertDueOn, assertUnitsDiffer, CONCLUSIONS_MAX, type NamedUnit } from './conclusion.ts'
import { ConclusionContent } from './input.ts'

type Content = z.output<typeof ConclusionContent>

/**
 * Adds conclusions at the end, in the order given; the caller holds the meeting's lock. Returns their ids.
 *
 * @throws Refusal conclusion.unknown_unit, conclusion.unknown_item, conclusion.unit_twice, conclusion.due_misread,
 *   conclusion.too_many
 */
export async function appendConclusions(
  tx: Tx,
  ctx: Ctx,
  meetingId: string,
  contents: readonly ConclusionContent[],
): Promise<string[]> {
  const before = await tx.conclusion.count({ where: { meetingId } })
  if (before + contents.length > CONCLUSIONS_MAX) throw new Refusal('conclusion.too_many', { max: CONCLUSIONS_MAX }, 422)
  const ids: string[] = []
  for (const [index, given] of contents.entries()) {
    const id = ctx.newId()
    const content = ConclusionContent.parse(given)
    const units = await checkUnits(tx, ctx, content)
    await assertItemOfMeeting(tx, meetingId, content.agendaItemId)
    await tx.conclusion.create({
      data: {
        id, meetingId, position: before + index + 1, createdAt: ctx.now(), ...columns(content),
        units: { create: units.map((unit, position) => ({ id: ctx.newId(), position, ...unit })) },
      },
    })
    ids.push(id)
  }
  return ids
}

/** Writes new content over a conclusion; the caller holds the meeting's lock. Refuses as `appendConclusions`. */
export async function replaceConclusion(
  tx: Tx,
  ctx: Ctx,
  { id, meetingId }: { id: string; meetingId: string },
  given: ConclusionContent,
): Promise<{ revision: number }> {
  const content = ConclusionContent.parse(given)
  const units = await checkUnits(tx, ctx, content)
  await assertItemOfMeeting(tx, meetingId, content.agendaItemId)
  await tx.conclusionUnit.deleteMany({ where: { conclusionId: id } })
  return tx.conclusion.update({
    where: { id },
    data: {
      ...columns(content), revision: { increment: 1 },
      units: { create: units.map((unit, position) => ({ id: ctx.newId(), position, ...unit })) },
    },
    select: { revision: true },
  })
}

/** Takes a conclusion out and moves those behind it up; the caller holds the meeting's lock. */
export async function deleteConclusion(tx: Tx, { id, meetingId, position }: { id: string; meetingId: string; position: number }): Promise<void> {
  await tx.conclusion.delete({ where: { id } })
  await tx.conclusion.updateMany({ where: { meetingId, position: { gt: position } }, data: { position: { decrement: 1 } } })
}

function columns({ text, agendaItemId, deadlineText, dueOn }: Content) {
  assertDueOn(dueOn)
  return {
    text: text.normalize('NFC'), agendaItemId, deadlineText: deadlineText?.normalize('NFC') || null,
    dueOn: dueOn === null ? null : dayColumn(dueOn),
  }
}

/** A unit picked from the directory exists today and, when nobody wrote another name, goes by its own. */
async function checkUnits(tx: Tx, ctx: Ctx, { units }: Content): Promise<NamedUnit[]> {
  const ids = units.flatMap(({ orgUnitId }) => orgUnitId ?? [])
  const today = dayOf(ctx.now(), ctx.settings.timeZone)
  const rows = ids.length === 0 ? [] : await tx.orgUnit.findMany({
    where: { id: { in: ids } }, select: { id: true, name: true, validFrom: true, validTo: true },
  })
  const known = new Map(rows.map(({ id, name, validFrom, validTo }) => {
    const period = { validFrom: dayFromColumn(validFrom), validTo: validTo === null ? null : dayFromColumn(validTo) }
    return [id, { name, isInForce: isInForceOn(period, today) }]
  }))
  const checked = units.map(({ duty, orgUnitId, nameAsWritten }) => {
    const unit = orgUnitId === null ? null : known.get(orgUnitId)
    if (unit === undefined || unit?.isInForce === false) {
      throw new Refusal('conclusion.unknown_unit', { name: nameAsWritten || (unit?.name ?? orgUnitId ?? '') }, 422)
    }
    return { duty, orgUnitId, nameAsWritten: (nameAsWritten || (unit?.name ?? '')).normalize('NFC') }
  })
  assertUnitsDiffer(checked)
  return checked
}

async function assertItemOfMeeting(tx: Tx, meetingId: string, agendaItemId: string | null): Promise<void> {
  if (agendaItemId === null) return
  const item = await tx.agendaItem.findFirst({ where: { id: agendaItemId, meetingId } })
  if (item === null) throw new Refusal('conclusion.unknown_item', {}, 422)
}
