import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express'
import { randomUUID } from 'node:crypto'
import type { FileVerifier } from '#server/correspondence/verify-file.ts'
import { actorOfSession } from '#server/directory/queries.ts'
import { refusalSentence } from '#server/i18n/t.ts'
import { SYSTEM_ACTOR, type Actor, type Locale } from '#server/kernel/actor.ts'
import { ctxFor, type Ctx, type World } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'
import { isRefusal, Refusal } from '#server/kernel/refusal.ts'
import { AGENT_DOWNLOADS, AGENT_UPLOADS } from '#server/signatures/agent-pass.ts'
import { agentDownload, agentUpload } from './agent-doors.ts'
import { answerAtOnce, answerRefusal } from './answer.ts'
import { bodyLimit } from './body-limit.ts'
import type { DocumentReader } from './document-reader.ts'
import { documentText } from './document-text.ts'
import { healthPage, type HealthChecks } from './health.ts'
import { ownOriginOnly } from './own-origin.ts'
import { packedAssets } from './packed-assets.ts'
import { pageSecurity } from './page-security.ts'
import { paperUpload } from './paper-upload.ts'
import { answerPage, isLookedAt } from './refused-page.ts'
import { requestLocale } from './request-locale.ts'
import { sessionTokenOf } from './session-cookie.ts'
import { verificationDoor } from './verification.ts'
import { versionDownload } from './version-download.ts'

/** What a page's loader or action gets to work with. */
export interface PageContext {
  /** Null: nobody is signed in. */
  ctx: Ctx | null
  /** For signing in, when there is no actor yet. */
  visitorCtx: Ctx
  locale: Locale
  nonce: string
  log: Log
}

export interface AppParts {
  world: World
  log: Log
  health: HealthChecks
  /** Folder of browser files with hashed names; null in development. */
  clientFolder: string | null
  publicFolder: string
  /** Vite's own in development. */
  assets?: RequestHandler
  verifier: FileVerifier
  reader: DocumentReader
  pages: RequestHandler
}

/** The door for requests: health, downloads, uploads, then pages. */
export function makeApp({ world, log, health, clientFolder, publicFolder, assets, verifier, reader, pages }: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', 'loopback')
  app.get('/healthz', healthPage(health, new Date(), log))

  app.use(pageSecurity(clientFolder === null))
  app.use(compression())
  if (assets !== undefined) app.use(assets)
  if (clientFolder !== null) {
    app.use('/assets', ...packedAssets(`${clientFolder}/assets`))
    app.use(express.static(clientFolder, { maxAge: '1h' }))
  }
  app.use(express.static(publicFolder, { maxAge: '1h' }))
  app.use(ownOriginOnly(world.settings.publicUrl))
  app.use(knowActor(world, log))

  app.get('/documents/versions/:versionId.pdf', versionDownload(signedInCtx))
  const onRefused = (thrown: unknown, request: Request, response: Response) => refuse(thrown, request, response, log)
  app.post('/agenda-items/:itemId/papers', paperUpload(signedInCtx, onRefused))
  app.post('/document-texts', documentText(signedInCtx, reader, onRefused))
  app.post('/verification', verificationDoor(verifier, onRefused))
  app.get(`${AGENT_DOWNLOADS}/:token.pdf`, agentDownload(world, onRefused))
  app.post(`${AGENT_UPLOADS}/:token`, agentUpload(world, onRefused))
  app.use(bodyLimit())
  app.all('*', pages)
  const onError: ErrorRequestHandler = (thrown, request, response, next) => {
    if (response.headersSent) return next(thrown)
    refuse(thrown, request, response, log)
  }
  app.use(onError)
  return app
}

/** Puts the page context of this request where `getLoadContext` and the doors find it. */
function knowActor(world: World, log: Log): RequestHandler {
  return (request, response, next) => {
    void (async () => {
      const token = sessionTokenOf(request.headers.cookie)
      const now = world.now?.() ?? new Date()
      const session = token === null ? null : await actorOfSession(world.db, token, now, world.settings.timeZone)
      const locale = session?.actor.locale ?? requestLocale(request.headers.cookie)
      const context: PageContext = {
        ctx: session === null ? null : ctxFor(world, session.actor),
        visitorCtx: ctxFor(world, { ...SYSTEM_ACTOR, locale } satisfies Actor),
        locale,
        nonce: String(response.locals['nonce']),
        log,
      }
      response.locals['page'] = context
      next()
    })().catch(next)
  }
}

export function pageContextOf(response: Response): PageContext {
  return response.locals['page'] as PageContext
}

function signedInCtx(request: Request): Ctx {
  const { ctx } = pageContextOf(request.res as Response)
  if (ctx === null) throw new Refusal('session.required', {}, 401)
  return ctx
}

function refuse(thrown: unknown, request: Request, response: Response, log: Log): void {
  const locale = (response.locals['page'] as PageContext | undefined)?.locale ?? requestLocale(request.headers.cookie)
  if (isRefusal(thrown)) return sayNo(thrown, request, response, locale)
  const status = askedWrongly(thrown)
  if (status !== null) return sayNo(status === 404 ? new Refusal('http.not_found') : new Refusal('http.invalid', {}, 400), request, response, locale)
  const errorId = randomUUID().slice(0, 8)
  log.error({ err: thrown, errorId }, 'request failed')
  const message = refusalSentence(locale, 'http.failed', { errorId })
  if (isLookedAt(request)) return answerPage(response.status(500), { message, locale })
  answerAtOnce(response.status(500), { ok: false, refusal: { code: 'http.failed', message } })
}

/** To a program as JSON; to a person as a page, and to one who is not signed in as the way to do so. */
function sayNo(refusal: Refusal, request: Request, response: Response, locale: Locale): void {
  if (!isLookedAt(request)) return answerRefusal(response, refusal, locale)
  if (refusal.code === 'session.required') return response.redirect(`/sign-in?to=${encodeURIComponent(request.originalUrl)}`)
  answerPage(response.status(refusal.status), { message: refusalSentence(locale, refusal.code, refusal.params), locale })
}

/** Express throws a status with what is wrong with the request: a file that is not there, `%E0` in an address. */
function askedWrongly(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('status' in thrown) || typeof thrown.status !== 'number') return null
  return thrown.status >= 400 && thrown.status < 500 ? thrown.status : null
}
