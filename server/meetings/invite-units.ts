import type { Ctx } from '#server/kernel/ctx.ts'
import { record } from '#server/events/record.ts'
import { grantPapers } from './grant-papers.ts'
import { assertKnownUnits } from './known-people.ts'
import type { InviteUnits } from './input.ts'
import { lockToPrepare, raiseRevision } from './lock-meeting.ts'

/**
 * Invites units; each unit's head names who attends. The unit may read the papers from now on.
 *
 * @throws Refusal meeting.not_found, meeting.unknown_unit, meeting.closed, meeting.cancelled
 */
export async function inviteUnits(ctx: Ctx, input: InviteUnits): Promise<{ revision: number }> {
  const { meetingId } = input
  const orgUnitIds = [...new Set(input.orgUnitIds)]
  return ctx.transact(async (tx) => {
    await lockToPrepare(tx, ctx, { meetingId }, 'invite')
    await assertKnownUnits(tx, ctx, orgUnitIds)
    const createdAt = ctx.now()
    await tx.unitInvitation.createMany({
      data: orgUnitIds.map((orgUnitId) => ({ meetingId, orgUnitId, createdAt })),
      skipDuplicates: true,
    })
    await grantPapers(tx, ctx, meetingId, orgUnitIds.map((id) => ({ kind: 'org_unit', id })))
    const revision = await raiseRevision(tx, meetingId)
    await record(tx, ctx, 'meeting.changed', meetingId, { revision }, { meetingId })
    return { revision }
  })
}
