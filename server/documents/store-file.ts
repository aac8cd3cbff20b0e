import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { cleanFileName, PDF_MEDIA_TYPE, type StoredPdf } from './document.ts'

/** Writes the row of a file's bytes, once per content, and the version that names them. Returns the version's id. */
export async function storeFile(
  tx: Tx,
  ctx: Ctx,
  { documentId, number, file }: { documentId: string; number: number; file: StoredPdf },
): Promise<string> {
  const createdAt = ctx.now()
  await storeBytes(tx, ctx, file)
  const versionId = ctx.newId()
  await tx.documentVersion.create({
    data: {
      id: versionId, documentId, number, fileHash: file.hash, fileName: cleanFileName(file.fileName),
      sizeBytes: file.sizeBytes, pageCount: file.pageCount, createdById: ctx.actor.userId, createdAt,
    },
  })
  return versionId
}

/** The row that names a PDF in the file store, once per content; held until the caller's version of it is committed. */
export async function storeBytes(tx: Tx, ctx: Ctx, { hash, sizeBytes }: { hash: string; sizeBytes: number }): Promise<void> {
  await tx.storedFile.upsert({
    where: { hash },
    create: { hash, sizeBytes, mediaType: PDF_MEDIA_TYPE, createdAt: ctx.now() },
    update: { mediaType: PDF_MEDIA_TYPE },
  })
}
