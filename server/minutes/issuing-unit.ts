import { unitsOf } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { dayColumn, dayOf } from '#server/kernel/days.ts'
import type { Tx } from '#server/kernel/db.ts'

export interface Signer {
  userId: string
  name: string
  title: string
}

export interface IssuingUnit {
  id: string
  name: string
  symbol: string
  /** The unit and those above it, nearest first. */
  nameChain: string[]
  parentName: string | null
}

/** Who signs and for which agency: the leader's own unit, or the agency whose office the leader heads. */
export async function issuingUnitOf(
  db: Tx,
  ctx: Ctx,
  signerUserId: string,
): Promise<{ signer: Signer; unit: IssuingUnit } | null> {
  const today = dayColumn(dayOf(ctx.now(), ctx.settings.timeZone))
  const position = await db.position.findFirst({
    where: {
      userId: signerUserId, role: { in: ['leader', 'unit_head'] },
      validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }],
    },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    include: { user: { select: { fullName: true } }, orgUnit: { include: { parent: { include: { parent: true } } } } },
  })
  if (position === null) return null
  const own = position.orgUnit
  const chain = [own, own.parent, own.parent?.parent].flatMap((unit) => unit ?? [])
  // An office issues in the name of the agency it serves.
  const agencyChain = own.kind === 'office' && own.parent !== null ? chain.slice(1) : chain
  const [agency, above] = agencyChain
  if (agency === undefined) return null
  return {
    signer: { userId: signerUserId, name: position.user.fullName, title: position.title },
    unit: {
      id: agency.id, name: agency.name, symbol: agency.symbol ?? initials(agency.name),
      nameChain: agencyChain.map(({ name }) => name), parentName: above?.name ?? null,
    },
  }
}

/** A clerk of the agency or of its office handles every outgoing document of the agency (Decree 30/2020). */
export async function isClerkOf(db: Tx, ctx: Ctx, unitId: string): Promise<boolean> {
  const mine = unitsOf(ctx.actor, 'clerk')
  if (mine.includes(unitId)) return true
  const office = await db.orgUnit.findFirst({ where: { id: { in: mine }, parentId: unitId, kind: 'office' } })
  return office !== null
}

/** A symbol for a unit that registered none: "Sở Ngoại vụ" → "SNV". */
function initials(name: string): string {
  return name.split(/\s+/).map((word) => word.charAt(0).toLocaleUpperCase('vi')).join('')
}
