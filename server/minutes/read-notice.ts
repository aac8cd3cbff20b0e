import type { Ctx } from '#server/kernel/ctx.ts'
import { dayOf, type Day } from '#server/kernel/days.ts'
import { isUuid } from '#server/kernel/db.ts'
import { mayPreside, type Led } from '#server/meetings/policy.ts'
import { visibleTo } from '#server/meetings/visible-to.ts'
import { isClerkOf, issuingUnitOf } from './issuing-unit.ts'
import { noticeDueOn } from './notice.ts'
import { can } from './policy.ts'
import { toNoticeView, type MinutesView, type NoticeView } from './queries.ts'

export interface NoticeDesk {
  notice: NoticeView | null
  conclusionIds: string[]
  noticeDueOn: Day
  isNoticeLate: boolean
  can: MinutesView['can']
}

/**
 * A meeting's notice for whoever has a part in it: chair and secretary, the approver, the signer and the clerk, who
 * need not have sat in the meeting; once issued, everybody who sees the meeting. Null for everybody else.
 */
export async function noticeOfMeeting(ctx: Ctx, meetingId: string): Promise<NoticeDesk | null> {
  if (!isUuid(meetingId)) return null
  const meeting = await ctx.db.meeting.findUnique({
    where: { id: meetingId },
    include: { notice: true, conclusions: { orderBy: { position: 'asc' }, select: { id: true } } },
  })
  if (meeting === null) return null
  const { notice } = meeting
  const isSeen = (await ctx.db.meeting.count({ where: { id: meetingId, ...visibleTo(ctx.actor) } })) > 0
  const handles = notice !== null && (await handlesNotice(ctx, notice, meeting))
  if (!isSeen && !handles) return null

  const view = notice !== null && (handles || notice.state === 'issued') ? await toNoticeView(ctx, notice) : null
  const dueOn = noticeDueOn(dayOf(meeting.closedAt ?? meeting.endAt, ctx.settings.timeZone))
  return {
    notice: view,
    conclusionIds: meeting.conclusions.map(({ id }) => id),
    noticeDueOn: dueOn,
    isNoticeLate: notice?.state !== 'issued' && dayOf(ctx.now(), ctx.settings.timeZone) > dueOn,
    can: can(ctx.actor, meeting, view?.state ?? null),
  }
}

/** Whether the actor has a part in the notice: drafts, approves, signs, numbers or issues it. */
export async function handlesNotice(ctx: Ctx, notice: { approverUserId: string; signerUserId: string }, meeting: Led): Promise<boolean> {
  return mayPreside(ctx.actor, meeting)
    || [notice.approverUserId, notice.signerUserId].includes(ctx.actor.userId)
    || handlesAsClerk(ctx, notice.signerUserId)
}

async function handlesAsClerk(ctx: Ctx, signerUserId: string): Promise<boolean> {
  const issuing = await issuingUnitOf(ctx.db, ctx, signerUserId)
  return issuing !== null && isClerkOf(ctx.db, ctx, issuing.unit.id)
}
