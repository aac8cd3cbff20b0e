import { unitKey, withoutPost } from './unit-key.ts'

/** What the matcher needs to know of a unit of the directory. */
export interface DirectoryUnit {
  id: string
  name: string
  aliases: readonly string[]
  successorIds: readonly string[]
  /** First day on which the unit exists; absent or null when it is not known. */
  validFrom?: string | null
  /** First day on which the unit no longer exists; null while it does. */
  validTo: string | null
}

export type MatchReason = 'same_name' | 'alias' | 'post' | 'place_left_out' | 'place_added' | 'head_left_out'

export interface UnitMatch {
  /** The unit to act now: the one named, or its only successor. */
  orgUnitId: string
  /** The unit the text names; differs from `orgUnitId` when it was succeeded. */
  namedUnitId: string
  /** Every unit that carries on the named one; more than one asks a person. */
  successorIds: string[]
  /** 0 to 1. Below 0.8 a person is asked. */
  confidence: number
  reason: MatchReason
}

/** "các sở, ngành liên quan": several, for a person to resolve each time. */
export function isGroup(written: string): boolean {
  return GENERIC.test(written.trim())
}

const GENERIC = /^(?:các|những|từng|mọi|một số) |liên quan$/iu
const SUCCESSION_DEPTH_MAX = 8

/** How each way of naming a unit is told, surest first. */
const RULES: readonly { reason: MatchReason; confidence: number; fits: (key: string, names: readonly string[]) => boolean }[] = [
  { reason: 'same_name', confidence: 1, fits: (key, [name]) => name === key },
  { reason: 'alias', confidence: 0.95, fits: (key, names) => names.includes(key) },
  { reason: 'post', confidence: 0.9, fits: (key, names) => names.includes(withoutPost(key) ?? '\u0000') },
  { reason: 'place_added', confidence: 0.85, fits: (key, names) => names.some((name) => isPlaceAfter(key, name)) },
  { reason: 'place_left_out', confidence: 0.85, fits: (key, names) => names.some((name) => isPlaceAfter(name, key)) },
  // "TT&TT" in a list of departments: said without its head word.
  { reason: 'head_left_out', confidence: 0.7, fits: (key, names) => key.includes(' ') && names.some((name) => name === `so ${key}`) },
]

/**
 * Finds the unit a text means by `written`. Null when none fits, when several fit equally, and for
 * groups ("các sở, ngành liên quan"): those are for a person to resolve. `on` is the day of the text, `YYYY-MM-DD`:
 * of units of one name it chooses the one that existed then.
 */
export function matchUnit(written: string, units: readonly DirectoryUnit[], on: string | null = null): UnitMatch | null {
  const [first, second] = unitCandidates(written, units, on)
  return first === undefined || second !== undefined ? null : first
}

/** Every unit that fits `written` by the surest rule that any fits: several of them are the choice a person is offered. */
export function unitCandidates(written: string, units: readonly DirectoryUnit[], on: string | null = null): UnitMatch[] {
  if (isGroup(written)) return []
  const key = unitKey(written)
  if (key === '') return []
  for (const { reason, confidence, fits } of RULES) {
    const fitting = units.filter((unit) => fits(key, namesOf(unit)))
    if (fitting.length > 0) return chosen(fitting, on).map((unit) => matchOf(unit, units, confidence, reason))
  }
  return []
}

const known = new WeakMap<DirectoryUnit, string[]>()

function namesOf(unit: DirectoryUnit): string[] {
  const names = known.get(unit) ?? [unit.name, ...unit.aliases].map(unitKey)
  known.set(unit, names)
  return names
}

/** "so tai chinh nghe an" is "so tai chinh" and a place of at most five words. */
function isPlaceAfter(long: string, short: string): boolean {
  if (!long.startsWith(`${short} `) || short.split(' ').length < 2) return false
  const rest = long.slice(short.length + 1).split(' ')
  return rest.length <= 5 && (rest[0] === 'tinh' || rest[0] === 'thanh' || rest[0] === 'xa' || rest[0] === 'phuong' || rest.length <= 3)
}

/** Those that existed on the day of the text; without a day, or when none did, those that exist now; else all. */
function chosen(fitting: readonly DirectoryUnit[], on: string | null): readonly DirectoryUnit[] {
  if (fitting.length < 2) return fitting
  const then = on === null ? [] : fitting.filter(({ validFrom, validTo }) => (validFrom ?? '') <= on && (validTo === null || on < validTo))
  if (then.length > 0) return then
  const living = fitting.filter((unit) => unit.validTo === null)
  return living.length > 0 ? living : fitting
}

function matchOf(named: DirectoryUnit, units: readonly DirectoryUnit[], confidence: number, reason: MatchReason): UnitMatch {
  const successorIds = successorsOf(named, units)
  const [heir, other] = successorIds
  // Gone without an heir, or gone over into several: named surely, but who acts now is asked.
  if (heir === undefined) return { orgUnitId: named.id, namedUnitId: named.id, successorIds, confidence: named.validTo === null ? confidence : confidence / 2, reason }
  if (other !== undefined) return { orgUnitId: named.id, namedUnitId: named.id, successorIds, confidence: confidence / 2, reason }
  return { orgUnitId: heir, namedUnitId: named.id, successorIds, confidence: confidence * 0.95, reason }
}

/** The living units at the end of every line of succession. */
function successorsOf(unit: DirectoryUnit, units: readonly DirectoryUnit[]): string[] {
  const found = new Set<string>()
  const seen = new Set<string>([unit.id])
  let generation = unit.validTo === null ? [] : [...unit.successorIds]
  for (let depth = 0; depth < SUCCESSION_DEPTH_MAX && generation.length > 0; depth++) {
    const next: string[] = []
    for (const id of generation) {
      if (seen.has(id)) continue
      seen.add(id)
      const heir = units.find((candidate) => candidate.id === id)
      if (heir === undefined) continue
      if (heir.validTo === null) found.add(id)
      else next.push(...heir.successorIds)
    }
    generation = next
  }
  return [...found]
}
