import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Refusal } from '#server/kernel/refusal.ts'
import { openableSource } from '#server/sources/queries.ts'
import { taskDetail } from '#server/tasks/queries.ts'
import { Button } from '../components/button.tsx'
import { view } from '../edge.server.ts'
import { TaskBadges } from '../features/tasks/task-list.tsx'
import { TaskReports } from '../features/tasks/task-reports.tsx'
import { TaskWork } from '../features/tasks/task-work.tsx'
import { useDates, useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('desk.task')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx, params) => {
    const task = await taskDetail(ctx, params['taskId'] ?? '')
    if (task === null) throw new Refusal('task.not_found')
    return { task, sourceId: await openableSource(ctx, task) }
  })
}

export default function TaskPage() {
  const t = useT()
  const dates = useDates()
  const { task, sourceId } = useLoaderData<typeof loader>()
  const names = (units: readonly { name: string }[]) => units.map(({ name }) => name).join(', ')
  const due = [task.dueOn === null ? '' : dates.plainDay(task.dueOn), task.deadlineText ?? ''].filter((part) => part !== '').join(' · ')
  const facts = [
    { label: t('task.lead'), value: names(task.leadUnits) },
    { label: t('task.coordinating'), value: names(task.coordinatingUnits) },
    { label: t('desk.deadline'), value: due === '' ? t('task.no_due_on') : due },
    { label: t('desk.origin'), value: task.originLabel, to: sourceId === null ? undefined : `/source-documents/${sourceId}` },
    { label: t('desk.assigned_at'), value: dates.day(task.assignedAt) },
    { label: t('desk.completed_at'), value: task.completedAt === null ? '' : dates.day(task.completedAt) },
  ].filter(({ value }) => value !== '')
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1">
          <TaskBadges task={task} />
          <h1 className="mt-2">{task.title}</h1>
        </div>
        <Button className="no-print" onClick={() => window.print()}>{t('desk.print')}</Button>
      </div>
      <section className="card grid gap-4" aria-label={t('desk.task')}>
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
          {facts.map(({ label, value, to }) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd>{to === undefined ? value : <Link to={to} className="link inline-flex min-h-11 items-center">{value}</Link>}</dd>
            </div>
          ))}
        </dl>
        <div>
          <span id="progress" className="text-muted">{t('desk.progress')}: <strong className="text-ink">{task.percent}%</strong></span>
          <div role="progressbar" aria-labelledby="progress" aria-valuemin={0} aria-valuemax={100} aria-valuenow={task.percent} className="mt-1 h-3 overflow-hidden rounded-full border border-line bg-paper">
            <div className="h-full bg-accent" style={{ width: `${task.percent}%` }} />
          </div>
        </div>
      </section>
      <TaskWork key={task.id} task={task} />
      <TaskReports reports={task.reports} />
    </div>
  )
}
