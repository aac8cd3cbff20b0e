import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { requestApproval } from '#server/workflows/request-approval.ts'
import { drawNotice } from './draw-notice.ts'
import type { SubmitNotice } from './input.ts'
import { lockMinutes } from './lock-minutes.ts'
import { NOTICE_SUBJECT, assertSubmittable } from './notice.ts'
import { noticeSheet } from './notice-sheet.ts'
import { assertNotDrafter } from './policy.ts'

/**
 * Sends the notice to its approver. From here on its words and conclusions stand still until it is returned.
 *
 * @throws Refusal meeting.not_found, notice.not_found, notice.locked, notice.meeting_not_closed, notice.no_conclusion,
 *   notice.lead_unmatched, notice.approver_is_drafter, notice.missing_glyph, notice.changed_meanwhile
 */
export async function submitNotice(ctx: Ctx, { meetingId }: SubmitNotice): Promise<{ noticeId: string; approvalId: string }> {
  const { notice, sheet } = await ctx.transact(async (tx) => {
    const minutes = await lockMinutes(tx, ctx, meetingId)
    if (minutes.notice === null || minutes.state === null) throw new Refusal('notice.not_found')
    const conclusions = await tx.conclusion.findMany({ where: { meetingId }, orderBy: { position: 'asc' }, include: { units: true } })
    assertSubmittable(minutes.state, minutes.meeting.state, conclusions)
    assertNotDrafter(minutes.notice.approverUserId, ctx, minutes.meeting)
    return { notice: minutes.notice, ...(await noticeSheet(tx, ctx, minutes.notice, { number: null, issuedOn: null })) }
  })
  // What cannot be drawn must not reach the approver: drawn outside the transaction, it takes a moment.
  await drawNotice(sheet, ctx.now())

  return ctx.transact(async (tx) => {
    const { notice: current, state, meeting } = await lockMinutes(tx, ctx, meetingId)
    if (current === null || state === null) throw new Refusal('notice.not_found')
    if (current.revision !== notice.revision) throw new Refusal('notice.changed_meanwhile')
    const conclusions = await tx.conclusion.findMany({ where: { meetingId }, orderBy: { position: 'asc' }, include: { units: true } })
    assertSubmittable(state, meeting.state, conclusions)
    assertNotDrafter(current.approverUserId, ctx, meeting)
    await tx.conclusionNotice.update({
      where: { id: current.id },
      data: { state: 'waiting_approval', returnReason: null, revision: { increment: 1 } },
    })
    const approvalId = await requestApproval(tx, ctx, {
      subject: { kind: NOTICE_SUBJECT, id: current.id }, deciderIds: [current.approverUserId], label: current.subject, meetingId,
    })
    return { noticeId: current.id, approvalId }
  })
}
