import { OFFICIALS_COUNT } from '../../prisma/seed/demo-people.ts'
import { PEOPLE, UNITS } from '../../prisma/seed/ids.ts'
import { inTurns } from './in-turns.ts'
import { signIn, type Account, type Client, type Door } from './rehearsal-client.ts'

export interface Cast {
  /** Chair and signer. */
  an: Client
  /** Secretary. */
  binh: Client
  /** Approves the notice. */
  chau: Client
  /** Numbers, seals and issues it. */
  dung: Client
  officials: Client[]
  /** All of the above: everybody at the meeting. */
  everybody: Client[]
}

/** A password check takes a core for a moment; more at once only wait for each other. */
const SIGN_IN_WIDTH = 4

export function signInAs(door: Door, account: 'an' | 'binh' | 'chau' | 'dung' | 'quan'): Promise<Client> {
  return signIn(door, { account, userId: PEOPLE[account].id })
}

/** Everybody signs in; officials whom the demo province does not have are enrolled by the administrator first. */
export async function gatherCast(door: Door, quan: Client, officialsCount: number): Promise<Cast> {
  const accounts = [
    ...demoOfficials(Math.min(officialsCount, OFFICIALS_COUNT)),
    ...(await enrollMore(door, quan, Math.max(0, officialsCount - OFFICIALS_COUNT))),
  ]
  const an = await signInAs(door, 'an')
  const binh = await signInAs(door, 'binh')
  const chau = await signInAs(door, 'chau')
  const dung = await signInAs(door, 'dung')
  const officials = await inTurns(accounts, SIGN_IN_WIDTH, (who) => signIn(door, who))
  return { an, binh, chau, dung, officials, everybody: [an, binh, chau, dung, ...officials] }
}

function demoOfficials(count: number): Account[] {
  return Array.from({ length: count }, (_, index) => {
    const account = `canbo${String(index + 1).padStart(3, '0')}` as const
    const person = PEOPLE[account]
    if (person === undefined) throw new Error(account)
    return { account, userId: person.id }
  })
}

/** New accounts each time: no verb tells the id of an account that an earlier rehearsal made. */
function enrollMore(door: Door, quan: Client, count: number): Promise<Account[]> {
  const run = Date.now().toString(36)
  const numbers = Array.from({ length: count }, (_, index) => String(OFFICIALS_COUNT + index + 1).padStart(3, '0'))
  return inTurns(numbers, SIGN_IN_WIDTH, async (number) => {
    const account = `dientap.${run}.${number}`
    const userId = await quan.act('enroll-user', {
      account, fullName: `Cán bộ Diễn tập ${number}`, email: `${account}@example.vn`, password: door.rehearsal.options.password,
      orgUnitId: UNITS['van-phong'].id, title: 'Chuyên viên', role: 'official',
    })
    return { account, userId }
  })
}
