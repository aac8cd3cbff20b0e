import type { ConclusionNotice, Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { inForce } from '#server/meetings/known-people.ts'
import { mayPreside } from '#server/meetings/policy.ts'
import { issuingUnitOf } from '#server/minutes/issuing-unit.ts'
import { NOTICE_SUBJECT, stateWith, type NoticeState } from '#server/minutes/notice.ts'
import type { ApprovalState } from '#server/workflows/approval.ts'
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
  return routesOf(ctx, notices)
}

/** The ways of these notices, by id, for whoever may see the notices themselves: this asks nobody. */
export async function noticeRoutes(ctx: Ctx, noticeIds: readonly string[]): Promise<Map<string, NoticeRoute>> {
  const notices = await ctx.db.conclusionNotice.findMany({ where: { id: { in: [...noticeIds] } }, include: { meeting: true } })
  return new Map((await routesOf(ctx, notices)).map((route) => [route.noticeId, route]))
}

type NoticeOfMeeting = ConclusionNotice & { meeting: Meeting }

const TRAIL = ['notice.drafted', 'notice.withdrawn', 'approval.returned', 'signature.refused', 'notice.numbered', 'conclusion.issued'] as const

/** One question of each kind for all notices: a leader's desk holds dozens. */
async function routesOf(ctx: Ctx, notices: readonly NoticeOfMeeting[]): Promise<NoticeRoute[]> {
  if (notices.length === 0) return []
  const about = { subjectKind: NOTICE_SUBJECT, subjectId: { in: notices.map(({ id }) => id) } }
  const [approvals, requests, trail, clerks] = await Promise.all([
    ctx.db.approval.findMany({
      where: about, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
      include: { steps: { orderBy: { position: 'asc' }, include: { decider: { select: { fullName: true } } } } },
    }),
    ctx.db.signatureRequest.findMany({ where: { ...about, state: { in: ['waiting', 'signed'] } }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }] }),
    ctx.db.event.findMany({
      where: { meetingId: { in: notices.map(({ meetingId }) => meetingId) }, type: { in: [...TRAIL] } },
      orderBy: { seq: 'desc' }, select: { type: true, at: true, actorUserId: true, meetingId: true },
    }),
    clerksFor(ctx, notices.map(({ signerUserId }) => signerUserId)),
  ])
  const names = await namesOf(ctx, [
    ...notices.flatMap(({ signerUserId, approverUserId, meeting }) => [signerUserId, approverUserId, meeting.secretaryId]),
    ...approvals.map(({ requestedById }) => requestedById), ...requests.map(({ signerUserId }) => signerUserId), ...trail.map(({ actorUserId }) => actorUserId),
  ])
  return notices.map((notice) => routeOf(ctx, notice, {
    approval: approvals.find(({ subjectId }) => subjectId === notice.id) ?? null,
    request: (kind) => requests.find((one) => one.subjectId === notice.id && one.kind === kind) ?? null,
    last: (...types) => trail.find(({ meetingId, type }) => meetingId === notice.meetingId && types.includes(type)) ?? null,
    clerks: clerks.get(notice.signerUserId) ?? '',
    nameOf: (id) => names.get(id ?? '') ?? '',
  }))
}

interface Found {
  /** The latest that was asked for. */
  approval: { state: ApprovalState; requestedById: string; requestedAt: Date; steps: { decidedAt: Date | null; decider: { fullName: string } }[] } | null
  request: (kind: 'person' | 'seal') => { signerUserId: string; requestedAt: Date; decidedAt: Date | null } | null
  last: (...types: string[]) => { at: Date; actorUserId: string | null } | null
  clerks: string
  nameOf: (id: string | null | undefined) => string
}

function routeOf({ actor }: Ctx, notice: NoticeOfMeeting, { approval, request, last, clerks, nameOf }: Found): NoticeRoute {
  const state = stateWith(notice.state, approval?.state ?? null)
  const [leader, seal] = [request('person'), request('seal')]
  const [numbered, issued] = [last('notice.numbered'), last('conclusion.issued')]
  const asked = approval !== null && approval.state !== 'withdrawn' ? approval : null
  const steps = routeSteps({
    state,
    draft: { person: nameOf(asked?.requestedById ?? notice.meeting.secretaryId), at: approval?.requestedAt ?? null },
    draftSince: last('notice.drafted', 'notice.withdrawn', 'approval.returned', 'signature.refused')?.at ?? notice.createdAt,
    approvals: asked !== null && asked.state !== 'returned'
      ? asked.steps.map(({ decider, decidedAt }) => ({ person: decider.fullName, at: decidedAt })) : [{ person: nameOf(notice.approverUserId), at: null }],
    number: numbered === null || state === 'approved' ? { person: clerks, at: null } : { person: nameOf(numbered.actorUserId), at: numbered.at },
    sign: { person: nameOf(notice.signerUserId), at: leader?.decidedAt ?? null, askedAt: leader?.requestedAt ?? null },
    seal: { person: nameOf(seal?.signerUserId) || clerks, at: seal?.decidedAt ?? null },
    issue: issued === null ? { person: clerks, at: null } : { person: nameOf(issued.actorUserId), at: issued.at },
  })
  const { id: noticeId, meetingId, subject, notation } = notice
  return { noticeId, meetingId, subject, notation, state, steps, canWithdraw: mayPreside(actor, notice.meeting) && isWithdrawable(state) }
}

/** By signer, whoever of the agency's clerks is at hand: any of them may number, and issue. */
async function clerksFor(ctx: Ctx, signerUserIds: readonly string[]): Promise<Map<string, string>> {
  const found = await Promise.all([...new Set(signerUserIds)].map(async (signerUserId): Promise<[string, string]> => {
    const issuing = await issuingUnitOf(ctx.db, ctx, signerUserId)
    if (issuing === null) return [signerUserId, '']
    const positions = await ctx.db.position.findMany({
      where: { role: 'clerk', ...inForce(ctx), user: { disabledAt: null }, orgUnit: { OR: [{ id: issuing.unit.id }, { parentId: issuing.unit.id, kind: 'office' }] } },
      orderBy: { id: 'asc' }, select: { user: { select: { fullName: true } } },
    })
    return [signerUserId, [...new Set(positions.map(({ user }) => user.fullName))].join(', ')]
  }))
  return new Map(found)
}

async function namesOf(ctx: Ctx, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const users = await ctx.db.user.findMany({ where: { id: { in: [...new Set(ids.flatMap((id) => id ?? []))] } }, select: { id: true, fullName: true } })
  return new Map(users.map(({ id, fullName }) => [id, fullName]))
}
