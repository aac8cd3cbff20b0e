import type { Ctx } from '#server/kernel/ctx.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { revokeReading } from '#server/documents/revoke-reading.ts'
import { record } from '#server/events/record.ts'
import type { UninviteUnit } from './input.ts'
import { lockToPrepare, raiseRevision } from './lock-meeting.ts'
import { paperReason } from './meeting.ts'

/**
 * Takes back a unit's invitation and its right to read the papers. Whom it named is a person on the list and is taken
 * off it first, by name: some of them were invited in person as well.
 *
 * @throws Refusal meeting.not_found, meeting.unit_not_invited, meeting.unit_has_named, meeting.already_open,
 *   meeting.closed, meeting.cancelled
 */
export async function uninviteUnit(ctx: Ctx, { meetingId, orgUnitId }: UninviteUnit): Promise<{ revision: number }> {
  return ctx.transact(async (tx) => {
    await lockToPrepare(tx, ctx, { meetingId }, 'uninvite')
    const { count } = await tx.unitInvitation.deleteMany({ where: { meetingId, orgUnitId } })
    if (count === 0) throw new Refusal('meeting.unit_not_invited')
    if ((await tx.participant.count({ where: { meetingId, orgUnitId } })) > 0) throw new Refusal('meeting.unit_has_named')

    await revokeReading(tx, { reason: paperReason(meetingId), to: [{ kind: 'org_unit', id: orgUnitId }] })
    const revision = await raiseRevision(tx, meetingId)
    await record(tx, ctx, 'unit.uninvited', orgUnitId, { orgUnitId }, { meetingId })
    return { revision }
  })
}
