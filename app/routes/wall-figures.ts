import type { LoaderFunctionArgs } from '@remix-run/node'
import { wallOf } from '#server/integrations/ioc/wall.ts'
import { view } from '../edge.server.ts'

/** The wall's figures alone: the screen reads them again without giving up what it shows when a reading fails. */
export async function loader(args: LoaderFunctionArgs) {
  return Response.json(await view(args, (ctx) => wallOf(ctx)), { headers: { 'Cache-Control': 'private, no-store' } })
}
