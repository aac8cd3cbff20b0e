import { Badge, Empty } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'

interface Report {
  id: string
  at: Date | string
  percent: number
  text: string
  userName: string
  orgUnitName: string
}

/** Who reported what and when, the latest first. */
export function TaskReports({ reports }: { reports: readonly Report[] }) {
  const t = useT()
  const { instant } = useDates()
  return (
    <section aria-labelledby="reports">
      <h2 id="reports" className="mb-3">{t('task.reports')}</h2>
      {reports.length === 0 ? <Empty>{t('desk.no_reports')}</Empty> : (
        <ol className="grid gap-2">
          {reports.map(({ id, at, percent, text, userName, orgUnitName }) => (
            <li key={id} className="card break-inside-avoid">
              <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
                <Badge tone="info">{percent}%</Badge><span>{instant(at)}</span><span>{userName}, {orgUnitName}</span>
              </p>
              <p className="mt-2 whitespace-pre-wrap">{text}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
