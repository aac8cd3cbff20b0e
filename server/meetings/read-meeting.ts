import type { Prisma } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { MeetingKind, MeetingState } from './meeting.ts'
import { visibleTo } from './visible-to.ts'

export interface MeetingFacts {
  id: string
  title: string
  kind: MeetingKind
  purpose: string
  content: string
  requests: string
  place: string
  startAt: Date
  endAt: Date
  isUrgent: boolean
  state: MeetingState
  revision: number
  icalSequence: number
  orgUnitId: string
  orgUnitName: string
  chairId: string
  chairName: string
  secretaryId: string
  secretaryName: string
  invitedAt: Date | null
  openedAt: Date | null
  closedAt: Date | null
  cancelledAt: Date | null
  /** Empty unless cancelled. */
  cancelReason: string
  currentItemId: string | null
}

const withNames = {
  orgUnit: { select: { name: true } },
  chair: { select: { fullName: true } },
  secretary: { select: { fullName: true } },
} as const

export type MeetingRow = Prisma.MeetingGetPayload<{ include: typeof withNames }>

/** @throws Refusal meeting.not_found */
export async function readMeeting(ctx: Ctx, meetingId: string): Promise<MeetingRow> {
  const meeting = isUuid(meetingId)
    ? await ctx.db.meeting.findFirst({ where: { id: meetingId, ...visibleTo(ctx.actor) }, include: withNames })
    : null
  if (meeting === null) throw new Refusal('meeting.not_found')
  return meeting
}

/** What screens show of a meeting's row. */
export function factsOf({ orgUnit, chair, secretary, ...meeting }: MeetingRow): MeetingFacts {
  const { id, title, kind, purpose, content, requests, place, startAt, endAt, isUrgent, state, revision } = meeting
  const { icalSequence, orgUnitId, chairId, secretaryId, invitedAt, openedAt, closedAt, currentItemId, cancelledAt, cancelReason } = meeting
  return {
    id, title, kind, purpose, content, requests, place, startAt, endAt, isUrgent, state, revision, icalSequence,
    orgUnitId, chairId, secretaryId, invitedAt, openedAt, closedAt, currentItemId, cancelledAt, cancelReason,
    orgUnitName: orgUnit.name, chairName: chair.fullName, secretaryName: secretary.fullName,
  }
}
