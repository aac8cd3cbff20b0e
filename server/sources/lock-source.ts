import type { SourceDocument } from '#generated/prisma/client.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertProposed } from '#server/minutes/conclusion-import.ts'
import { agenciesActedFor } from './policy.ts'

/** Locks a document that waits for a decision. @throws Refusal source.not_found, import.already_decided */
export async function lockSource(tx: Tx, ctx: Ctx, sourceId: string): Promise<SourceDocument> {
  const agencies = await agenciesActedFor(tx, ctx.actor)
  const source = (await lockRow(tx, 'source_document', sourceId)) ? await tx.sourceDocument.findUniqueOrThrow({ where: { id: sourceId } }) : null
  if (source === null || !agencies.includes(source.orgUnitId)) throw new Refusal('source.not_found')
  assertProposed(source.state)
  return source
}
