import type { Ctx } from '#server/kernel/ctx.ts'
import { record } from '#server/events/record.ts'
import type { OpenMeeting } from './input.ts'
import { lockToPreside } from './lock-meeting.ts'

/**
 * Chair or secretary opens the session, early or late.
 *
 * @throws Refusal meeting.not_found, meeting.not_convened, meeting.already_open, meeting.closed, meeting.cancelled
 */
export async function openMeeting(ctx: Ctx, { meetingId }: OpenMeeting): Promise<{ openedAt: Date }> {
  return ctx.transact(async (tx) => {
    const meeting = await lockToPreside(tx, ctx, meetingId, 'open')
    const openedAt = ctx.now()
    await tx.meeting.update({ where: { id: meetingId }, data: { state: 'open', openedAt } })
    await record(tx, ctx, 'meeting.opened', meetingId, { title: meeting.title, openedAt: openedAt.toISOString() }, { meetingId })
    return { openedAt }
  })
}
