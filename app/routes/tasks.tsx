import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { mayHandleSources } from '#server/sources/policy.ts'
import { tasksForMe } from '#server/tasks/queries.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { view } from '../edge.server.ts'
import { TaskList } from '../features/tasks/task-list.tsx'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

const FILTERS = ['open', 'overdue', 'done'] as const

export const meta = pageTitle('screens.tasks')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => {
    const asked = new URL(args.request.url).searchParams.get('show')
    const show = FILTERS.find((filter) => filter === asked) ?? 'open'
    const all = await tasksForMe(ctx)
    const lists = {
      open: all.filter(({ state }) => state !== 'completed'),
      overdue: all.filter(({ isOverdue }) => isOverdue).sort((left, right) => right.daysOverdue - left.daysOverdue),
      done: all.filter(({ state }) => state === 'completed'),
    }
    return { assigns: mayHandleSources(ctx.actor), show, tasks: lists[show], counts: { open: lists.open.length, overdue: lists.overdue.length, done: lists.done.length } }
  })
}

export default function Tasks() {
  const t = useT()
  const { assigns, show, tasks, counts } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1>{t('screens.tasks')}</h1>
        <div className="no-print flex flex-wrap gap-2">
          {assigns ? <ButtonLink look="primary" to="/source-documents">{t('sources.title')}</ButtonLink> : null}
          {tasks.length === 0 ? null : <Button onClick={() => window.print()}>{t('desk.print')}</Button>}
        </div>
      </div>
      <nav aria-label={t('desk.which_tasks')} className="no-print mb-4 flex flex-wrap gap-2">
        {FILTERS.map((filter) => (
          <Link
            key={filter}
            to={`?show=${filter}`}
            aria-current={filter === show ? 'page' : undefined}
            className={`inline-flex min-h-12 items-center rounded-lg border px-4 ${filter === show ? 'border-accent bg-accent-soft font-semibold text-accent' : 'border-line bg-card hover:border-accent'}`}
          >
            {t(`desk.tasks_${filter}`, { count: counts[filter] })}
          </Link>
        ))}
      </nav>
      <TaskList tasks={tasks} />
    </>
  )
}
