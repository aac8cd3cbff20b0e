import type { AttachedPaper } from '#server/agenda/attach-paper.ts'
import { SESSION_COOKIE } from '#server/http/session-cookie.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { ListedEndpoint, MeetingPage, VerbInput, VerbName, VerbResult } from './rehearsal-verbs.ts'

/** A slow answer is better than none on a busy machine, but the rehearsal has to end. */
const ANSWER_MS_MAX = 120_000

export interface Door {
  url: string
  rehearsal: Rehearsal
}

export interface Account {
  account: string
  userId: string
}

type Answer<T> = { ok: true; data: T } | { ok: false; refusal: { code: string; message: string } }

/** A signed-in person at the other end of HTTP: the same requests that the screens make. */
export class Client {
  readonly account: string
  readonly userId: string
  readonly cookie: string
  readonly #door: Door

  constructor(door: Door, { account, userId }: Account, cookie: string) {
    this.#door = door
    this.account = account
    this.userId = userId
    this.cookie = cookie
  }

  async act<Name extends VerbName>(verb: Name, input: VerbInput<Name>): Promise<VerbResult<Name>> {
    const data = await this.#send<VerbResult<Name>>(verb, `/api/v1/${verb}`, {
      method: 'POST', headers: { cookie: this.cookie, 'content-type': 'application/json' }, body: JSON.stringify(input),
    })
    this.noteAcknowledged(verb, input, data)
    return data
  }

  async uploadPaper(itemId: string, fileName: string, pdf: Uint8Array): Promise<AttachedPaper> {
    const body = new FormData()
    body.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), fileName)
    const data = await this.#send<AttachedPaper>('attach-paper', `/agenda-items/${itemId}/papers`, {
      method: 'POST', headers: { cookie: this.cookie }, body,
    })
    this.noteAcknowledged('attach-paper', { itemId }, data)
    return data
  }

  async meetingPage(meetingId: string): Promise<MeetingPage> {
    const { status, bytes } = await request(this.#door, `/api/v1/meetings/${meetingId}`, { headers: { cookie: this.cookie } })
    if (status !== 200) throw new Error(`GET meetings: HTTP ${status}`)
    return JSON.parse(bytes.toString('utf8')) as MeetingPage
  }

  async endpoints(): Promise<ListedEndpoint[]> {
    return this.#send<ListedEndpoint[]>('endpoints', '/api/v1/endpoints', { headers: { cookie: this.cookie } })
  }

  async downloadVersion(versionId: string): Promise<Buffer> {
    const { status, bytes } = await request(this.#door, `/documents/versions/${versionId}.pdf`, { headers: { cookie: this.cookie } })
    if (status !== 200) throw new Error(`GET ${versionId}.pdf: HTTP ${status}`)
    return bytes
  }

  noteAcknowledged(verb: string, input: unknown, data: unknown): void {
    this.#door.rehearsal.acknowledged({ verb, account: this.account, input, data })
  }

  async #send<T>(verb: string, path: string, init: RequestInit): Promise<T> {
    const { status, bytes } = await request(this.#door, path, init)
    const answer = answerIn<T>(bytes)
    if (answer === null) throw new Error(`${this.account} ${verb}: HTTP ${status}`)
    if (!answer.ok) throw new Error(`${this.account} ${verb}: ${answer.refusal.message} (${answer.refusal.code})`)
    return answer.data
  }
}

/** Signs in with the form that people use. */
export async function signIn(door: Door, who: Account): Promise<Client> {
  const { options, say } = door.rehearsal
  const { status, cookies } = await request(door, '/sign-in', {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ account: who.account, password: options.password }),
  })
  const cookie = cookies.find((line) => line.startsWith(`${SESSION_COOKIE}=`))?.split(';')[0]
  if (status !== 302 || cookie === undefined) throw new Error(say('rehearsal.not_signed_in', { account: who.account, status }))
  return new Client(door, who, cookie)
}

/** The whole answer, with a sentence when the line breaks. Nothing is sent twice: the first may have been heard. */
async function request({ url, rehearsal }: Door, path: string, init: RequestInit): Promise<{ status: number; cookies: string[]; bytes: Buffer }> {
  const signal = AbortSignal.any([rehearsal.signal(), AbortSignal.timeout(ANSWER_MS_MAX)])
  try {
    const response = await fetch(`${url}${path}`, { ...init, signal })
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, cookies: response.headers.getSetCookie(), bytes }
  } catch (thrown) {
    rehearsal.signal().throwIfAborted()
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown
    throw new Error(rehearsal.say('rehearsal.line_lost', { path, reason: reasonOf(cause) }), { cause: thrown })
  }
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.message
}

function answerIn<T>(bytes: Buffer): Answer<T> | null {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && 'ok' in parsed ? (parsed as Answer<T>) : null
  } catch {
    return null
  }
}
