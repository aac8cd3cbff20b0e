import type { Tx } from '#server/kernel/db.ts'

/** Removes everything that was drawn on these versions of papers, shared and own. */
export async function forgetInk(tx: Tx, versionIds: readonly string[]): Promise<void> {
  for (const versionId of versionIds) {
    const ofVersion = { where: { room: { startsWith: `ink/${versionId}/` } } }
    await tx.inkUpdate.deleteMany(ofVersion)
    await tx.inkSnapshot.deleteMany(ofVersion)
  }
}
