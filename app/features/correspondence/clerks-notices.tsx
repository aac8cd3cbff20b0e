import { Link } from '@remix-run/react'
import { Badge, Empty } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'

interface Notice {
  noticeId: string
  meetingId: string
  subject: string
  next: 'number' | 'await_leader' | 'seal' | 'issue'
  notation: string | null
  issuedOn: string | null
}

const TONES = { number: 'warn', await_leader: 'plain', seal: 'warn', issue: 'warn' } as const

/** Notices in the office's hands, each with what comes next; the work is done on the notice's own page. */
export function ClerksNotices({ notices }: { notices: readonly Notice[] }) {
  const t = useT()
  const { plainDay } = useDates()
  return (
    <section aria-labelledby="notices" className="no-print">
      <h2 id="notices" className="mb-3">{t('desk.clerk_notices')}</h2>
      {notices.length === 0 ? <Empty>{t('desk.no_notices')}</Empty> : (
        <ul className="grid gap-2">
          {notices.map(({ noticeId, meetingId, subject, next, notation, issuedOn }) => (
            <li key={noticeId}>
              <Link to={`/meetings/${meetingId}/notice`} className="card block hover:border-accent">
                <span className="flex flex-wrap items-center gap-2">
                  <Badge tone={TONES[next]}>{t(`desk.next.${next}`)}</Badge>
                  {notation === null ? null : <span className="text-sm text-muted">{notation}</span>}
                  {issuedOn === null ? null : <span className="text-sm text-muted">{plainDay(issuedOn)}</span>}
                </span>
                <span className="mt-1 block font-semibold">{subject}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
