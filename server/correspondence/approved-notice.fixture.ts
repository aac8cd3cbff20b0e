import type { Ctx } from '#server/kernel/ctx.ts'
import { addConclusion } from '#server/minutes/add-conclusion.ts'
import { closedMeeting } from '#server/minutes/closed-meeting.fixture.ts'
import { draftNotice } from '#server/minutes/draft-notice.ts'
import { submitNotice } from '#server/minutes/submit-notice.ts'
import { decideStep } from '#server/workflows/decide-step.ts'

/** A notice with one conclusion that Châu approved; Sở KH&CN leads, Sở Nội vụ coordinates. For tests. */
export async function approvedNotice(world: {
  ctx(account: 'binh' | 'chau'): Ctx
  people: Parameters<typeof closedMeeting>[1]
  units: Readonly<Record<'so-khcn' | 'so-noi-vu', { id: string }>>
}): Promise<{ meetingId: string; noticeId: string }> {
  const binh = world.ctx('binh')
  const meetingId = await closedMeeting(binh, world.people)
  await addConclusion(binh, {
    meetingId, text: 'Xây dựng Đề án chuyển đổi số của tỉnh', dueOn: '2026-12-15',
    units: [{ duty: 'lead', orgUnitId: world.units['so-khcn'].id }, { duty: 'coordinating', orgUnitId: world.units['so-noi-vu'].id }],
  })
  await addConclusion(binh, { meetingId, text: 'Đồng ý chủ trương chuyển đổi số' })
  const { noticeId } = await draftNotice(binh, { meetingId })
  const { approvalId } = await submitNotice(binh, { meetingId })
  await decideStep(world.ctx('chau'), { approvalId, decision: 'approve' })
  return { meetingId, noticeId }
}
