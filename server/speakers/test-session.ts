import type { Db } from '#server/kernel/db.ts'
import { newId } from '#server/kernel/new-id.ts'

const START_AT = new Date('2026-11-23T01:00:00Z')
const END_AT = new Date('2026-11-23T04:00:00Z')

interface People {
  chairId: string
  secretaryId: string
  memberIds: readonly string[]
  orgUnitId: string
}

/**
 * For tests: a meeting in session with one agenda item. Chair and members have a seat in polls, the secretary has none.
 * Rows are written directly: these tests are about what happens inside a session, not about convening it.
 */
export async function openTestSession(
  db: Db,
  { chairId, secretaryId, memberIds, orgUnitId }: People,
  state: 'draft' | 'invited' | 'open' | 'closed' = 'open',
): Promise<{ meetingId: string; itemId: string; seatOf(userId: string): Promise<string> }> {
  const meetingId = newId()
  const itemId = newId()
  const person = (userId: string, role: 'chair' | 'secretary' | 'member', canVote: boolean) => ({
    id: newId(), userId, role, canVote, createdAt: START_AT,
  })
  await db.meeting.create({
    data: {
      id: meetingId, title: 'Họp giao ban tháng 11', kind: 'briefing', content: 'Tình hình tháng 11', place: 'Phòng họp số 1',
      startAt: START_AT, endAt: END_AT, state, orgUnitId, chairId, secretaryId, createdAt: START_AT,
      agendaItems: { create: { id: itemId, position: 1, title: 'Báo cáo tháng', minutesPlanned: 30 } },
      participants: {
        create: [
          person(chairId, 'chair', true),
          person(secretaryId, 'secretary', false),
          ...memberIds.map((userId) => person(userId, 'member', true)),
        ],
      },
    },
  })
  return {
    meetingId,
    itemId,
    async seatOf(userId) {
      return (await db.participant.findUniqueOrThrow({ where: { meetingId_userId: { meetingId, userId } } })).id
    },
  }
}
