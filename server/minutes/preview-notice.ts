import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { mayPreside } from '#server/meetings/policy.ts'
import { drawNotice } from './draw-notice.ts'
import { isClerkOf } from './issuing-unit.ts'
import { noticeSheet } from './notice-sheet.ts'

/**
 * The notice as it would be printed today, without number and date. For those who write, approve, sign or number it.
 *
 * @throws Refusal notice.not_found, notice.signer_not_leader, notice.missing_glyph
 */
export async function previewNotice(ctx: Ctx, { noticeId }: { noticeId: string }): Promise<Uint8Array> {
  const notice = isUuid(noticeId)
    ? await ctx.db.conclusionNotice.findUnique({ where: { id: noticeId }, include: { meeting: true } }) : null
  if (notice === null) throw new Refusal('notice.not_found')
  const { sheet, unit } = await noticeSheet(ctx.db, ctx, notice, { number: null, issuedOn: null })
  const isTheirs = mayPreside(ctx.actor, notice.meeting)
    || [notice.approverUserId, notice.signerUserId].includes(ctx.actor.userId)
    || (await isClerkOf(ctx.db, ctx, unit.id))
  if (!isTheirs) throw new Refusal('notice.not_found')
  return (await drawNotice(sheet, ctx.now())).bytes
}
