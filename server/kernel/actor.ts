export const ROLES = ['leader', 'secretary', 'official', 'clerk', 'operator', 'administrator', 'unit_head'] as const
export type Role = (typeof ROLES)[number]

export type Locale = 'vi' | 'en'

/** A position in force today. */
export interface HeldPosition {
  id: string
  title: string
  role: Role
  orgUnitId: string
  orgUnitName: string
}

/** Who acts, in which positions. `directory` produces it; the context carries it. */
export interface Actor {
  userId: string
  name: string
  locale: Locale
  positions: readonly HeldPosition[]
}

export function holds(actor: Actor, role: Role): boolean {
  return actor.positions.some((position) => position.role === role)
}

/** Ids of the units in which the actor holds a position, optionally with one of `roles`. */
export function unitsOf(actor: Actor, ...roles: readonly Role[]): string[] {
  const held = actor.positions.filter((position) => roles.length === 0 || roles.includes(position.role))
  return [...new Set(held.map((position) => position.orgUnitId))]
}

/** The product itself: the worker, schedules, first start. Holds no position, so it passes no policy by accident. */
export const SYSTEM_ACTOR: Actor = {
  userId: '00000000-0000-7000-8000-000000000000',
  name: 'Nghị Sự',
  locale: 'vi',
  positions: [],
}
