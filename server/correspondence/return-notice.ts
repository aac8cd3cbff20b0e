import { storeBytes } from '#server/documents/store-file.ts'
import { record } from '#server/events/record.ts'
import { t } from '#server/i18n/t.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { drawNotice } from '#server/minutes/draw-notice.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import { noticeSheet } from '#server/minutes/notice-sheet.ts'
import { refuseSignatureIn } from '#server/signatures/refuse-signature.ts'
import { REASON_CHARS_MAX, assertWaiting } from '#server/signatures/signature.ts'
import { stepToDecide } from '#server/workflows/approval.ts'
import { decideStepIn } from '#server/workflows/decide-step.ts'
import { inspectPdf } from '#signing/pdf/inspect-pdf.ts'
import type { ReturnNotice } from './input.ts'
import { assertRemarks, returnWords, type PageRemark } from './page-remark.ts'

/** Whose turn it is: an approval's decision, or a signature, of exactly this file. */
type Turn =
  | { stage: 'approval'; approvalId: string; versionId: null; documentId: null }
  | { stage: 'signature'; requestId: string; versionId: string; documentId: string; fileHash: string }

interface Returned {
  turn: Turn
  fileHash: string
  sizeBytes: number
  reason: string
  remarks: readonly PageRemark[]
}

/**
 * Hands a notice back to those who drafted it, by whoever is to approve or to sign it now, with remarks placed on its
 * pages or a reason for the whole. The file that was looked at is kept with the remarks, a draft's too.
 *
 * @throws Refusal notice.not_found, notice.changed_meanwhile, approval.not_your_turn, approval.already_decided,
 *   approval.withdrawn, approval.reason_required, signature.version_changed, signature.already_signed,
 *   signature.already_refused, signature.withdrawn, signature.not_your_turn, signature.reason_required, remark.too_many, remark.empty,
 *   remark.too_long, remark.no_such_page, remark.outside_page, notice.signer_not_leader
 */
export async function returnNotice(ctx: Ctx, { noticeId, versionId = null, revision, reason = '', remarks = [] }: ReturnNotice): Promise<{ returnId: string }> {
  const seen = { versionId, revision }
  const turn = await turnOf(ctx.db, ctx, noticeId, seen)
  const bytes = turn.stage === 'signature' ? await ctx.files.read(turn.fileHash) : await drawDraft(ctx, noticeId)
  assertRemarks(remarks, inspectPdf(bytes).pages)
  const { hash, sizeBytes } = await ctx.files.put(bytes)

  return ctx.transact(async (tx) => {
    if (turn.documentId !== null) await lockRow(tx, 'document', turn.documentId)
    await turnOf(tx, ctx, noticeId, seen)
    const returnId = await keep(tx, ctx, noticeId, { turn, fileHash: hash, sizeBytes, reason: reason.trim(), remarks })
    const words = returnWords(reason, remarks, ({ page, text }) => t('vi', 'signing.remark_words', { page, text: text.trim() }), REASON_CHARS_MAX)
    if (turn.stage === 'signature') await refuseSignatureIn(tx, ctx, { requestId: turn.requestId, reason: words })
    else await decideStepIn(tx, ctx, { approvalId: turn.approvalId, decision: 'return', reason: words })
    return { returnId }
  })
}

async function turnOf(db: Tx, ctx: Ctx, noticeId: string, seen: { versionId: string | null; revision: number | undefined }): Promise<Turn> {
  const subject = { subjectKind: NOTICE_SUBJECT, subjectId: noticeId }
  const notice = await db.conclusionNotice.findUnique({ where: { id: noticeId } })
  const request = await db.signatureRequest.findFirst({
    where: { ...subject, signerUserId: ctx.actor.userId }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    include: { version: { include: { document: { include: { versions: { orderBy: { number: 'desc' }, take: 1 } } } } } },
  })
  if (notice === null) throw new Refusal('notice.not_found')
  const approval = await db.approval.findFirst({ where: subject, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], include: { steps: true } })
  // A later approval means a later round: what was asked of the signer before it is past.
  if (request !== null && (approval === null || request.requestedAt >= approval.requestedAt)) {
    assertWaiting(request)
    const latest = request.version.document.versions[0]
    if (latest === undefined || latest.id !== seen.versionId) throw new Refusal('signature.version_changed')
    return { stage: 'signature', requestId: request.id, versionId: latest.id, documentId: latest.documentId, fileHash: latest.fileHash }
  }
  if (approval === null || approval.steps.every(({ deciderUserId }) => deciderUserId !== ctx.actor.userId)) throw new Refusal('notice.not_found')
  stepToDecide(approval.state, approval.steps, ctx.actor.userId)
  if (notice.revision !== seen.revision) throw new Refusal('notice.changed_meanwhile')
  return { stage: 'approval', approvalId: approval.id, versionId: null, documentId: null }
}

/** The draft as the approver saw it: its words stand still while they are decided on. */
async function drawDraft(ctx: Ctx, noticeId: string): Promise<Uint8Array> {
  const notice = await ctx.db.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId } })
  const { sheet } = await noticeSheet(ctx.db, ctx, notice, { number: null, issuedOn: null })
  return (await drawNotice(sheet, ctx.now())).bytes
}

async function keep(tx: Tx, ctx: Ctx, noticeId: string, { turn, fileHash, sizeBytes, reason, remarks }: Returned): Promise<string> {
  const returnId = ctx.newId()
  const { stage, versionId } = turn
  const placed = remarks.map(({ page, xPt, yPt, text }) => ({ page, xPt, yPt, text: text.normalize('NFC').trim() }))
  await storeBytes(tx, ctx, { hash: fileHash, sizeBytes })
  await tx.noticeReturn.create({
    data: {
      id: returnId, noticeId, stage, versionId, fileHash, reason: reason.normalize('NFC'), returnedById: ctx.actor.userId, returnedAt: ctx.now(),
      remarks: { create: placed.map((remark, index) => ({ id: ctx.newId(), number: index + 1, ...remark })) },
    },
  })
  const notice = await tx.conclusionNotice.findUniqueOrThrow({ where: { id: noticeId }, select: { meetingId: true } })
  await record(tx, ctx, 'notice.returned', noticeId, { returnId, stage, versionId, docSha256: fileHash, reason, remarks: placed }, notice)
  return returnId
}
