import { useDates, useT } from '../../i18n.ts'

export interface InvitationFacts {
  kind: 'advisory' | 'problem_solving' | 'professional' | 'briefing' | 'review'
  purpose: string
  content: string
  requests: string
  place: string
  startAt: Date | string
  endAt: Date | string
  isUrgent: boolean
  chairName: string
  secretaryName: string
  orgUnitName: string
}

/** The contents of the invitation as the invited read it. */
export function InvitationText({ meeting }: { meeting: InvitationFacts }) {
  const t = useT()
  const dates = useDates()
  const rows: [string, string][] = [
    [t('screens.chair'), meeting.chairName],
    [t('screens.secretary'), meeting.secretaryName],
    [t('screens.time'), `${dates.weekday(meeting.startAt)}, ${dates.time(meeting.startAt)}–${dates.time(meeting.endAt)}${meeting.isUrgent ? ` · ${t('screens.urgent')}` : ''}`],
    [t('screens.place'), meeting.place],
    [t('screens.meeting_kind'), t(`screens.meeting_kind.${meeting.kind}`)],
    [t('screens.content'), meeting.content],
    [t('screens.purpose'), meeting.purpose],
    [t('screens.requests'), meeting.requests],
    [t('screens.host_unit'), meeting.orgUnitName],
  ]
  return (
    <dl className="card grid gap-x-6 gap-y-2 sm:grid-cols-[12rem_1fr]">
      {rows.filter(([, words]) => words !== '').map(([label, words]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="whitespace-pre-line">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
