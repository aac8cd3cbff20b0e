import type { LoaderFunctionArgs } from '@remix-run/node'
import { peopleForInvitation } from '#server/directory/queries.ts'
import { view } from '../edge.server.ts'

/** As many as a list on a screen can show; `count` says how many there are. */
const SHOWN_MAX = 30

/** `GET /people?search=…`: who is found while somebody types. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams.get('search') ?? ''
  const found = await view(args, (ctx) => peopleForInvitation(ctx, search))
  return Response.json({ people: found.slice(0, SHOWN_MAX), count: found.length }, { headers: { 'Cache-Control': 'private, no-store' } })
}
