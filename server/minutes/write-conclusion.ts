import type { z } from 'zod'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { checkUnits } from './check-units.ts'
import { assertDueOn, CONCLUSIONS_MAX } from './conclusion.ts'
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
    const units = await checkUnits(tx, ctx, content.units)
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
  const units = await checkUnits(tx, ctx, content.units)
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

async function assertItemOfMeeting(tx: Tx, meetingId: string, agendaItemId: string | null): Promise<void> {
  if (agendaItemId === null) return
  const item = await tx.agendaItem.findFirst({ where: { id: agendaItemId, meetingId } })
  if (item === null) throw new Refusal('conclusion.unknown_item', {}, 422)
}
