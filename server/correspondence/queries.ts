import { unitsOf } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn, type Day } from '#server/kernel/days.ts'
import { inForce } from '#server/meetings/known-people.ts'
import { issuingUnitOf } from '#server/minutes/issuing-unit.ts'
import { noticeState } from '#server/minutes/lock-minutes.ts'
import { NOTICE_SUBJECT, type NoticeState } from '#server/minutes/notice.ts'
import { signaturesOf } from '#server/signatures/queries.ts'

/** What the clerk does next with a notice. */
export type ClerkStep = 'number' | 'await_leader' | 'seal' | 'issue'

/** More than an office has under way at once. */
const NOTICES_MAX = 200

export interface ClerksNoticeView {
  noticeId: string
  meetingId: string
  subject: string
  state: NoticeState
  next: ClerkStep
  notation: string | null
  issuedOn: Day | null
  documentId: string | null
  /** What the clerk confirms and signs when the next step is the seal. */
  seal: { requestId: string; versionId: string; sha256: string } | null
}

/**
 * Notices in the hands of the actor's office: approved ones to number, signed ones to seal and issue, the latest first.
 * Issued ones stand in the register. Both the agency and the state are asked for in the query, so that other agencies'
 * notices crowd nothing out.
 */
export async function noticesOfMyOffice(ctx: Ctx): Promise<ClerksNoticeView[]> {
  const agencies = await agenciesServed(ctx)
  if (agencies.length === 0) return []
  const notices = await ctx.db.conclusionNotice.findMany({
    where: { state: { notIn: ['drafting', 'returned', 'issued'] }, signerUserId: { in: await signersOf(ctx, agencies) } },
    orderBy: { createdAt: 'desc' },
    take: NOTICES_MAX,
  })
  const views: ClerksNoticeView[] = []
  for (const notice of notices) {
    const state = await noticeState(ctx.db, notice)
    if (state === 'waiting_approval' || state === 'returned') continue
    const issuing = await issuingUnitOf(ctx.db, ctx, notice.signerUserId)
    if (issuing === null || !agencies.includes(issuing.unit.id)) continue
    const signatures = await signaturesOf(ctx, { kind: NOTICE_SUBJECT, id: notice.id })
    const seal = signatures.findLast(({ kind }) => kind === 'seal')
    const next = nextStep(state, seal?.state === 'signed')
    views.push({
      noticeId: notice.id, meetingId: notice.meetingId, subject: notice.subject, state, next, notation: notice.notation,
      issuedOn: notice.issuedOn === null ? null : dayFromColumn(notice.issuedOn), documentId: notice.documentId,
      seal: next === 'seal' && seal?.isMine === true ? { requestId: seal.requestId, versionId: seal.versionId, sha256: seal.sha256 } : null,
    })
  }
  return views
}

/** Who signs for these agencies: leaders in office there or in an office that serves them. */
async function signersOf(ctx: Ctx, agencies: readonly string[]): Promise<string[]> {
  const positions = await ctx.db.position.findMany({
    where: {
      role: { in: ['leader', 'unit_head'] }, ...inForce(ctx),
      orgUnit: { OR: [{ id: { in: [...agencies] } }, { parentId: { in: [...agencies] }, kind: 'office' }] },
    },
    select: { userId: true },
  })
  return positions.map(({ userId }) => userId)
}

function nextStep(state: NoticeState, isSealed: boolean): ClerkStep {
  if (state === 'approved') return 'number'
  if (state === 'numbered') return 'await_leader'
  return isSealed ? 'issue' : 'seal'
}

export interface RegisterLine {
  id: string
  number: number
  notation: string
  issuedOn: Day
  subject: string
  signerName: string
  recipients: string[]
  documentId: string | null
}

/** The register of outgoing documents of the agencies the actor is clerk for. */
export async function outgoingRegister(ctx: Ctx, year: number): Promise<RegisterLine[]> {
  const entries = await ctx.db.registerEntry.findMany({
    where: { register: { orgUnitId: { in: await agenciesServed(ctx) }, year } },
    orderBy: [{ registerId: 'asc' }, { number: 'desc' }],
  })
  return entries.map(({ id, number, notation, issuedOn, subject, signerName, recipients, documentId }) => ({
    id, number, notation, issuedOn: dayFromColumn(issuedOn), subject, signerName, recipients, documentId,
  }))
}

/** Agencies whose outgoing documents the actor handles: the clerk's own unit, and the one its office serves. */
async function agenciesServed(ctx: Ctx): Promise<string[]> {
  const mine = unitsOf(ctx.actor, 'clerk')
  if (mine.length === 0) return []
  const offices = await ctx.db.orgUnit.findMany({ where: { id: { in: mine }, kind: 'office' }, select: { parentId: true } })
  return [...new Set([...mine, ...offices.flatMap(({ parentId }) => parentId ?? [])])]
}
