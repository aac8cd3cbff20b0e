import type { z } from 'zod'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn, dayOf } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertUnitsDiffer, CONCLUSIONS_MAX, type NamedUnit } from './conclusion.ts'
import { ConclusionContent } from './input.ts'

type Content = z.output<typeof ConclusionContent>

/**
 * Adds conclusions at the end, in the order given; the caller holds the meeting's lock. Returns their ids.
 *
 * @throws Refusal conclusion.unknown_unit, conclusion.unknown_item, conclusion.unit_twice, conclusion.too_many
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
  return {
    text: text.normalize('NFC'), agendaItemId, deadlineText: deadlineText?.normalize('NFC') || null,
    dueOn: dueOn === null ? null : dayColumn(dueOn),
  }
}

/** A unit picked from the directory exists today and, when nobody wrote another name, goes by its own. */
async function checkUnits(tx: Tx, ctx: Ctx, { units }: Content): Promise<NamedUnit[]> {
  const ids = units.flatMap(({ orgUnitId }) => orgUnitId ?? [])
  const today = dayColumn(dayOf(ctx.now(), ctx.settings.timeZone))
  const known = ids.length === 0 ? [] : await tx.orgUnit.findMany({
    where: { id: { in: ids }, validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
    select: { id: true, name: true },
  })
  const names = new Map(known.map(({ id, name }) => [id, name]))
  const checked = units.map(({ duty, orgUnitId, nameAsWritten }) => {
    const name = orgUnitId === null ? '' : names.get(orgUnitId)
    if (name === undefined) throw new Refusal('conclusion.unknown_unit', { name: nameAsWritten }, 422)
    return { duty, orgUnitId, nameAsWritten: (nameAsWritten || name).normalize('NFC') }
  })
  assertUnitsDiffer(checked)
  return checked
}

async function assertItemOfMeeting(tx: Tx, meetingId: string, agendaItemId: string | null): Promise<void> {
  if (agendaItemId === null) return
  const item = await tx.agendaItem.findFirst({ where: { id: agendaItemId, meetingId } })
  if (item === null) throw new Refusal('conclusion.unknown_item', {}, 422)
}
