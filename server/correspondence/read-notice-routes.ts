import type { ConclusionNotice, Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { inForce } from '#server/meetings/known-people.ts'
import { issuingUnitOf } from '#server/minutes/issuing-unit.ts'
import { noticeState } from '#server/minutes/lock-minutes.ts'
import { NOTICE_SUBJECT, type NoticeState } from '#server/minutes/notice.ts'
import { approvalOf } from '#server/workflows/queries.ts'
import { isWithdrawable, routeSteps, type RouteStep } from './notice-route.ts'

export interface NoticeRoute {
  noticeId: string
  meetingId: string
  subject: string
  notation: string | null
  state: NoticeState
  steps: RouteStep[]
  canWithdraw: boolean
}

/** More than one secretary has under way at once. */
const SENT_MAX = 50

/** Notices that the actor submitted, as secretary or chair, and that are not issued yet; the latest first. */
export async function noticesSentByMe(ctx: Ctx): Promise<NoticeRoute[]> {
  const { userId } = ctx.actor
  const notices = await ctx.db.conclusionNotice.findMany({
    where: { state: { notIn: ['drafting', 'issued'] }, meeting: { state: { not: 'cancelled' }, OR: [{ secretaryId: userId }, { chairId: userId }] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: SENT_MAX, include: { meeting: true },
  })
  return Promise.all(notices.map((notice) => routeOf(ctx, notice, true)))
}

/** The ways of these notices, by id, for whoever may see the notices themselves: this asks nobody. */
export async function noticeRoutes(ctx: Ctx, noticeIds: readonly string[]): Promise<Map<string, NoticeRoute>> {
  const notices = await ctx.db.conclusionNotice.findMany({ where: { id: { in: [...noticeIds] } }, include: { meeting: true } })
  const { userId } = ctx.actor
  const routes = await Promise.all(notices.map((notice) => routeOf(ctx, notice, [notice.meeting.secretaryId, notice.meeting.chairId].includes(userId))))
  return new Map(routes.map((route) => [route.noticeId, route]))
}

async function routeOf(ctx: Ctx, notice: ConclusionNotice & { meeting: Meeting }, isOwn: boolean): Promise<NoticeRoute> {
  const subject = { kind: NOTICE_SUBJECT, id: notice.id }
  const [state, approval, requests, trail, clerks] = await Promise.all([
    noticeState(ctx.db, notice), approvalOf(ctx.db, subject),
    ctx.db.signatureRequest.findMany({
      where: { subjectKind: subject.kind, subjectId: subject.id, state: { in: ['waiting', 'signed'] } },
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    }),
    ctx.db.event.findMany({ where: { meetingId: notice.meetingId, type: { in: [...TRAIL] } }, orderBy: { seq: 'desc' }, select: { type: true, at: true, actorUserId: true } }),
    clerksFor(ctx, notice.signerUserId),
  ])
  const last = (...types: string[]) => trail.find(({ type }) => types.includes(type)) ?? null
  const [leader, seal] = (['person', 'seal'] as const).map((kind) => requests.find((request) => request.kind === kind) ?? null)
  const [numbered, issued] = [last('notice.numbered'), last('conclusion.issued')]
  const names = await namesOf(ctx, [
    notice.signerUserId, notice.approverUserId, notice.meeting.secretaryId, approval?.requestedById, numbered?.actorUserId, issued?.actorUserId, seal?.signerUserId,
  ])
  const nameOf = (id: string | null | undefined) => names.get(id ?? '') ?? ''
  const isAsked = approval !== null && approval.state !== 'withdrawn'
  const steps = routeSteps({
    state,
    draft: { person: nameOf(isAsked ? approval.requestedById : notice.meeting.secretaryId), at: approval?.requestedAt ?? null },
    draftSince: last('notice.drafted', 'notice.withdrawn', 'approval.returned', 'signature.refused')?.at ?? notice.createdAt,
    approvals: isAsked && approval.state !== 'returned'
      ? approval.steps.map(({ deciderName, decidedAt }) => ({ person: deciderName, at: decidedAt })) : [{ person: nameOf(notice.approverUserId), at: null }],
    number: numbered === null || state === 'approved' ? { person: clerks, at: null } : { person: nameOf(numbered.actorUserId), at: numbered.at },
    sign: { person: nameOf(notice.signerUserId), at: leader?.decidedAt ?? null, askedAt: leader?.requestedAt ?? null },
    seal: { person: nameOf(seal?.signerUserId) || clerks, at: seal?.decidedAt ?? null },
    issue: issued === null ? { person: clerks, at: null } : { person: nameOf(issued.actorUserId), at: issued.at },
  })
  const { id: noticeId, meetingId, subject: words, notation } = notice
  return { noticeId, meetingId, subject: words, notation, state, steps, canWithdraw: isOwn && isWithdrawable(state) }
}

const TRAIL = ['notice.drafted', 'notice.withdrawn', 'approval.returned', 'signature.refused', 'notice.numbered', 'conclusion.issued'] as const

/** Whoever of the agency's clerks is at hand: any of them may number, and issue. */
async function clerksFor(ctx: Ctx, signerUserId: string): Promise<string> {
  const issuing = await issuingUnitOf(ctx.db, ctx, signerUserId)
  if (issuing === null) return ''
  const positions = await ctx.db.position.findMany({
    where: { role: 'clerk', ...inForce(ctx), user: { disabledAt: null }, orgUnit: { OR: [{ id: issuing.unit.id }, { parentId: issuing.unit.id, kind: 'office' }] } },
    orderBy: { id: 'asc' }, select: { user: { select: { fullName: true } } },
  })
  return [...new Set(positions.map(({ user }) => user.fullName))].join(', ')
}

async function namesOf(ctx: Ctx, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const users = await ctx.db.user.findMany({ where: { id: { in: ids.flatMap((id) => id ?? []) } }, select: { id: true, fullName: true } })
  return new Map(users.map(({ id, fullName }) => [id, fullName]))
}
