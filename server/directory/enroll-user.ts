import type { Ctx } from '#server/kernel/ctx.ts'
import { record } from '#server/events/record.ts'
import { isDuplicate, type Tx } from '#server/kernel/db.ts'
import { dayColumn, dayFromColumn, dayOf } from '#server/kernel/days.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { hashPassword } from './hash-password.ts'
import type { EnrollUser } from './input.ts'
import { isInForceOn } from './org-unit.ts'
import { isStrongPassword, PASSWORD_CHARS_MIN } from './password.ts'
import { can } from './policy.ts'

/**
 * Gives a person an account and one position, in force from today. Returns the person's id.
 *
 * @throws Refusal user.administrator_only, user.weak_password, user.account_taken, org_unit.not_found, org_unit.not_in_force
 */
export async function enrollUser(ctx: Ctx, person: EnrollUser): Promise<string> {
  // Before the transaction: hashing is slow, and not for everybody.
  if (!can.enroll(ctx.actor)) throw new Refusal('user.administrator_only')
  if (!isStrongPassword(person.password)) throw new Refusal('user.weak_password', { charsMin: PASSWORD_CHARS_MIN }, 422)
  const passwordHash = await hashPassword(person.password)

  return ctx.transact(async (tx) => {
    const now = ctx.now()
    const today = dayOf(now, ctx.settings.timeZone)
    await assertUnitInForce(tx, person.orgUnitId, today)

    const { account, fullName, email, orgUnitId, title, role } = person
    const userId = ctx.newId()
    await insertUser(tx, { id: userId, account, fullName, email, passwordHash, createdAt: now })
    await tx.position.create({
      data: { id: ctx.newId(), userId, orgUnitId, title, role, validFrom: dayColumn(today) },
    })
    await record(tx, ctx, 'user.enrolled', userId, { orgUnitId, role })
    return userId
  })
}

async function assertUnitInForce(tx: Tx, orgUnitId: string, day: string): Promise<void> {
  const unit = await tx.orgUnit.findUnique({ where: { id: orgUnitId }, select: { validFrom: true, validTo: true } })
  if (unit === null) throw new Refusal('org_unit.not_found')
  const validFrom = dayFromColumn(unit.validFrom)
  const validTo = unit.validTo === null ? null : dayFromColumn(unit.validTo)
  if (!isInForceOn({ validFrom, validTo }, day)) throw new Refusal('org_unit.not_in_force')
}

async function insertUser(
  tx: Tx,
  data: { id: string; account: string; fullName: string; email: string; passwordHash: string; createdAt: Date },
): Promise<void> {
  try {
    await tx.user.create({ data })
  } catch (thrown) {
    if (isDuplicate(thrown)) throw new Refusal('user.account_taken', { account: data.account })
    throw thrown
  }
}
