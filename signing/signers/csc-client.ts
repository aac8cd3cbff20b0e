import type { NetworkRules } from '../evidence/fetch-allowed.ts'
import { fetchAnswer } from '../evidence/fetch-allowed.ts'
import { SigningError } from '../signing-error.ts'
import { readJsonFields } from './json-fields.ts'

export interface CscAccount {
  /** Up to and including `/csc/v2`. */
  baseUrl: string
  clientId: string
  clientSecret: string
}

/** A JSON object of the service, fields not yet believed. */
export type CscAnswer = ReadonlyMap<string, unknown>

const ANSWER_BYTES_MAX = 512 * 1024
/** A token is renewed so long before its end, in milliseconds. */
const TOKEN_MARGIN_MS = 30_000

/** Calls of the CSC API v2 with an OAuth 2 client token. Source: CSC API v2.0.0.2, 8.4 and 11. */
export class CscClient {
  private readonly account: CscAccount
  private readonly network: NetworkRules
  private readonly now: () => Date
  private token: { value: string; expiresAt: number } | null = null

  constructor(account: CscAccount, network: NetworkRules, now: () => Date) {
    this.account = account
    this.network = network
    this.now = now
  }

  /** @throws SigningError network.*, signer.refused, signer.wrong_pin, signer.answer_invalid */
  async call(method: string, input: Record<string, unknown>): Promise<{ status: number; answer: CscAnswer }> {
    const authorization = method === 'info' ? {} : { authorization: `Bearer ${await this.accessToken()}` }
    return this.post(method, JSON.stringify(input), { 'content-type': 'application/json', ...authorization })
  }

  private async accessToken(): Promise<string> {
    const now = this.now().getTime()
    if (this.token !== null && now < this.token.expiresAt) return this.token.value
    const { clientId, clientSecret } = this.account
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope: 'service' })
    const { answer } = await this.post('oauth2/token', form.toString(), { 'content-type': 'application/x-www-form-urlencoded' })
    const seconds = answer.get('expires_in')
    const value = textOf(answer, 'access_token')
    this.token = { value, expiresAt: now + (typeof seconds === 'number' ? seconds * 1000 : 0) - TOKEN_MARGIN_MS }
    return value
  }

  /** Errors of the service carry a reason in their body, so the body is read whatever the status. */
  private async post(method: string, body: string, headers: Record<string, string>): Promise<{ status: number; answer: CscAnswer }> {
    const url = `${this.account.baseUrl}/${method}`
    const { status, body: said } = await fetchAnswer({ url, method: 'POST', headers, body, answerBytesMax: ANSWER_BYTES_MAX }, this.network)
    const answer = parse(new TextDecoder().decode(said), status)
    if (status >= 400) throw refusal(method, status, answer)
    return { status, answer }
  }
}

export function textOf(answer: CscAnswer, key: string): string {
  const value = answer.get(key)
  if (typeof value !== 'string') throw new SigningError('signer.answer_invalid', `${key} missing`)
  return value
}

export function listOf(answer: CscAnswer, key: string): unknown[] {
  const value = answer.get(key)
  if (!Array.isArray(value)) throw new SigningError('signer.answer_invalid', `${key} missing`)
  return value
}

export function inside(answer: CscAnswer, key: string): CscAnswer {
  const value = answer.get(key)
  if (typeof value !== 'object' || value === null) throw new SigningError('signer.answer_invalid', `${key} missing`)
  return new Map(Object.entries(value))
}

function parse(text: string, status: number): CscAnswer {
  const fields = text === '' ? new Map() : readJsonFields(text)
  if (fields === null && status < 400) throw new SigningError('signer.answer_invalid', 'not JSON')
  return fields ?? new Map()
}

function refusal(method: string, status: number, answer: CscAnswer): SigningError {
  const code = String(answer.get('error') ?? '')
  const said = `${method}: ${status} ${code} ${String(answer.get('error_description') ?? '')}`.trim()
  if (/invalid_(pin|otp)/.test(code)) return new SigningError('signer.wrong_pin', said)
  return new SigningError(status >= 500 ? 'network.failed' : 'signer.refused', said)
}
