import { forgetInk } from '#server/annotations/forget-ink.ts'
import { removeDocuments } from '#server/documents/remove-documents.ts'
import type { Tx } from '#server/kernel/db.ts'

/** Of these papers removes those that lie on no agenda and that nobody but who brought them may read, with their ink. */
export async function removeUnsharedPapers(tx: Tx, documentIds: readonly string[]): Promise<void> {
  const unshared = await tx.document.findMany({
    where: { id: { in: [...documentIds] }, kind: 'paper', papers: { none: {} }, grants: { none: { reason: { not: 'owner' } } } },
    select: { id: true, versions: { select: { id: true } } },
  })
  await forgetInk(tx, unshared.flatMap(({ versions }) => versions.map(({ id }) => id)))
  await removeDocuments(tx, unshared.map(({ id }) => id))
}
