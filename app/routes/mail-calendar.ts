import type { LoaderFunctionArgs } from '@remix-run/node'
import { isUuid } from '#server/kernel/db.ts'
import { Refusal } from '#server/kernel/refusal.ts'
import { calendarOfMail } from '#server/notifications/queries.ts'
import { view } from '../edge.server.ts'

/** The calendar part of a mail, for the reader's own calendar. */
export async function loader(args: LoaderFunctionArgs) {
  const calendar = await view(args, async (ctx, params) => {
    const mailId = params['mailId'] ?? ''
    const found = isUuid(mailId) ? await calendarOfMail(ctx, mailId) : null
    if (found === null) throw new Refusal('http.not_found', {}, 404)
    return found
  })
  return new Response(calendar, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="cuoc-hop.ics"',
      'Cache-Control': 'private, no-store',
    },
  })
}
