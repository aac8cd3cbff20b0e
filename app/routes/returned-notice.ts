import type { LoaderFunctionArgs } from '@remix-run/node'
import { returnedFile } from '#server/correspondence/notice-returns.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { view } from '../edge.server.ts'

/** The file that the remarks of a return stand on, as it was looked at. */
export async function loader(args: LoaderFunctionArgs) {
  const bytes = await view(args, async (ctx, params) => {
    const file = await returnedFile(ctx, params['returnId'] ?? '')
    if (file === null) throw new Refusal('notice.not_found')
    return file
  })
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="thong-bao.pdf"', 'Cache-Control': 'private, max-age=3600, must-revalidate' },
  })
}
