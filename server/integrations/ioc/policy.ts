import { holds, type Actor } from '#server/kernel/actor.ts'

export const can = {
  manageEndpoints: (actor: Actor): boolean => holds(actor, 'administrator'),
  sendAgain: (actor: Actor): boolean => holds(actor, 'administrator') || holds(actor, 'operator'),
  seeDeliveries: (actor: Actor): boolean => holds(actor, 'administrator') || holds(actor, 'operator'),
  /** The wall hangs in the operations centre; leaders look at it from their desks. */
  seeWall: (actor: Actor): boolean =>
    (['operator', 'administrator', 'leader'] as const).some((role) => holds(actor, role)),
}
