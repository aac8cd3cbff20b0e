import type { Ctx } from '#server/kernel/ctx.ts'
import type { ReadNotification } from './input.ts'

/** Marks the actor's notifications as read: one, or all. Somebody else's stay as they are; reading is no event. */
export async function readNotification(ctx: Ctx, { notificationId }: ReadNotification): Promise<void> {
  await ctx.transact(async (tx) => {
    await tx.notification.updateMany({
      where: { userId: ctx.actor.userId, readAt: null, ...(notificationId === undefined ? {} : { id: notificationId }) },
      data: { readAt: ctx.now() },
    })
  })
}
