import type { Ctx } from '#server/kernel/ctx.ts'
import { lockRow, type Tx } from '#server/kernel/db.ts'

export interface RegisterKey {
  orgUnitId: string
  typeCode: string
  year: number
}

/** The number that the register would give now; another clerk may be quicker. */
export async function nextNumber(db: Tx, key: RegisterKey): Promise<number> {
  const register = await db.register.findUnique({ where: { orgUnitId_typeCode_year: key } })
  return (register?.lastNumber ?? 0) + 1
}

/**
 * Takes `number` if it is the register's next one, under the register's lock; null when somebody else has it. The
 * number is given back by a rollback, so the register has no gap.
 */
export async function takeNumber(tx: Tx, ctx: Ctx, key: RegisterKey, number: number): Promise<{ registerId: string } | null> {
  await tx.register.createMany({ data: [{ id: ctx.newId(), ...key }], skipDuplicates: true })
  const { id } = await tx.register.findUniqueOrThrow({ where: { orgUnitId_typeCode_year: key } })
  await lockRow(tx, 'register', id)
  const { lastNumber } = await tx.register.findUniqueOrThrow({ where: { id } })
  if (lastNumber + 1 !== number) return null
  await tx.register.update({ where: { id }, data: { lastNumber: number } })
  return { registerId: id }
}
