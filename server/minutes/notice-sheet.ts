import type { ConclusionNotice } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn, type Day } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { noticeParagraphs } from './notice-paragraphs.ts'
import { issuingUnitOf, type IssuingUnit } from './issuing-unit.ts'
import { placeNameOf } from './notice.ts'

/** Everything a notice's pages show; plain data, so that the same sheet is drawn as a preview and as the original. */
export interface NoticeSheet {
  parentBody: string | null
  issuingBody: string
  symbol: string
  /** Null in a draft: the clerk gives it. */
  number: number | null
  placeName: string
  /** Null in a draft. */
  issuedOn: Day | null
  subject: string
  openingParagraphs: string[]
  /** Paragraphs of each conclusion, numbered when drawn. */
  conclusions: string[][]
  closing: string
  recipients: string[]
  capacityLines: string[]
  signerName: string
  /** Where everybody may verify the signatures; null leaves the mark out. */
  verificationUrl: string | null
}

/** Gathers the sheet of a notice. @throws Refusal notice.signer_not_leader when the signer left office meanwhile */
export async function noticeSheet(
  db: Tx,
  ctx: Ctx,
  notice: ConclusionNotice,
  given: { number: number | null; issuedOn: Day | null },
): Promise<{ sheet: NoticeSheet; unit: IssuingUnit }> {
  const issuing = await issuingUnitOf(db, ctx, notice.signerUserId)
  if (issuing === null) throw new Refusal('notice.signer_not_leader', {}, 422)
  const conclusions = await db.conclusion.findMany({
    where: { meetingId: notice.meetingId }, orderBy: { position: 'asc' }, include: { units: { orderBy: { position: 'asc' } } },
  })
  const { unit, signer } = issuing
  const sheet: NoticeSheet = {
    parentBody: unit.parentName, issuingBody: unit.name, symbol: unit.symbol, placeName: placeNameOf(unit.nameChain), ...given,
    subject: notice.subject,
    openingParagraphs: notice.opening.split('\n').map((line) => line.trim()).filter((line) => line !== ''),
    conclusions: conclusions.map((conclusion) => noticeParagraphs({
      ...conclusion, dueOn: conclusion.dueOn === null ? null : dayFromColumn(conclusion.dueOn),
    })),
    closing: notice.closing, recipients: notice.recipients, capacityLines: notice.capacityLines, signerName: signer.name,
    verificationUrl: `${ctx.settings.publicUrl}/verification`,
  }
  return { sheet, unit }
}
