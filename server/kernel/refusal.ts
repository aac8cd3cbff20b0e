/** HTTP statuses a refusal may travel with. */
export type RefusalStatus = 400 | 401 | 404 | 409 | 413 | 415 | 422 | 429 | 503

export type RefusalParams = Readonly<Record<string, string | number>>

/** Recognises a refusal made by another copy of this module: the page bundle and the server bundle each hold one. */
const BRAND = 'nghi-su.refusal'

/**
 * The answer "no" that a person may receive. The sentence is `refusals.<code>` in both languages.
 * Anything else that is thrown is a bug and crashes the request with an id.
 */
export class Refusal extends Error {
  readonly brand = BRAND
  readonly code: string
  readonly params: RefusalParams
  readonly status: RefusalStatus

  constructor(code: string, params: RefusalParams = {}, status: RefusalStatus = inferStatus(code)) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.status = status
  }
}

export function isRefusal(thrown: unknown): thrown is Refusal {
  return thrown instanceof Error && 'brand' in thrown && thrown.brand === BRAND
}

function inferStatus(code: string): RefusalStatus {
  return code.endsWith('.not_found') ? 404 : 409
}
