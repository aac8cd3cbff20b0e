import type { World } from '#server/kernel/ctx.ts'
import type { Judge } from '#server/signatures/judge.ts'
import { pkcs12KeyStore } from '#server/signatures/pkcs12-key-store.ts'
import type { ValidationReport } from '#signing/validation/validate.ts'
import { lookUpIssued, type LedgerFinding } from './ledger.ts'

export interface Verification {
  report: ValidationReport
  ledger: LedgerFinding
}

export interface FileVerifier {
  /** False while too many files wait: asked before a file is received. */
  readonly hasRoom: boolean
  /** @throws Refusal verification.busy, verification.too_long */
  verify(pdf: Uint8Array): Promise<Verification>
}

/** Judges a file by itself and by our own record. Keeps nothing of it. */
export function fileVerifier(world: World, judge: Judge): FileVerifier {
  const keys = pkcs12KeyStore({ db: world.db, dataDir: world.settings.dataDir })
  return {
    get hasRoom() {
      return judge.hasRoom
    },
    async verify(pdf) {
      const at = world.now?.() ?? new Date()
      const [report, ledger] = await Promise.all([judge.judge({ pdf, anchorsDer: await keys.anchorsDer(), at }), lookUpIssued(world.db, pdf)])
      return { report, ledger }
    },
  }
}
