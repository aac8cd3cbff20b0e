import { Link } from '@remix-run/react'
import { Badge, Empty } from '../../components/notice-line.tsx'
import { useDates, useT } from '../../i18n.ts'

export interface ListedMeeting {
  id: string
  title: string
  state: 'draft' | 'invited' | 'open' | 'closed' | 'cancelled'
  place: string
  startAt: Date | string
  chairName: string
  myReply: 'none' | 'accepted' | 'declined' | null
}

const TONES = { draft: 'plain', invited: 'info', open: 'good', closed: 'plain', cancelled: 'alert' } as const

export function MeetingList({ meetings }: { meetings: readonly ListedMeeting[] }) {
  const t = useT()
  const dates = useDates()
  if (meetings.length === 0) return <Empty>{t('screens.no_meetings')}</Empty>
  return (
    <ul className="grid gap-2">
      {meetings.map(({ id, title, state, place, startAt, chairName, myReply }) => (
        <li key={id}>
          <Link to={`/meetings/${id}`} className="card block hover:border-accent">
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={TONES[state]}>{t(`screens.meeting_state.${state}`)}</Badge>
              {state === 'invited' && myReply === 'none' ? <Badge tone="warn">{t('screens.answer_wanted')}</Badge> : null}
              <span className="text-sm text-muted">{dates.instant(startAt)}</span>
            </span>
            <span className="mt-1 block font-semibold">{title}</span>
            <span className="text-sm text-muted">{place} · {t('screens.chaired_by', { name: chairName })}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
