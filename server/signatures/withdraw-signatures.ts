import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'

/** Ends the waiting for every signature of a subject, in the caller's transaction. Returns who had been waited for. */
export async function withdrawSignatures(tx: Tx, ctx: Ctx, subject: { kind: string; id: string }): Promise<string[]> {
  const where = { subjectKind: subject.kind, subjectId: subject.id, state: 'waiting' } as const
  const waiting = await tx.signatureRequest.findMany({ where: { ...where, kind: 'person' }, select: { signerUserId: true } })
  await tx.signatureRequest.updateMany({ where, data: { state: 'withdrawn', decidedAt: ctx.now() } })
  return waiting.map(({ signerUserId }) => signerUserId)
}
