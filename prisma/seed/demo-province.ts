import { hashPassword } from '#server/directory/hash-password.ts'
import { formatQcvnCode, parseOrgCode } from '#server/directory/org-unit.ts'
import type { World } from '#server/kernel/ctx.ts'
import { dayColumn } from '#server/kernel/days.ts'
import { transact, type Tx } from '#server/kernel/db.ts'
import { NAMED_PEOPLE } from './demo-people.ts'
import { DEMO_UNITS, UNIT_KEYS, type DemoUnit, type UnitKey } from './demo-units.ts'
import { PEOPLE, UNITS } from './ids.ts'

/** Opens every account of the demo province, and nothing else. */
export const DEMO_PASSWORD = 'Hop-khong-giay-2026'

/** For the banner at start and the page of sign-in. */
export const DEMO_ACCOUNTS: readonly { account: string; name: string; title: string }[] = Object.values(NAMED_PEOPLE).map(
  ({ account, name, title }) => ({ account, name, title }),
)

/** True while the directory holds nobody and nothing. */
export async function isEmpty(db: Tx): Promise<boolean> {
  const user = await db.user.findFirst({ select: { id: true } })
  const unit = await db.orgUnit.findFirst({ select: { id: true } })
  return user === null && unit === null
}

/**
 * Fills an empty database with the demo province: all or nothing, so a start that was killed in the middle simply
 * seeds again. Does nothing where somebody already is. True when it filled.
 */
export async function seedDemoProvince(world: World): Promise<boolean> {
  if (!(await isEmpty(world.db))) return false
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const now = world.now?.() ?? new Date()
  return transact(world.db, async (tx) => {
    // Two processes that start at once: the second waits here and then finds a province.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('nghi-su/demo-province'))`
    if (!(await isEmpty(tx))) return false
    await insertUnits(tx)
    await insertPeople(tx, passwordHash, now)
    return true
  })
}

async function insertUnits(tx: Tx): Promise<void> {
  await tx.orgUnit.createMany({ data: UNIT_KEYS.map(toUnitRow) })
  await tx.orgUnitSuccession.createMany({
    data: UNIT_KEYS.flatMap((key) =>
      unitOf(key).successors.map((successor) => ({ predecessorId: UNITS[key].id, successorId: idOfUnit(successor) })),
    ),
  })
}

function toUnitRow(key: UnitKey) {
  const { name, kind, decisionCode, symbol, aliases, parent, validFrom, validTo } = unitOf(key)
  const code = decisionCode === null ? null : parseOrgCode(decisionCode)
  return {
    id: UNITS[key].id, name, kind, decisionCode, symbol, aliases: [...aliases],
    qcvnCode: code === null ? null : formatQcvnCode(code),
    parentId: parent === null ? null : idOfUnit(parent),
    validFrom: dayColumn(validFrom),
    validTo: validTo === null ? null : dayColumn(validTo),
  }
}

async function insertPeople(tx: Tx, passwordHash: string, now: Date): Promise<void> {
  const people = Object.values(PEOPLE)
  await tx.user.createMany({
    data: people.map(({ id, account, name }) => ({
      id, account, fullName: name, email: `${account}@hong-lam.example`, passwordHash, createdAt: now,
    })),
  })
  await tx.position.createMany({
    data: people.map(({ positionId, id, unit, title, role }) => ({
      id: positionId, userId: id, orgUnitId: UNITS[unit].id, title, role, validFrom: dayColumn('2025-07-01'),
    })),
  })
}

function unitOf(key: UnitKey): DemoUnit {
  return DEMO_UNITS[key]
}

function idOfUnit(key: string): string {
  const unit = Object.hasOwn(UNITS, key) ? UNITS[key as UnitKey] : undefined
  if (unit === undefined) throw new Error(`The demo province has no unit ${key}`)
  return unit.id
}
