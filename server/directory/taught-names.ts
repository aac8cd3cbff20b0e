import { record } from '#server/events/record.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import type { ForgetName } from './input.ts'
import { can } from './policy.ts'

/** A name that texts use for a unit, as a person said when he corrected a reading. */
export interface TaughtName {
  /** One spelling for every way to write the name. */
  key: string
  name: string
  orgUnitId: string
  unitName: string
  taughtBy: string
  taughtAt: Date
}

/** Every name that was taught, newest first. */
export async function taughtNames(ctx: Ctx): Promise<TaughtName[]> {
  const rows = await ctx.db.taughtName.findMany({
    include: { orgUnit: { select: { name: true } }, taughtBy: { select: { fullName: true } } }, orderBy: { taughtAt: 'desc' },
  })
  return rows.map(({ key, name, orgUnitId, taughtAt, orgUnit, taughtBy }) => ({
    key, name, orgUnitId, taughtAt, unitName: orgUnit.name, taughtBy: taughtBy.fullName,
  }))
}

/** From now on texts that write `name` mean that unit; a later correction takes the place of an earlier one. */
export async function teachName(tx: Tx, ctx: Ctx, { key, name, orgUnitId }: { key: string; name: string; orgUnitId: string }): Promise<void> {
  const taught = { name, orgUnitId, taughtById: ctx.actor.userId, taughtAt: ctx.now() }
  await tx.taughtName.upsert({ where: { key }, create: { key, ...taught }, update: taught })
  await record(tx, ctx, 'unit.name_taught', orgUnitId, { name, orgUnitId })
}

/** The directory alone counts again for this name. @throws Refusal taught_name.not_found */
export async function forgetName(ctx: Ctx, { key }: ForgetName): Promise<void> {
  await ctx.transact(async (tx) => {
    const taught = can.forgetNames(ctx.actor) ? await tx.taughtName.findUnique({ where: { key } }) : null
    if (taught === null) throw new Refusal('taught_name.not_found')
    await tx.taughtName.delete({ where: { key } })
    await record(tx, ctx, 'unit.name_forgotten', taught.orgUnitId, { name: taught.name, orgUnitId: taught.orgUnitId })
  })
}
