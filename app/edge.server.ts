import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { refusedAnswer, type RefusedAnswer } from '#server/http/answer.ts'
import { refusalSentence } from '#server/i18n/t.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import { isRefusal, Refusal } from '#server/kernel/refusal.ts'
import { pageOf } from './page-context.ts'
import { requestFields } from './request-fields.server.ts'

export type Answer<T> = { ok: true; data: T } | RefusedAnswer

/** A verb with the schema of what may enter it. */
export interface Bound<Input, Result> {
  schema: z.ZodType<Input>
  run: (ctx: Ctx, input: Input) => Promise<Result>
}

/** What is wrong with a field, in the words of the schema library. */
const FIELD_WORDS = { vi: z.locales.vi().localeError, en: z.locales.en().localeError } as const

/** Parse (400 with field messages) · run · refusal → its status and sentence · anything else → 500 with an id. */
export async function act<Input, Result>(args: ActionFunctionArgs, { schema, run }: Bound<Input, Result>): Promise<Response> {
  const { ctx, locale, log } = pageOf(args.context)
  const refuse = (refusal: Refusal, fields?: Record<string, string[]>) => {
    const answer = refusedAnswer(refusal, locale)
    const body: Answer<Result> = fields === undefined ? answer : { ok: false, refusal: { ...answer.refusal, fields } }
    return Response.json(body, { status: refusal.status })
  }
  if (args.request.method !== 'POST') return refuse(new Refusal('http.not_found', {}, 404))
  if (ctx === null) return refuse(new Refusal('session.required', {}, 401))

  try {
    const parsed = schema.safeParse(await requestFields(args.request), { error: FIELD_WORDS[locale] })
    if (!parsed.success) return refuse(new Refusal('http.invalid', {}, 400), fieldMessages(parsed.error))
    const body: Answer<Result> = { ok: true, data: await run(ctx, parsed.data) }
    return Response.json(body)
  } catch (thrown) {
    if (isRefusal(thrown)) return refuse(thrown)
    const errorId = randomUUID().slice(0, 8)
    log.error({ err: thrown, errorId }, 'verb failed')
    const body: Answer<Result> = { ok: false, refusal: { code: 'http.failed', message: refusalSentence(locale, 'http.failed', { errorId }) } }
    return Response.json(body, { status: 500 })
  }
}

/** Reads for a screen. Not signed in → the page of sign-in, which leads back here; a refusal → the page that says so. */
export async function view<T>(args: LoaderFunctionArgs, read: (ctx: Ctx, params: LoaderFunctionArgs['params']) => Promise<T>): Promise<T> {
  const { ctx, locale } = pageOf(args.context)
  if (ctx === null) {
    const { pathname, search } = new URL(args.request.url)
    // Only our own path goes into the address, never a whole URL from outside.
    throw redirect(`/sign-in?to=${encodeURIComponent(`${pathname}${search}`)}`)
  }
  try {
    return await read(ctx, args.params)
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown
    throw data({ message: refusalSentence(locale, thrown.code, thrown.params) }, { status: thrown.status })
  }
}

function fieldMessages(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const issue of error.issues) (fields[issue.path.join('.')] ??= []).push(issue.message)
  return fields
}
