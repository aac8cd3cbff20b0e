import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { markNoticeReturned } from '#server/minutes/mark-notice-returned.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { approvalOf } from '#server/workflows/queries.ts'
import type { RefuseSignature } from './input.ts'
import { loadRequest, meetingOf } from './load-request.ts'
import { assertReason, assertWaiting, isDue } from './signature.ts'

/**
 * The signer says no and why. Nothing else of the same subject is waited for any longer, and a notice goes back to
 * those who drafted it and hear why.
 *
 * @throws Refusal signature.not_found, signature.already_signed, signature.already_refused, signature.withdrawn,
 *   signature.not_your_turn, signature.reason_required
 */
export async function refuseSignature(ctx: Ctx, input: RefuseSignature): Promise<void> {
  await ctx.transact((tx) => refuseSignatureIn(tx, ctx, input))
}

/** The same in the caller's transaction. */
export async function refuseSignatureIn(tx: Tx, ctx: Ctx, { requestId, reason: given }: RefuseSignature): Promise<void> {
  const reason = given.trim()
  await lockRow(tx, 'signature_request', requestId)
  const request = await loadRequest(tx, ctx, requestId)
  assertWaiting(request)
  // Who keeps the seal hears of a document when the leader has signed, and takes none away before.
  if (!isDue(request, request.ofSameSubject)) throw new Refusal('signature.not_your_turn')
  assertReason(reason)
  const { subjectKind, subjectId, kind, version } = request
  await tx.signatureRequest.updateMany({
    where: { subjectKind, subjectId, state: 'waiting' },
    data: { state: 'refused', decidedAt: ctx.now(), reason },
  })
  if (subjectKind === NOTICE_SUBJECT) await markNoticeReturned(tx, { noticeId: subjectId, reason })
  const approval = await approvalOf(tx, { kind: subjectKind, id: subjectId })
  await record(tx, ctx, 'signature.refused', requestId, {
    requestId, subjectKind, subjectId, kind, reason, label: version.document.title, draftedById: approval?.requestedById ?? null,
  }, { meetingId: await meetingOf(tx, request) })
}
