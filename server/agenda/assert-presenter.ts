import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'

/** @throws Refusal agenda.unknown_presenter when the account does not exist or was closed. */
export async function assertPresenter(tx: Tx, presenterId: string | null | undefined): Promise<void> {
  if (presenterId === null || presenterId === undefined) return
  const count = await tx.user.count({ where: { id: presenterId, disabledAt: null } })
  if (count === 0) throw new Refusal('agenda.unknown_presenter', {}, 422)
}
