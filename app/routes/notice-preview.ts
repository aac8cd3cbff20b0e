import type { LoaderFunctionArgs } from '@remix-run/node'
import { previewNotice } from '#server/minutes/preview-notice.ts'
import { view } from '../edge.server.ts'

/** The notice as it would be printed today, drawn anew at every look; never stored. */
export async function loader(args: LoaderFunctionArgs) {
  const bytes = await view(args, (ctx, params) => previewNotice(ctx, { noticeId: params['noticeId'] ?? '' }))
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="thong-bao.pdf"', 'Cache-Control': 'no-store' },
  })
}
