import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mailbox } from '#server/notifications/queries.ts'
import { Badge, Empty } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { useDates, useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

const TONES = { waiting: 'warn', sent: 'good', kept: 'info', failing: 'alert' } as const

export const meta = pageTitle('screens.mailbox')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => ({ mails: await mailbox(ctx) }))
}

export default function Mailbox() {
  const t = useT()
  const { instant } = useDates()
  const { mails } = useLoaderData<typeof loader>()
  return (
    <>
      <h1>{t('screens.mailbox')}</h1>
      <p className="mb-4 text-muted">{t('desk.mailbox_hint')}</p>
      {mails.length === 0 ? <Empty>{t('desk.no_mails')}</Empty> : (
        <ul className="grid gap-2">
          {mails.map(({ id, toAddress, subject, text, hasCalendar, createdAt, state, lastError }) => (
            <li key={id} className="card">
              <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
                <Badge tone={TONES[state]}>{t(`desk.mail_state.${state}`)}</Badge>
                <span>{instant(createdAt)}</span>
                <span className="break-all">{t('desk.mail_to', { address: toAddress })}</span>
              </p>
              <h2 className="mt-1">{subject}</h2>
              {lastError === null || state !== 'failing' ? null : <p className="text-sm text-alert">{lastError}</p>}
              <details>
                <summary className="flex min-h-12 cursor-pointer items-center text-accent underline underline-offset-4">{t('desk.mail_text')}</summary>
                <p className="border-t border-line pt-3 break-words whitespace-pre-wrap">{text}</p>
              </details>
              {hasCalendar ? <a className="link inline-flex min-h-12 items-center" href={`/mailbox/${id}.ics`} download>{t('desk.mail_calendar')}</a> : null}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
