import type { Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { record } from '#server/events/record.ts'
import type { PresentPage } from './input.ts'
import { lockMeeting } from './lock-meeting.ts'
import { assertAllows } from './meeting.ts'
import { mayPresent, mayPreside } from './policy.ts'

/**
 * Shows a page of a paper to everybody who follows, or stops showing. Of two who present at once the later command
 * holds: the row lock orders them. Whoever presides may take the page down; a presenter only his own.
 *
 * @throws Refusal meeting.not_found, document.not_found, meeting.page_out_of_range, meeting.not_presenting,
 *   meeting.not_convened, meeting.not_open, meeting.closed, meeting.cancelled
 */
export async function presentPage(ctx: Ctx, input: PresentPage): Promise<{ versionId: string | null; page: number | null }> {
  const { meetingId, versionId, page } = input
  return ctx.transact(async (tx) => {
    const meeting = await lockMeeting(tx, ctx, meetingId)
    if (!mayPresent(ctx.actor, meeting, await currentPresenter(tx, meeting))) {
      // The presenter of an earlier item may still take down what he left on the screens.
      if (versionId !== null || meeting.presenterUserId !== ctx.actor.userId) throw new Refusal('meeting.not_found')
    }
    assertAllows(meeting.state, 'conduct')
    if (versionId === null) assertOwnPage(ctx, meeting)
    else await assertShowable(tx, meetingId, versionId, page)

    const presenterId = versionId === null ? null : ctx.actor.userId
    await tx.meeting.update({
      where: { id: meetingId },
      data: { presenterUserId: presenterId, presenterVersionId: versionId, presenterPage: page },
    })
    await record(tx, ctx, 'page.presented', meetingId, { versionId, page, presenterId }, { meetingId })
    return { versionId, page }
  })
}

function assertOwnPage(ctx: Ctx, meeting: Meeting): void {
  if (mayPreside(ctx.actor, meeting) || meeting.presenterUserId === ctx.actor.userId) return
  throw new Refusal('meeting.not_presenting')
}

/** Agenda stands to the right; its rows are read here, not written. */
async function currentPresenter(tx: Tx, meeting: Meeting): Promise<string | null> {
  if (meeting.currentItemId === null) return null
  const item = await tx.agendaItem.findUnique({ where: { id: meeting.currentItemId }, select: { presenterId: true } })
  return item?.presenterId ?? null
}

/** Only pages of papers that lie on this meeting's agenda: everybody in the room may read those. */
async function assertShowable(tx: Tx, meetingId: string, versionId: string, page: number): Promise<void> {
  const version = await tx.documentVersion.findFirst({
    where: { id: versionId, document: { papers: { some: { item: { meetingId } } } } },
    select: { pageCount: true },
  })
  if (version === null) throw new Refusal('document.not_found')
  if (page > version.pageCount) throw new Refusal('meeting.page_out_of_range', { pageCount: version.pageCount }, 422)
}
