import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { meetingsForMe } from '#server/meetings/queries.ts'
import { myNotifications } from '#server/notifications/queries.ts'
import { noticesOfMyOffice } from '#server/correspondence/queries.ts'
import { signaturesWaitingForMe } from '#server/signatures/queries.ts'
import { tasksForMe } from '#server/tasks/queries.ts'
import { waitingForMe } from '#server/workflows/queries.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Badge, Empty } from '../components/notice-line.tsx'
import { view } from '../edge.server.ts'
import { MeetingList } from '../features/meetings/meeting-list.tsx'
import { TaskList } from '../features/tasks/task-list.tsx'
import { useVerb } from '../features/use-verb.ts'
import { useDates, useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.today')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    const [meetings, tasks, approvals, signatures, notices, { notifications }] = await Promise.all([
      meetingsForMe(ctx), tasksForMe(ctx), waitingForMe(ctx), signaturesWaitingForMe(ctx), noticesOfMyOffice(ctx), myNotifications(ctx),
    ])
    return {
      // They come the latest first; the next one is wanted first.
      meetings: meetings.filter(({ state }) => state !== 'closed' && state !== 'cancelled').reverse().slice(0, 10),
      // Whoever sends the invitations needs no reminder to answer his own.
      invitations: meetings.filter(({ state, myReply, myRole }) => state === 'invited' && myReply === 'none' && myRole !== 'secretary'),
      toAccept: tasks.filter(({ can }) => can.accept),
      tasks: tasks.filter(({ state }) => state !== 'completed').slice(0, 10),
      approvals, signatures,
      notices: notices.filter(({ next }) => next === 'number' || next === 'seal' || next === 'issue'),
      notifications: notifications.filter(({ isRead }) => !isRead).slice(0, 10),
    }
  })
}

export default function Today() {
  const t = useT()
  const dates = useDates()
  const { invitations, toAccept, meetings, tasks, approvals, signatures, notices, notifications } = useLoaderData<typeof loader>()
  const verb = useVerb()
  const waiting: { key: string; label: string; kind: string; to: string }[] = [
    ...invitations.map(({ id, title }) => ({ key: id, label: title, kind: t('screens.to_answer'), to: `/meetings/${id}` })),
    ...approvals.map((one) => ({ key: one.approvalId, label: one.label, kind: t('screens.to_approve'), to: `/meetings/${one.meetingId ?? ''}/notice` })),
    ...signatures.map((one) => ({ key: one.requestId, label: one.title, kind: t(one.kind === 'seal' ? 'screens.to_seal' : 'screens.to_sign'), to: `/signing?document=${one.requestId}` })),
    ...notices.filter(({ next }) => next !== 'seal').map((one) => ({ key: one.noticeId, label: one.subject, kind: t(one.next === 'number' ? 'screens.to_number' : 'screens.to_issue'), to: `/meetings/${one.meetingId}/notice` })),
    ...toAccept.map(({ id, title }) => ({ key: id, label: title, kind: t('screens.to_accept'), to: `/tasks/${id}` })),
  ]
  return (
    <div className="grid gap-6">
      <h1>{t('screens.today')}</h1>
      <section aria-labelledby="waiting">
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <h2 id="waiting" className="mr-auto">{t('screens.waits_for_me')}</h2>
          {signatures.length < 2 ? null : <ButtonLink look="primary" to="/signing">{t('signing.waits_count', { count: signatures.length })}</ButtonLink>}
        </div>
        {waiting.length === 0 ? <Empty>{t('screens.nothing_waits')}</Empty> : (
          <ul className="grid gap-2">
            {waiting.map(({ key, label, kind, to }) => (
              <li key={key}>
                <Link to={to} className="card flex min-h-14 items-center gap-3 hover:border-accent">
                  <Badge tone="warn">{kind}</Badge><span>{label}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className="grid gap-6 lg:grid-cols-2">
        <section aria-labelledby="meetings"><h2 id="meetings" className="mb-3">{t('screens.my_meetings')}</h2><MeetingList meetings={meetings} /></section>
        <section aria-labelledby="tasks"><h2 id="tasks" className="mb-3">{t('screens.my_tasks')}</h2><TaskList tasks={tasks} /></section>
      </div>
      {notifications.length === 0 ? null : (
        <section aria-labelledby="news">
          <div className="mb-3 flex items-center gap-3">
            <h2 id="news">{t('screens.news')}</h2>
            <Button look="quiet" onClick={() => void verb.run('read-notification', {})}>{t('screens.mark_all_read')}</Button>
          </div>
          <ul className="grid gap-2">
            {notifications.map(({ id, sentence, href, createdAt }) => (
              <li key={id}>
                <Link to={href} className="card flex min-h-14 flex-wrap items-baseline gap-x-3 hover:border-accent">
                  <span className="text-sm text-muted">{dates.instant(createdAt)}</span><span>{sentence}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
