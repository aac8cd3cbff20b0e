import { Link } from '@remix-run/react'
import { Badge, Empty } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'

export interface ListedTask {
  id: string
  title: string
  state: 'assigned' | 'accepted' | 'in_progress' | 'completed'
  percent: number
  dueOn: string | null
  deadlineText: string | null
  isOverdue: boolean
  daysOverdue: number
  leadUnits: { id: string; name: string }[]
  isVisible: boolean
}

export function TaskList({ tasks }: { tasks: readonly ListedTask[] }) {
  const t = useT()
  if (tasks.length === 0) return <Empty>{t('screens.no_tasks')}</Empty>
  return (
    <ul className="grid gap-2">
      {tasks.map((task) => (
        <li key={task.id}>
          {task.isVisible
            ? <Link to={`/tasks/${task.id}`} className="card block hover:border-accent"><TaskLines task={task} /></Link>
            : <div className="card"><TaskLines task={task} /></div>}
        </li>
      ))}
    </ul>
  )
}

function TaskLines({ task }: { task: ListedTask }) {
  return (
    <>
      <TaskBadges task={task} />
      <span className="mt-1 block font-semibold">{task.title}</span>
      <span className="text-sm text-muted">{task.leadUnits.map(({ name }) => name).join(', ')}</span>
    </>
  )
}

export function TaskBadges({ task }: { task: ListedTask }) {
  const t = useT()
  const { plainDay } = useDates()
  const due = task.dueOn === null ? task.deadlineText : plainDay(task.dueOn)
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge tone={task.state === 'completed' ? 'good' : 'info'}>{t(`screens.task_state.${task.state}`)}</Badge>
      {task.isOverdue ? <Badge tone="alert">{t('screens.overdue_days', { days: task.daysOverdue })}</Badge> : null}
      {task.state === 'completed' ? null : <span className="text-sm">{task.percent}%</span>}
      {due === null ? null : <span className="text-sm text-muted">{t('screens.due', { day: due })}</span>}
    </span>
  )
}
