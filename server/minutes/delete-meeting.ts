import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { removeUnsharedPapers } from '#server/agenda/remove-unshared-papers.ts'
import { withdrawPaper } from '#server/agenda/withdraw-paper.ts'
import { record } from '#server/events/record.ts'
import type { DeleteMeeting } from '#server/meetings/input.ts'
import { lockMeeting } from '#server/meetings/lock-meeting.ts'
import { allows } from '#server/meetings/meeting.ts'
import { mayPrepare } from '#server/meetings/policy.ts'

/**
 * Deletes a draft that was never convened, with agenda, invitations, prepared polls and the papers that are used
 * nowhere else. Nobody was told of it, so nobody is told now. It stands here because only from here everything that
 * hangs on a meeting can be reached.
 *
 * @throws Refusal meeting.not_found, meeting.was_convened, meeting.has_minutes
 */
export async function deleteMeeting(ctx: Ctx, { meetingId }: DeleteMeeting): Promise<void> {
  await ctx.transact(async (tx) => {
    const meeting = await lockMeeting(tx, ctx, meetingId)
    if (!mayPrepare(ctx.actor, meeting)) throw new Refusal('meeting.not_found')
    if (!allows(meeting.state, 'delete')) throw new Refusal('meeting.was_convened')
    await assertNoMinutes(tx, meetingId)

    const papers = await tx.agendaPaper.findMany({ where: { item: { meetingId } } })
    for (const paper of papers) await withdrawPaper(tx, ctx, meeting, paper)
    await removeUnsharedPapers(tx, papers.map(({ documentId }) => documentId))
    const ofMeeting = { where: { meetingId } }
    await tx.conclusionImport.deleteMany(ofMeeting)
    await tx.poll.deleteMany(ofMeeting)
    await tx.agendaItem.deleteMany(ofMeeting)
    await tx.unitInvitation.deleteMany(ofMeeting)
    await tx.participant.deleteMany(ofMeeting)
    await tx.meeting.delete({ where: { id: meetingId } })
    await record(tx, ctx, 'meeting.deleted', meetingId, { title: meeting.title }, { meetingId })
  })
}

async function assertNoMinutes(tx: Tx, meetingId: string): Promise<void> {
  const conclusions = await tx.conclusion.count({ where: { meetingId } })
  const notices = await tx.conclusionNotice.count({ where: { meetingId } })
  if (conclusions + notices > 0) throw new Refusal('meeting.has_minutes')
}
