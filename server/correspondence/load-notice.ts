import type { ConclusionNotice, Meeting } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { isClerkOf, issuingUnitOf, type IssuingUnit } from '#server/minutes/issuing-unit.ts'
import { noticeState } from '#server/minutes/lock-minutes.ts'
import type { NoticeState } from '#server/minutes/notice.ts'

export interface ClerksNotice {
  notice: ConclusionNotice & { meeting: Meeting }
  state: NoticeState
  unit: IssuingUnit
}

/** A notice of the agency whose outgoing documents the actor handles. @throws Refusal notice.not_found to everybody else */
export async function loadNotice(db: Tx, ctx: Ctx, noticeId: string): Promise<ClerksNotice> {
  const notice = isUuid(noticeId)
    ? await db.conclusionNotice.findUnique({ where: { id: noticeId }, include: { meeting: true } }) : null
  const issuing = notice === null ? null : await issuingUnitOf(db, ctx, notice.signerUserId)
  if (notice === null || issuing === null || !(await isClerkOf(db, ctx, issuing.unit.id))) throw new Refusal('notice.not_found')
  return { notice, state: await noticeState(db, notice), unit: issuing.unit }
}
