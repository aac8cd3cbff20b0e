import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { record } from '#server/events/record.ts'
import type { ConveneMeeting } from './input.ts'
import { lockToPrepare } from './lock-meeting.ts'
import { assertConvenable, noticeGiven } from './meeting.ts'

export interface Convened {
  revision: number
  /** SEQUENCE of the iCalendar part; rises each time the invitation is sent again. */
  icalSequence: number
  noticeWorkingDays: number
  /** Less than the three working days of Decision 45/2018/QĐ-TTg, and not urgent. */
  isShortNotice: boolean
  /** A sentence for the secretary, by key; null when there is nothing to say. */
  warning: { key: 'meeting.warning.short_notice'; params: { days: number } } | null
}

/**
 * Sends the invitation, or sends it again after a change. Short notice is a warning, never a refusal. Sending raises
 * the revision: of two taps on the same screen the second is refused and sends nothing.
 *
 * @throws Refusal meeting.not_found, meeting.changed_meanwhile, meeting.agenda_empty, meeting.nobody_invited,
 *   meeting.already_open, meeting.closed, meeting.cancelled
 */
export async function conveneMeeting(ctx: Ctx, input: ConveneMeeting): Promise<Convened> {
  return ctx.transact(async (tx) => {
    const meeting = await lockToPrepare(tx, ctx, input, 'convene')
    const counts = await countInvited(tx, meeting.id)
    assertConvenable(counts)
    const now = ctx.now()
    const notice = noticeGiven(meeting, now, ctx.settings.timeZone)
    const icalSequence = meeting.state === 'draft' ? 0 : meeting.icalSequence + 1
    const revision = meeting.revision + 1
    await tx.meeting.update({
      where: { id: meeting.id },
      data: { state: 'invited', invitedAt: meeting.invitedAt ?? now, icalSequence, revision },
    })
    await record(tx, ctx, 'meeting.convened', meeting.id, {
      title: meeting.title, kind: meeting.kind, place: meeting.place, chairId: meeting.chairId,
      startAt: meeting.startAt.toISOString(), endAt: meeting.endAt.toISOString(),
      agendaCount: counts.agendaCount, participantCount: counts.participantCount,
      icalSequence, isShortNotice: notice.isShort,
    }, { meetingId: meeting.id })
    return {
      revision, icalSequence, noticeWorkingDays: notice.workingDays, isShortNotice: notice.isShort,
      warning: notice.isShort ? { key: 'meeting.warning.short_notice', params: { days: notice.workingDays } } : null,
    }
  })
}

/** `guestCount`: people and units other than chair and secretary. Agenda rows are counted, not called: they stand right. */
async function countInvited(tx: Tx, meetingId: string) {
  const agendaCount = await tx.agendaItem.count({ where: { meetingId } })
  const participantCount = await tx.participant.count({ where: { meetingId } })
  const leaderCount = await tx.participant.count({ where: { meetingId, role: { in: ['chair', 'secretary'] } } })
  const unitCount = await tx.unitInvitation.count({ where: { meetingId } })
  return { agendaCount, participantCount, guestCount: participantCount - leaderCount + unitCount }
}
