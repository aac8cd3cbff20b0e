import type { ConclusionImport } from '#generated/prisma/client.ts'
import type { ExtractionWarning } from '#server/tasks/extraction/assignment.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn, dayOf, type Day } from '#server/kernel/days.ts'
import { isUuid } from '#server/kernel/db.ts'
import { mayPreside } from '#server/meetings/policy.ts'
import { visibleTo } from '#server/meetings/visible-to.ts'
import { approvalOf, type ApprovalView } from '#server/workflows/queries.ts'
import { compareRows, type Standing } from './compare-rows.ts'
import type { NamedUnit } from './conclusion.ts'
import type { ProposedRow } from './conclusion-import.ts'
import { noticeState } from './lock-minutes.ts'
import { NOTICE_SUBJECT, noticeDueOn, type NoticeState } from './notice.ts'
import { can } from './policy.ts'

export interface ConclusionView {
  id: string
  position: number
  revision: number
  agendaItemId: string | null
  text: string
  deadlineText: string | null
  dueOn: Day | null
  units: (NamedUnit & { id: string; unitName: string | null })[]
}

export interface NoticeView {
  id: string
  state: NoticeState
  revision: number
  subject: string
  opening: string
  closing: string
  recipients: string[]
  capacityLines: string[]
  signer: { userId: string; name: string }
  approver: { userId: string; name: string }
  returnReason: string | null
  approval: ApprovalView | null
  documentId: string | null
  number: number | null
  notation: string | null
  issuedOn: Day | null
  issuedAt: Date | null
}

export interface MinutesView {
  meetingId: string
  meetingState: string
  conclusions: ConclusionView[]
  /** Imports that wait for a person; only for those who may decide on them. */
  imports: ImportView[]
  notice: NoticeView | null
  /** Last day on which the notice is in time. */
  noticeDueOn: Day
  isNoticeLate: boolean
  can: { write: boolean; draft: boolean; submit: boolean; compare: boolean }
}

/** Rows that wait for a person, each beside the conclusion that it already is. */
export interface ImportView {
  id: string
  sourceName: string
  sourceText: string
  createdAt: Date
  rows: (ProposedRow & { existing: Standing | null })[]
  warnings: ExtractionWarning[]
  /** Conclusions of which the text says nothing. */
  missingIds: string[]
}

/**
 * What a meeting concluded. Its chair and secretary see all; the others who see the meeting see the conclusions once
 * the notice is issued. Null for everybody else.
 */
export async function minutesOf(ctx: Ctx, meetingId: string): Promise<MinutesView | null> {
  if (!isUuid(meetingId)) return null
  const meeting = await ctx.db.meeting.findFirst({
    where: { id: meetingId, ...visibleTo(ctx.actor) },
    include: {
      notice: true,
      conclusions: { orderBy: { position: 'asc' }, include: { units: { orderBy: { position: 'asc' }, include: { orgUnit: true } } } },
      conclusionImports: { where: { state: 'proposed' }, orderBy: { createdAt: 'asc' } },
    },
  })
  if (meeting === null) return null
  const presides = mayPreside(ctx.actor, meeting)
  const isReadable = presides || meeting.notice?.state === 'issued'
  const notice = meeting.notice === null || !isReadable ? null : await toNoticeView(ctx, meeting.notice)
  const endedOn = dayOf(meeting.closedAt ?? meeting.endAt, ctx.settings.timeZone)
  const dueOn = noticeDueOn(endedOn)
  const conclusions = isReadable ? meeting.conclusions.map(toConclusionView) : []
  return {
    meetingId, meetingState: meeting.state, conclusions,
    imports: presides ? meeting.conclusionImports.map((row) => toImportView(row, conclusions)) : [],
    notice, noticeDueOn: dueOn,
    isNoticeLate: meeting.notice?.state !== 'issued' && dayOf(ctx.now(), ctx.settings.timeZone) > dueOn,
    can: can(ctx.actor, meeting, notice?.state ?? null),
  }
}

function toImportView(
  { id, sourceName, sourceText, createdAt, rows, warnings }: Pick<ConclusionImport, 'id' | 'sourceName' | 'sourceText' | 'createdAt' | 'rows' | 'warnings'>,
  conclusions: readonly ConclusionView[],
): ImportView {
  const proposed = rows as unknown as ProposedRow[]
  const { existing, missingIds } = compareRows(proposed, conclusions)
  return {
    id, sourceName, sourceText, createdAt, missingIds, warnings: warnings as unknown as ExtractionWarning[],
    rows: proposed.map((row, index) => ({ ...row, existing: existing[index] ?? null })),
  }
}

type NoticeRow = NonNullable<Awaited<ReturnType<Ctx['db']['conclusionNotice']['findUnique']>>>
type ConclusionRow = Awaited<ReturnType<Ctx['db']['conclusion']['findMany']>>[number] & {
  units: { id: string; duty: NamedUnit['duty']; nameAsWritten: string; orgUnitId: string | null; orgUnit: { name: string } | null }[]
}

function toConclusionView(row: ConclusionRow): ConclusionView {
  const { id, position, revision, agendaItemId, text, deadlineText, dueOn, units } = row
  return {
    id, position, revision, agendaItemId, text, deadlineText,
    dueOn: dueOn === null ? null : dayFromColumn(dueOn),
    units: units.map((unit) => ({
      id: unit.id, duty: unit.duty, nameAsWritten: unit.nameAsWritten, orgUnitId: unit.orgUnitId, unitName: unit.orgUnit?.name ?? null,
    })),
  }
}

export async function toNoticeView(ctx: Ctx, notice: NoticeRow): Promise<NoticeView> {
  const people = await ctx.db.user.findMany({
    where: { id: { in: [notice.signerUserId, notice.approverUserId] } }, select: { id: true, fullName: true },
  })
  const named = (userId: string) => ({ userId, name: people.find(({ id }) => id === userId)?.fullName ?? '' })
  const approval = await approvalOf(ctx.db, { kind: NOTICE_SUBJECT, id: notice.id })
  const { id, revision, subject, opening, closing, recipients, capacityLines, documentId, number, notation, issuedAt } = notice
  return {
    id, state: await noticeState(ctx.db, notice), revision, subject, opening, closing, recipients, capacityLines,
    signer: named(notice.signerUserId), approver: named(notice.approverUserId),
    returnReason: notice.returnReason ?? (approval?.state === 'returned' ? approval.reason : null), approval, documentId, number, notation,
    issuedOn: notice.issuedOn === null ? null : dayFromColumn(notice.issuedOn), issuedAt,
  }
}
