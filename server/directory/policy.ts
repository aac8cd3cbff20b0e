import { holds, type Actor } from '#server/kernel/actor.ts'

export const can = {
  enroll: (actor: Actor): boolean => holds(actor, 'administrator'),
  /** Who prepares meetings corrects what texts were read as, his own corrections and others'. */
  forgetNames: (actor: Actor): boolean => holds(actor, 'secretary') || holds(actor, 'leader') || holds(actor, 'administrator'),
  /** Names and titles are for people in office; somebody without a position in force sees nobody. */
  seePeople: (actor: Actor): boolean => actor.positions.length > 0,
}
