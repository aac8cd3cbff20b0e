import type { Tx } from '#server/kernel/db.ts'

/**
 * Removes documents with their versions and the rights to read them. Bytes that no version names any more lose their
 * row; the worker then clears them out of the file store.
 */
export async function removeDocuments(tx: Tx, documentIds: readonly string[]): Promise<void> {
  const ofDocuments = { where: { documentId: { in: [...documentIds] } } }
  const versions = await tx.documentVersion.findMany({ ...ofDocuments, select: { fileHash: true } })
  await tx.grant.deleteMany(ofDocuments)
  await tx.documentVersion.deleteMany(ofDocuments)
  await tx.document.deleteMany({ where: { id: { in: [...documentIds] } } })

  const hashes = [...new Set(versions.map(({ fileHash }) => fileHash))].sort()
  if (hashes.length === 0) return
  // Somebody who is just bringing the same bytes holds the row; what he names is seen afterwards.
  await tx.$queryRaw`SELECT 1 FROM stored_file WHERE hash = ANY(${hashes}) ORDER BY hash FOR UPDATE`
  await tx.storedFile.deleteMany({ where: { hash: { in: hashes }, versions: { none: {} }, noticeReturns: { none: {} } } })
}
