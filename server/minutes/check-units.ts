import { isInForceOn } from '#server/directory/org-unit.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayFromColumn, dayOf } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { assertUnitsDiffer, type NamedUnit } from './conclusion.ts'

/**
 * A unit picked from the directory exists today and, when nobody wrote another name, goes by its own.
 *
 * @throws Refusal conclusion.unknown_unit, conclusion.unit_twice
 */
export async function checkUnits(tx: Tx, ctx: Ctx, units: readonly NamedUnit[]): Promise<NamedUnit[]> {
  const ids = units.flatMap(({ orgUnitId }) => orgUnitId ?? [])
  const today = dayOf(ctx.now(), ctx.settings.timeZone)
  const rows = ids.length === 0 ? [] : await tx.orgUnit.findMany({
    where: { id: { in: ids } }, select: { id: true, name: true, validFrom: true, validTo: true },
  })
  const known = new Map(rows.map(({ id, name, validFrom, validTo }) => {
    const period = { validFrom: dayFromColumn(validFrom), validTo: validTo === null ? null : dayFromColumn(validTo) }
    return [id, { name, isInForce: isInForceOn(period, today) }]
  }))
  const checked = units.map(({ duty, orgUnitId, nameAsWritten }) => {
    const unit = orgUnitId === null ? null : known.get(orgUnitId)
    if (unit === undefined || unit?.isInForce === false) {
      throw new Refusal('conclusion.unknown_unit', { name: nameAsWritten || (unit?.name ?? orgUnitId ?? '') }, 422)
    }
    return { duty, orgUnitId, nameAsWritten: (nameAsWritten || (unit?.name ?? '')).normalize('NFC') }
  })
  assertUnitsDiffer(checked)
  return checked
}
