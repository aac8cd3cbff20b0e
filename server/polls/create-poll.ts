import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import { assertAllows } from '#server/meetings/meeting.ts'
import type { CreatePoll } from './input.ts'
import { assertDistinct } from './poll.ts'
import { meetingToDirect } from './queries.ts'

/**
 * Prepares a poll, before or during its meeting. Nobody but chair and secretary sees it until it opens.
 *
 * @throws Refusal meeting.not_found, meeting.closed, meeting.cancelled, poll.chair_only, poll.item_not_found, poll.choices_alike
 */
export async function createPoll(
  ctx: Ctx,
  { meetingId, itemId = null, question, choices, isSecret }: CreatePoll,
): Promise<{ pollId: string }> {
  return ctx.transact(async (tx) => {
    const meeting = await meetingToDirect(tx, ctx.actor, meetingId)
    assertAllows(meeting.state, 'edit_agenda')
    if (itemId !== null && (await tx.agendaItem.count({ where: { id: itemId, meetingId } })) === 0) {
      throw new Refusal('poll.item_not_found')
    }
    assertDistinct(choices)

    const pollId = ctx.newId()
    await tx.poll.create({
      data: { id: pollId, meetingId, itemId, question, choices, isSecret, createdAt: ctx.now() },
    })
    await record(tx, ctx, 'poll.created', pollId, { question }, { meetingId })
    return { pollId }
  })
}
