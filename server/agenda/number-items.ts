import type { Tx } from '#server/kernel/db.ts'

/** The ids of a meeting's items in their order. */
export async function orderOf(tx: Tx, meetingId: string): Promise<string[]> {
  const items = await tx.agendaItem.findMany({
    where: { meetingId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  return items.map(({ id }) => id)
}

/** Writes 1, 2, 3, … in this order, touching only what stands elsewhere. The caller holds the meeting's lock. */
export async function numberItems(tx: Tx, order: readonly string[]): Promise<void> {
  for (const [index, id] of order.entries()) {
    await tx.agendaItem.updateMany({ where: { id, position: { not: index + 1 } }, data: { position: index + 1 } })
  }
}
