import type { Ctx } from '#server/kernel/ctx.ts'
import type { Db, Tx } from '#server/kernel/db.ts'
import { inForce } from './known-people.ts'
import type { ParticipantRole, Reply } from './meeting.ts'

export interface ParticipantView {
  id: string
  userId: string
  name: string
  /** Title of the position held longest; empty without one. */
  title: string
  unitName: string
  /** The invited unit he was named for. */
  orgUnitId: string | null
  role: ParticipantRole
  canVote: boolean
  reply: Reply
  replyReason: string | null
  repliedAt: Date | null
  isPresent: boolean
  /** When he first came; null when he never did. */
  firstPresentAt: Date | null
}

const ROLE_ORDER: readonly ParticipantRole[] = ['chair', 'secretary', 'member', 'guest']

/** Everybody on the list, chair first, then by name in Vietnamese order. */
export async function readAttendance(ctx: Ctx, meetingId: string, db: Db | Tx = ctx.db): Promise<ParticipantView[]> {
  const participants = await db.participant.findMany({
    where: { meetingId },
    include: {
      orgUnit: { select: { name: true } },
      presence: { orderBy: { fromAt: 'asc' }, select: { fromAt: true, toAt: true } },
      user: {
        select: {
          fullName: true,
          positions: {
            where: inForce(ctx),
            orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
            take: 1,
            select: { title: true, orgUnit: { select: { name: true } } },
          },
        },
      },
    },
  })
  const collator = new Intl.Collator('vi')
  return participants
    .map(({ id, userId, orgUnitId, orgUnit, role, canVote, reply, replyReason, repliedAt, presence, user }) => ({
      id, userId, orgUnitId, role, canVote, reply, replyReason, repliedAt,
      name: user.fullName,
      title: user.positions[0]?.title ?? '',
      unitName: orgUnit?.name ?? user.positions[0]?.orgUnit.name ?? '',
      isPresent: presence.some(({ toAt }) => toAt === null),
      firstPresentAt: presence[0]?.fromAt ?? null,
    }))
    .sort((one, other) =>
      ROLE_ORDER.indexOf(one.role) - ROLE_ORDER.indexOf(other.role) || collator.compare(one.name, other.name))
}

/** Who sits there: the invited, and of them the present. */
export function countPresence(people: readonly { isPresent: boolean }[]): { invited: number; present: number } {
  return { invited: people.length, present: people.filter(({ isPresent }) => isPresent).length }
}
