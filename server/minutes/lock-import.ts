import type { Ctx } from '#server/kernel/ctx.ts'
import { isUuid, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { mayPreside } from '#server/meetings/policy.ts'
import { assertProposed, type ProposedRow } from './conclusion-import.ts'
import { lockToWrite } from './lock-minutes.ts'

/** Locks a proposed import for a decision. @throws Refusal import.not_found, import.already_decided, notice.locked */
export async function lockImport(tx: Tx, ctx: Ctx, importId: string): Promise<{ meetingId: string; rows: ProposedRow[] }> {
  const found = isUuid(importId)
    ? await tx.conclusionImport.findUnique({ where: { id: importId }, include: { meeting: true } }) : null
  if (found === null || !mayPreside(ctx.actor, found.meeting)) throw new Refusal('import.not_found')
  await lockToWrite(tx, ctx, found.meetingId)
  const { state, rows } = await tx.conclusionImport.findUniqueOrThrow({ where: { id: importId }, select: { state: true, rows: true } })
  assertProposed(state)
  return { meetingId: found.meetingId, rows: rows as unknown as ProposedRow[] }
}
