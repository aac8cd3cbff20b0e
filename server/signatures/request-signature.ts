import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import type { SignatureKind } from './signature.ts'

export interface SignatureAsked {
  kind: SignatureKind
  /** The empty field of the PDF that the signature will fill. */
  fieldName: string
  versionId: string
  subject: { kind: string; id: string }
  signerUserId: string
  label: string
  meetingId: string | null
}

/**
 * Asks somebody for a signature, in the caller's transaction. A seal is asked for together with the people's
 * signatures but announced only when its turn has come (`sign-document.ts`).
 */
export async function requestSignature(tx: Tx, ctx: Ctx, asked: SignatureAsked): Promise<string> {
  const { kind, fieldName, versionId, subject, signerUserId } = asked
  const id = ctx.newId()
  await tx.signatureRequest.create({
    data: {
      id, kind, fieldName, versionId, subjectKind: subject.kind, subjectId: subject.id, signerUserId, requestedAt: ctx.now(),
    },
  })
  if (kind === 'person') await announceSignature(tx, ctx, { id, kind, signerUserId }, asked)
  return id
}

/** Tells the signer that the turn has come. */
export async function announceSignature(
  tx: Tx,
  ctx: Ctx,
  request: { id: string; kind: SignatureKind; signerUserId: string },
  { label, meetingId }: { label: string; meetingId: string | null },
): Promise<void> {
  const { id, kind, signerUserId } = request
  await record(tx, ctx, 'signature.requested', id, { requestId: id, signerUserId, kind, label }, { meetingId })
}
