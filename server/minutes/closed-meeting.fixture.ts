import type { Ctx } from '#server/kernel/ctx.ts'
import { issuingUnitOf } from './issuing-unit.ts'

/** A meeting that An chaired and Bình prepared, closed an hour ago, with Giang and Khánh present. For tests. */
export async function closedMeeting(
  ctx: Ctx,
  people: Readonly<Record<'an' | 'binh' | 'giang' | 'khanh', { id: string }>>,
  state: 'open' | 'closed' = 'closed',
): Promise<string> {
  const meetingId = ctx.newId()
  const issuing = await issuingUnitOf(ctx.db, ctx, people.an.id)
  if (issuing === null) throw new Error('An leads no unit')
  const hoursAgo = (hours: number) => new Date(ctx.now().getTime() - hours * 3_600_000)
  const roles = { an: 'chair', binh: 'secretary', giang: 'member', khanh: 'member' } as const
  await ctx.db.meeting.create({
    data: {
      id: meetingId, title: 'Họp nghe báo cáo tiến độ chuyển đổi số', kind: 'problem_solving', content: 'Tiến độ quý IV',
      place: 'Phòng họp số 2', startAt: hoursAgo(3), endAt: hoursAgo(1), openedAt: hoursAgo(3), closedAt: hoursAgo(1), state,
      orgUnitId: issuing.unit.id, chairId: people.an.id, secretaryId: people.binh.id, createdAt: hoursAgo(48),
      participants: {
        create: (['an', 'binh', 'giang', 'khanh'] as const).map((key) => ({
          id: ctx.newId(), userId: people[key].id, role: roles[key], createdAt: hoursAgo(48),
        })),
      },
    },
  })
  return meetingId
}
