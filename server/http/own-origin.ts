import type { RequestHandler } from 'express'
import { isOwnRequest } from './request-origin.ts'
import { answerRefusal } from './answer.ts'
import { requestLocale } from './request-locale.ts'
import { Refusal } from '#server/kernel/refusal.ts'

/** Commands only come from our own pages, or from programs, which send neither header. */
export function ownOriginOnly(publicUrl: string): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD' || isOwnRequest(request.headers, publicUrl)) return next()
    answerRefusal(response, new Refusal('http.foreign_origin', {}, 400), requestLocale(request.headers.cookie))
  }
}
