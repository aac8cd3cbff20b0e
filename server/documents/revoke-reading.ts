import type { Tx } from '#server/kernel/db.ts'
import type { Grantee } from './document.ts'

/** Takes back what was granted for `reason`: on one document or on all, from some or from everybody. */
export async function revokeReading(
  tx: Tx,
  { reason, documentId, to }: { reason: string; documentId?: string; to?: readonly Grantee[] },
): Promise<void> {
  await tx.grant.deleteMany({
    where: {
      reason,
      ...(documentId === undefined ? {} : { documentId }),
      ...(to === undefined ? {} : { OR: to.map(({ kind, id }) => ({ granteeKind: kind, granteeId: id })) }),
    },
  })
}
