import type { Prisma } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { NOTICE_SUBJECT } from '#server/minutes/notice.ts'
import type { AskedSignature } from './signature.ts'

const withDocument = {
  version: {
    include: { document: { include: { orgUnit: true, versions: { orderBy: { number: 'desc' }, take: 1 } } } },
  },
} as const satisfies Prisma.SignatureRequestInclude

export type LoadedRequest = Prisma.SignatureRequestGetPayload<{ include: typeof withDocument }> & {
  ofSameSubject: AskedSignature[]
}

/** A signature asked of the actor, with what else is asked for the same subject. @throws Refusal signature.not_found */
export async function loadRequest(db: Tx, ctx: Ctx, requestId: string): Promise<LoadedRequest> {
  const request = isUuid(requestId)
    ? await db.signatureRequest.findUnique({ where: { id: requestId }, include: withDocument }) : null
  if (request === null || request.signerUserId !== ctx.actor.userId) throw new Refusal('signature.not_found')
  const ofSameSubject = await db.signatureRequest.findMany({
    where: { subjectKind: request.subjectKind, subjectId: request.subjectId },
    select: { id: true, kind: true, state: true },
  })
  return { ...request, ofSameSubject }
}

/** The meeting in whose room this shows; null for subjects of no meeting. */
export async function meetingOf(db: Tx, { subjectKind, subjectId }: { subjectKind: string; subjectId: string }): Promise<string | null> {
  if (subjectKind !== NOTICE_SUBJECT) return null
  const notice = await db.conclusionNotice.findUnique({ where: { id: subjectId }, select: { meetingId: true } })
  return notice?.meetingId ?? null
}
