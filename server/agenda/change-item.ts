import type { Ctx } from '#server/kernel/ctx.ts'
import { assertPresenter } from './assert-presenter.ts'
import type { ChangeItem } from './input.ts'
import { lockItem, noteChange } from './lock-item.ts'

/**
 * Changes an item's title, presenter or minutes.
 *
 * @throws Refusal agenda.not_found, meeting.not_found, meeting.changed_meanwhile, agenda.unknown_presenter,
 *   meeting.closed, meeting.cancelled
 */
export async function changeItem(ctx: Ctx, input: ChangeItem): Promise<{ revision: number }> {
  return ctx.transact(async (tx) => {
    const { item } = await lockItem(tx, ctx, input)
    await assertPresenter(tx, input.presenterId)
    await tx.agendaItem.update({
      where: { id: item.id },
      data: {
        title: input.title ?? item.title,
        // Null is a value here: nobody with an account presents any more.
        presenterId: input.presenterId === undefined ? item.presenterId : input.presenterId,
        presenterName: input.presenterName ?? item.presenterName,
        minutesPlanned: input.minutesPlanned ?? item.minutesPlanned,
      },
    })
    return { revision: await noteChange(tx, ctx, item.meetingId) }
  })
}
