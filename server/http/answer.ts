import type { Request, Response } from 'express'
import { refusalSentence } from '#server/i18n/t.ts'
import type { Locale } from '#server/kernel/actor.ts'
import type { Refusal } from '#server/kernel/refusal.ts'

/** The JSON of a refusal, the same from every door. */
export interface RefusedAnswer {
  ok: false
  refusal: { code: string; message: string; fields?: Readonly<Record<string, string[]>> }
}

/** How long the connection of a refused sender stays open, so that it hears the answer. */
const LINGER_MS = 30_000

export function refusedAnswer({ code, params }: Refusal, locale: Locale): RefusedAnswer {
  return { ok: false, refusal: { code, message: refusalSentence(locale, code, params) } }
}

export function answerRefusal(response: Response, refusal: Refusal, locale: Locale): void {
  answerAtOnce(response.status(refusal.status), refusedAnswer(refusal, locale))
}

/**
 * Answers also while the body is still on its way: what comes is read and thrown away until the sender stops, since a
 * connection closed over unread bytes is reset, and the answer lost with it.
 */
export function answerAtOnce(response: Response, answer: object): void {
  const { req: request } = response
  if (request.complete || request.destroyed) return void response.json(answer)
  const body = Buffer.from(JSON.stringify(answer))
  response.type('json').set('Content-Length', String(body.length))
  response.write(body)
  throwAwayRest(request, () => response.end())
}

function throwAwayRest(request: Request, onDone: () => void): void {
  const done = (): void => {
    clearTimeout(linger)
    for (const event of ENDS) request.off(event, done)
    onDone()
  }
  const linger = setTimeout(done, LINGER_MS).unref()
  for (const event of ENDS) request.once(event, done)
  request.unpipe()
  request.resume()
}

const ENDS = ['end', 'close', 'error'] as const
