import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { refusedAnswer } from '#server/http/answer.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { pageOf } from '../page-context.ts'
import { isVerb, verbs } from '../verbs.server.ts'

/** `POST /api/v1/<verb>`: JSON or form in, JSON out. */
export function action(args: ActionFunctionArgs) {
  const name = args.params['verb'] ?? ''
  return isVerb(name) ? verbs[name](args) : notFound(args)
}

export function loader(args: LoaderFunctionArgs) {
  return notFound(args)
}

function notFound({ context }: LoaderFunctionArgs) {
  return Response.json(refusedAnswer(new Refusal('http.not_found', {}, 404), pageOf(context).locale), { status: 404 })
}
