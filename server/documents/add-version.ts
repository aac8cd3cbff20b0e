import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { StoredPdf } from './document.ts'
import { storeFile } from './store-file.ts'

/**
 * Adds the next version of a document; the earlier ones stay. The document is locked, so numbers have no gap and no twin.
 *
 * @throws Refusal document.not_found
 */
export async function addVersion(
  tx: Tx,
  ctx: Ctx,
  { documentId, file }: { documentId: string; file: StoredPdf },
): Promise<string> {
  if (!(await lockRow(tx, 'document', documentId))) throw new Refusal('document.not_found')
  const last = await tx.documentVersion.aggregate({ where: { documentId }, _max: { number: true } })
  return storeFile(tx, ctx, { documentId, number: (last._max.number ?? 0) + 1, file })
}
