import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import type { DocumentKind, StoredPdf } from './document.ts'
import { grantReading } from './grant-reading.ts'
import { storeFile } from './store-file.ts'

/**
 * Makes a document with its first version, in the caller's transaction. The bytes are in the file store already.
 * Whoever adds it may read it; everybody else needs a grant.
 */
export async function addDocument(
  tx: Tx,
  ctx: Ctx,
  { title, kind, orgUnitId, file }: { title: string; kind: DocumentKind; orgUnitId: string; file: StoredPdf },
): Promise<{ documentId: string; versionId: string }> {
  const documentId = ctx.newId()
  await tx.document.create({
    data: {
      id: documentId, title: title.normalize('NFC'), kind, orgUnitId,
      createdById: ctx.actor.userId, createdAt: ctx.now(),
    },
  })
  const versionId = await storeFile(tx, ctx, { documentId, number: 1, file })
  await grantReading(tx, ctx, { documentId, to: [{ kind: 'user', id: ctx.actor.userId }], reason: 'owner' })
  return { documentId, versionId }
}
