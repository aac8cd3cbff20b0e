import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { refusedAnswer, type RefusedAnswer } from '#server/http/answer.ts'
import { refusalSentence } from '#server/i18n/t.ts'
import type { Locale } from '#server/kernel/actor.ts'
import type { Ctx } from '#server/kernel/ctx.ts'
import type { Log } from '#server/kernel/log.ts'
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
export function act<Input, Result>(args: ActionFunctionArgs, { schema, run }: Bound<Input, Result>): Promise<Response> {
  return answer(args, schema, async (ctx, input) => Response.json({ ok: true, data: await run(ctx, input) } satisfies Answer<Result>))
}

/** A verb that does one thing after another: each with what became of it, `thrown` where it was refused or failed. */
export interface BoundEach<Input, Done extends object> {
  schema: z.ZodType<Input>
  run: (ctx: Ctx, input: Input) => AsyncGenerator<Done | (Done & { thrown: unknown })>
}

/**
 * As `act`; the answer is one line of JSON for each thing, sent when it is done, with its refusal in words. What was
 * begun is finished when the reader has gone: it was ordered as a whole.
 */
export function actEach<Input, Done extends object>(args: ActionFunctionArgs, { schema, run }: BoundEach<Input, Done>): Promise<Response> {
  return answer(args, schema, async (ctx, input) => {
    const { locale, log } = pageOf(args.context)
    const each = run(ctx, input)
    const first = await each.next()
    let isRead = true
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (let next = first; next.done !== true; next = await each.next()) {
          const { thrown, ...done } = { thrown: undefined, ...next.value }
          const line = thrown === undefined ? { ok: true, ...done } : { ...refusedOrFailed(thrown, locale, log).body, ...done }
          if (isRead) controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`))
        }
        if (isRead) controller.close()
      },
      cancel: () => void (isRead = false),
    })
    // A proxy that gathers the answer would hide the progress.
    return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } })
  })
}

async function answer<Input>(args: ActionFunctionArgs, schema: z.ZodType<Input>, run: (ctx: Ctx, input: Input) => Promise<Response>): Promise<Response> {
  const { ctx, locale, log } = pageOf(args.context)
  const refuse = (refusal: Refusal, fields?: Record<string, string[]>) => {
    const refused = refusedAnswer(refusal, locale)
    const body: RefusedAnswer = fields === undefined ? refused : { ok: false, refusal: { ...refused.refusal, fields } }
    return Response.json(body, { status: refusal.status })
  }
  if (args.request.method !== 'POST') return refuse(new Refusal('http.not_found', {}, 404))
  if (ctx === null) return refuse(new Refusal('session.required', {}, 401))

  try {
    const parsed = schema.safeParse(await requestFields(args.request), { error: FIELD_WORDS[locale] })
    if (!parsed.success) return refuse(new Refusal('http.invalid', {}, 400), fieldMessages(parsed.error))
    return await run(ctx, parsed.data)
  } catch (thrown) {
    const { body, status } = refusedOrFailed(thrown, locale, log)
    return Response.json(body, { status })
  }
}

function refusedOrFailed(thrown: unknown, locale: Locale, log: Log): { body: RefusedAnswer; status: number } {
  if (isRefusal(thrown)) return { body: refusedAnswer(thrown, locale), status: thrown.status }
  const errorId = randomUUID().slice(0, 8)
  log.error({ err: thrown, errorId }, 'verb failed')
  return { body: { ok: false, refusal: { code: 'http.failed', message: refusalSentence(locale, 'http.failed', { errorId }) } }, status: 500 }
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
