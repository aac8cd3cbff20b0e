import type { Ctx } from '#server/kernel/ctx.ts'
import { lockToPrepare } from '#server/meetings/lock-meeting.ts'
import { assertRoomForItem, ITEM_MINUTES_DEFAULT } from './agenda.ts'
import { assertPresenter } from './assert-presenter.ts'
import type { AddItem } from './input.ts'
import { noteChange } from './lock-item.ts'

/**
 * Adds an item at the end of the agenda.
 *
 * @throws Refusal meeting.not_found, meeting.changed_meanwhile, agenda.unknown_presenter, agenda.too_many_items,
 *   meeting.closed, meeting.cancelled
 */
export async function addItem(ctx: Ctx, input: AddItem): Promise<{ itemId: string; position: number; revision: number }> {
  const { meetingId, title } = input
  return ctx.transact(async (tx) => {
    await lockToPrepare(tx, ctx, input, 'edit_agenda')
    await assertPresenter(tx, input.presenterId)
    const count = await tx.agendaItem.count({ where: { meetingId } })
    assertRoomForItem(count)
    const itemId = ctx.newId()
    const position = count + 1
    await tx.agendaItem.create({
      data: {
        id: itemId, meetingId, position, title, presenterId: input.presenterId ?? null,
        presenterName: input.presenterName ?? '', minutesPlanned: input.minutesPlanned ?? ITEM_MINUTES_DEFAULT,
      },
    })
    return { itemId, position, revision: await noteChange(tx, ctx, meetingId) }
  })
}
