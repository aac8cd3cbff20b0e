import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { currentStep, type ApprovalState, type Subject } from './approval.ts'

export interface ApprovalView {
  id: string
  state: ApprovalState
  requestedById: string
  requestedAt: Date
  decidedAt: Date | null
  /** Why it was returned. */
  reason: string | null
  steps: { position: number; deciderUserId: string; deciderName: string; state: ApprovalState; reason: string | null; decidedAt: Date | null }[]
}

/** The latest approval asked for `subject`; null when none ever was. */
export async function approvalOf(db: Tx, subject: Subject): Promise<ApprovalView | null> {
  const approval = await db.approval.findFirst({
    where: { subjectKind: subject.kind, subjectId: subject.id },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    include: { steps: { orderBy: { position: 'asc' }, include: { decider: { select: { fullName: true } } } } },
  })
  if (approval === null) return null
  const { id, state, requestedById, requestedAt, decidedAt } = approval
  const steps = approval.steps.map((step) => ({
    position: step.position, deciderUserId: step.deciderUserId, deciderName: step.decider.fullName,
    state: step.state, reason: step.reason, decidedAt: step.decidedAt,
  }))
  const reason = steps.find((step) => step.state === 'returned')?.reason ?? null
  return { id, state, requestedById, requestedAt, decidedAt, reason, steps }
}

export interface WaitingApproval {
  approvalId: string
  subject: Subject
  label: string
  meetingId: string | null
  requestedAt: Date
}

/** What waits for the actor's decision and whose turn has come, oldest first. */
export async function waitingForMe(ctx: Ctx): Promise<WaitingApproval[]> {
  const approvals = await ctx.db.approval.findMany({
    where: { state: 'waiting', steps: { some: { deciderUserId: ctx.actor.userId, state: 'waiting' } } },
    orderBy: { requestedAt: 'asc' },
    include: { steps: true },
  })
  const mine = approvals.filter((approval) => currentStep(approval.steps)?.deciderUserId === ctx.actor.userId)
  const words = await wordsOf(ctx.db, mine)
  return mine.map(({ id, subjectKind, subjectId, requestedAt }) => ({
    approvalId: id, subject: { kind: subjectKind, id: subjectId }, requestedAt,
    label: words.get(id)?.label ?? '', meetingId: words.get(id)?.meetingId ?? null,
  }))
}

export interface ApprovalWords {
  label: string
  meetingId: string | null
}

/** What was said when approval was asked for: it stands in the ledger, in the event of the request. */
export async function wordsOf(
  db: Tx,
  approvals: readonly { id: string; requestedAt: Date }[],
): Promise<Map<string, ApprovalWords>> {
  if (approvals.length === 0) return new Map()
  // The event is written a moment before or after; the bound only keeps the search short.
  const earliest = Math.min(...approvals.map((approval) => approval.requestedAt.getTime())) - 60_000
  const requests = await db.event.findMany({
    where: {
      type: 'approval.requested', at: { gte: new Date(earliest) }, subjectId: { in: approvals.map(({ id }) => id) },
    },
    select: { subjectId: true, meetingId: true, data: true },
  })
  return new Map(requests.map(({ subjectId, meetingId, data }) => [subjectId, { label: labelIn(data), meetingId }]))
}

function labelIn(data: unknown): string {
  return typeof data === 'object' && data !== null && 'label' in data ? String(data.label) : ''
}
