import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import type { Grantee } from './document.ts'

/**
 * Lets people and units read a document. `reason` says why, so that the same reason can be taken back later without
 * touching another. Granting twice changes nothing.
 */
export async function grantReading(
  tx: Tx,
  ctx: Ctx,
  { documentId, to, reason }: { documentId: string; to: readonly Grantee[]; reason: string },
): Promise<void> {
  const createdAt = ctx.now()
  await tx.grant.createMany({
    data: to.map(({ kind, id }) => ({
      id: ctx.newId(), documentId, granteeKind: kind, granteeId: id, reason, createdAt,
    })),
    skipDuplicates: true,
  })
}
