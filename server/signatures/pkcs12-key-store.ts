import { readFile } from 'node:fs/promises'
import type { Tx } from '#server/kernel/db.ts'
import { KeyProcesses } from './key-processes.ts'
import type { KeyStore } from './key-store.ts'
import { pkcs12Path, pkiPassword } from './pki-folder.ts'
import { trustOf } from './trust.ts'

/** One set for the whole process: whoever signs next finds the key open. */
const processes = new KeyProcesses()

/** Keys as PKCS #12 files under DATA_DIR/pki; the rows of `SigningCertificate` say which file is whose. */
export function pkcs12KeyStore({ db, dataDir }: { db: Tx; dataDir: string }): KeyStore {
  return {
    async keyOf(kind, ownerId) {
      const row = await db.signingCertificate.findFirst({ where: { kind, ownerId }, orderBy: { notAfter: 'desc' } })
      if (row === null) return null
      const place = pkcs12Path(dataDir, row.keyName)
      const signer = processes.signerOf(`${place} ${row.serial}`, async () => ({ pkcs12: await readFile(place), password: await pkiPassword(dataDir) }))
      return { signer, isDemo: row.isDemo }
    },
    anchorsDer: async () => (await trustOf(dataDir)).anchorsDer,
  }
}
