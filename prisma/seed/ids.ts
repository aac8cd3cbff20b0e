import { createHash } from 'node:crypto'
import { NAMED_PEOPLE, OFFICIALS, type DemoPerson, type NamedPersonKey } from './demo-people.ts'
import { DEMO_UNITS, UNIT_KEYS, type UnitKey } from './demo-units.ts'

/** The same key gives the same id on every machine. UUID version 8 (RFC 9562 §5.8) from SHA-256 of the key. */
export function demoId(key: string): string {
  const bytes = createHash('sha256').update(`nghi-su/demo/${key}`).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export interface SeededPerson extends DemoPerson {
  id: string
  positionId: string
}

export interface SeededUnit {
  id: string
  name: string
}

function seeded(person: DemoPerson): SeededPerson {
  return { ...person, id: demoId(`person/${person.account}`), positionId: demoId(`position/${person.account}`) }
}

/** `undefined` for an official that the province does not have, `canbo999`. */
type People = Readonly<Record<NamedPersonKey, SeededPerson>> & Readonly<Record<`canbo${string}`, SeededPerson>>

/** Everybody of the demo province by account: `PEOPLE.binh.id`. */
export const PEOPLE = Object.fromEntries(
  [...Object.values(NAMED_PEOPLE), ...OFFICIALS].map((person) => [person.account, seeded(person)]),
) as People

/** Every unit by key, former ones too: `UNITS['so-noi-vu'].id`. */
export const UNITS = Object.fromEntries(
  UNIT_KEYS.map((key) => [key, { id: demoId(`unit/${key}`), name: DEMO_UNITS[key].name }]),
) as Readonly<Record<UnitKey, SeededUnit>>
