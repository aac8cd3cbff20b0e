import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { DraftNotice } from './input.ts'
import { issuingUnitOf } from './issuing-unit.ts'
import { lockToWrite } from './lock-minutes.ts'
import { assertNotDrafter } from './policy.ts'
import { proposeNotice } from './propose-notice.ts'

/**
 * Drafts the meeting's notice, or changes the draft. What is not given keeps its value; in a first draft it is
 * proposed from the meeting. A returned notice is a draft again.
 *
 * @throws Refusal meeting.not_found, meeting.cancelled, notice.locked, notice.changed_meanwhile,
 *   notice.signer_not_leader, notice.approver_required, notice.approver_is_signer, notice.approver_is_drafter
 */
export async function draftNotice(ctx: Ctx, { meetingId, revision, ...given }: DraftNotice): Promise<{ noticeId: string; revision: number }> {
  return ctx.transact(async (tx) => {
    const { meeting, notice } = await lockToWrite(tx, ctx, meetingId)
    if (notice !== null && revision !== undefined && revision !== notice.revision) throw new Refusal('notice.changed_meanwhile')
    const base = notice ?? await proposeNotice(tx, ctx, meetingId, given.signerUserId)
    const { subject, opening, closing } = { ...base, ...stated(given) }
    const people = {
      signerUserId: given.signerUserId ?? base.signerUserId,
      approverUserId: given.approverUserId ?? base.approverUserId,
    }
    const checked = await checkPeople(tx, ctx, people)
    assertNotDrafter(checked.approverUserId, ctx, meeting)
    const content = {
      subject: subject.normalize('NFC'), opening: opening.normalize('NFC'), closing: closing.normalize('NFC'),
      recipients: (given.recipients ?? base.recipients).map((line) => line.normalize('NFC')),
      capacityLines: (given.capacityLines ?? base.capacityLines).map((line) => line.normalize('NFC')),
      ...checked,
    }
    const saved = notice === null
      ? await tx.conclusionNotice.create({ data: { id: ctx.newId(), meetingId, createdAt: ctx.now(), ...content } })
      : await tx.conclusionNotice.update({ where: { id: notice.id }, data: { ...content, state: 'drafting', revision: { increment: 1 } } })
    await record(tx, ctx, 'notice.drafted', saved.id, { meetingId }, { meetingId })
    return { noticeId: saved.id, revision: saved.revision }
  })
}

/** Without the keys that were left out, so that they do not cover the draft's own values. */
function stated(given: { subject?: string | undefined; opening?: string | undefined; closing?: string | undefined }) {
  const { subject, opening, closing } = given
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(opening === undefined ? {} : { opening }),
    ...(closing === undefined ? {} : { closing }),
  }
}

async function checkPeople(
  tx: Tx,
  ctx: Ctx,
  { signerUserId, approverUserId }: { signerUserId: string; approverUserId: string | null },
): Promise<{ signerUserId: string; approverUserId: string }> {
  if ((await issuingUnitOf(tx, ctx, signerUserId)) === null) throw new Refusal('notice.signer_not_leader', {}, 422)
  if (approverUserId === null) throw new Refusal('notice.approver_required', {}, 422)
  if (approverUserId === signerUserId) throw new Refusal('notice.approver_is_signer', {}, 422)
  const approver = await tx.user.findFirst({ where: { id: approverUserId, disabledAt: null } })
  if (approver === null) throw new Refusal('notice.approver_required', {}, 422)
  return { signerUserId, approverUserId }
}
