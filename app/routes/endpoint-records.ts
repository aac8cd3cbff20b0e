import type { LoaderFunctionArgs } from '@remix-run/node'
import { refusedAnswer } from '#server/http/answer.ts'
import { endpointsOf } from '#server/integrations/ioc/queries.ts'
import { isRefusal, Refusal } from '#server/kernel/refusal.ts'
import { pageOf } from '../page-context.ts'

/** `GET /api/v1/endpoints`: the receivers of events, for programs. Secrets stay in. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { ctx, locale } = pageOf(context)
  try {
    if (ctx === null) throw new Refusal('session.required', {}, 401)
    return Response.json({ ok: true, data: await endpointsOf(ctx) })
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown
    return Response.json(refusedAnswer(thrown, locale), { status: thrown.status })
  }
}
